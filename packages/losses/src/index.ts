export type { CrossentropyOptions, SparseCrossentropyOptions } from '@myelin/core';
export { losses } from './catalog.ts';
export type { CategoricalHingeOptions } from './hinge/categorical-hinge.ts';
export { CategoricalHinge, categoricalHinge } from './hinge/categorical-hinge.ts';
export type { HingeOptions } from './hinge/hinge.ts';
export { Hinge, hinge } from './hinge/hinge.ts';
export type { SquaredHingeOptions } from './hinge/squared-hinge.ts';
export { SquaredHinge, squaredHinge } from './hinge/squared-hinge.ts';
export type { BinaryCrossentropyOptions } from './probabilistic/binary-crossentropy.ts';
export { BinaryCrossentropy, binaryCrossentropy } from './probabilistic/binary-crossentropy.ts';
export type {
  BinaryFocalCrossentropyOptions,
  BinaryFocalOptions,
} from './probabilistic/binary-focal-crossentropy.ts';
export {
  BinaryFocalCrossentropy,
  binaryFocalCrossentropy,
} from './probabilistic/binary-focal-crossentropy.ts';
export type { CategoricalCrossentropyOptions } from './probabilistic/categorical-crossentropy.ts';
export {
  CategoricalCrossentropy,
  categoricalCrossentropy,
} from './probabilistic/categorical-crossentropy.ts';
export type {
  CategoricalFocalCrossentropyOptions,
  CategoricalFocalOptions,
} from './probabilistic/categorical-focal-crossentropy.ts';
export {
  CategoricalFocalCrossentropy,
  categoricalFocalCrossentropy,
} from './probabilistic/categorical-focal-crossentropy.ts';
export type {
  CategoricalGeneralizedCrossEntropyOptions,
  GeneralizedCrossEntropyOptions,
} from './probabilistic/categorical-generalized-cross-entropy.ts';
export {
  CategoricalGeneralizedCrossEntropy,
  categoricalGeneralizedCrossEntropy,
} from './probabilistic/categorical-generalized-cross-entropy.ts';
export type { KLDivergenceOptions } from './probabilistic/kl-divergence.ts';
export { KLDivergence, klDivergence } from './probabilistic/kl-divergence.ts';
export type { PoissonOptions } from './probabilistic/poisson.ts';
export { Poisson, poisson } from './probabilistic/poisson.ts';
export type { SparseCategoricalCrossentropyOptions } from './probabilistic/sparse-categorical-crossentropy.ts';
export {
  SparseCategoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from './probabilistic/sparse-categorical-crossentropy.ts';
export type {
  CosineSimilarityFunctionOptions,
  CosineSimilarityOptions,
} from './regression/cosine-similarity.ts';
export { CosineSimilarity, cosineSimilarity } from './regression/cosine-similarity.ts';
export type { HuberFunctionOptions, HuberOptions } from './regression/huber.ts';
export { Huber, huber } from './regression/huber.ts';
export type { LogCoshOptions } from './regression/log-cosh.ts';
export { LogCosh, logCosh } from './regression/log-cosh.ts';
export type { MeanAbsoluteErrorOptions } from './regression/mean-absolute-error.ts';
export { MeanAbsoluteError, meanAbsoluteError } from './regression/mean-absolute-error.ts';
export type { MeanAbsolutePercentageErrorOptions } from './regression/mean-absolute-percentage-error.ts';
export {
  MeanAbsolutePercentageError,
  meanAbsolutePercentageError,
} from './regression/mean-absolute-percentage-error.ts';
export type { MeanSquaredErrorOptions } from './regression/mean-squared-error.ts';
export { MeanSquaredError, meanSquaredError } from './regression/mean-squared-error.ts';
export type { MeanSquaredLogarithmicErrorOptions } from './regression/mean-squared-logarithmic-error.ts';
export {
  MeanSquaredLogarithmicError,
  meanSquaredLogarithmicError,
} from './regression/mean-squared-logarithmic-error.ts';
export type { DiceFunctionOptions, DiceOptions } from './segmentation/dice.ts';
export { Dice, dice } from './segmentation/dice.ts';
export type { TverskyFunctionOptions, TverskyOptions } from './segmentation/tversky.ts';
export { Tversky, tversky } from './segmentation/tversky.ts';
export type { CTCOptions } from './sequence/ctc.ts';
export { CTC, ctc } from './sequence/ctc.ts';
export type { CircleFunctionOptions, CircleOptions, CircleSettings } from './similarity/circle.ts';
export { Circle, circle } from './similarity/circle.ts';
