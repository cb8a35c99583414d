export type { BinaryCrossentropyOptions } from './binary-crossentropy.ts';
export { BinaryCrossentropy, binaryCrossentropy } from './binary-crossentropy.ts';
export { losses } from './catalog.ts';
export type { CategoricalCrossentropyOptions } from './categorical-crossentropy.ts';
export { CategoricalCrossentropy, categoricalCrossentropy } from './categorical-crossentropy.ts';
export type { CrossentropyOptions } from './crossentropy-options.ts';
export type { MeanAbsoluteErrorOptions } from './mean-absolute-error.ts';
export { MeanAbsoluteError, meanAbsoluteError } from './mean-absolute-error.ts';
export type { MeanSquaredErrorOptions } from './mean-squared-error.ts';
export { MeanSquaredError, meanSquaredError } from './mean-squared-error.ts';
export type { SparseCategoricalCrossentropyOptions } from './sparse-categorical-crossentropy.ts';
export {
  SparseCategoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from './sparse-categorical-crossentropy.ts';
export type { SparseCrossentropyOptions } from './sparse-crossentropy-options.ts';
