export { drawCurves, epochTicks } from './curves.ts';
export { type FlagDefaults, readFlags, wholeNumber } from './flags.ts';
export { drawPicture, type Picture, sideBySide } from './pictures.ts';
export { drawPlot, type PlotOptions, type Point } from './plots.ts';
export { drawScatter, type Mark } from './scatter.ts';
export { drawSmallPlot, type SmallPlotOptions } from './small-plots.ts';
export { type Terminal, terminal } from './terminal.ts';
