export { drawCurves, epochTicks } from './curves.ts';
export { type FlagDefaults, readFlags, wholeNumber } from './flags.ts';
export { drawPicture, type Picture, sideBySide } from './pictures.ts';
export { type Terminal, terminal } from './terminal.ts';
