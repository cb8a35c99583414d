export type { AdamOptions, AdamSlots } from './adam.ts';
export { Adam } from './adam.ts';
export { optimizers } from './catalog.ts';
export type { RMSpropOptions, RMSpropSlots } from './rmsprop.ts';
export { RMSprop } from './rmsprop.ts';
export type { SGDOptions, SGDSlots } from './sgd.ts';
export { SGD } from './sgd.ts';
