import type { LossClass, LossName } from '@myelin/core';
import { CategoricalHinge } from './hinge/categorical-hinge.ts';
import { Hinge } from './hinge/hinge.ts';
import { SquaredHinge } from './hinge/squared-hinge.ts';
import { BinaryCrossentropy } from './probabilistic/binary-crossentropy.ts';
import { BinaryFocalCrossentropy } from './probabilistic/binary-focal-crossentropy.ts';
import { CategoricalCrossentropy } from './probabilistic/categorical-crossentropy.ts';
import { CategoricalFocalCrossentropy } from './probabilistic/categorical-focal-crossentropy.ts';
import { CategoricalGeneralizedCrossEntropy } from './probabilistic/categorical-generalized-cross-entropy.ts';
import { KLDivergence } from './probabilistic/kl-divergence.ts';
import { Poisson } from './probabilistic/poisson.ts';
import { SparseCategoricalCrossentropy } from './probabilistic/sparse-categorical-crossentropy.ts';
import { CosineSimilarity } from './regression/cosine-similarity.ts';
import { Huber } from './regression/huber.ts';
import { LogCosh } from './regression/log-cosh.ts';
import { MeanAbsoluteError } from './regression/mean-absolute-error.ts';
import { MeanAbsolutePercentageError } from './regression/mean-absolute-percentage-error.ts';
import { MeanSquaredError } from './regression/mean-squared-error.ts';
import { MeanSquaredLogarithmicError } from './regression/mean-squared-logarithmic-error.ts';
import { Dice } from './segmentation/dice.ts';
import { Tversky } from './segmentation/tversky.ts';
import { CTC } from './sequence/ctc.ts';
import { Circle } from './similarity/circle.ts';

/** Losses by Keras's names. The umbrella package registers them. */
export const losses: Readonly<Record<LossName, LossClass>> = {
  mean_squared_error: MeanSquaredError,
  MeanSquaredError,
  mse: MeanSquaredError,
  MSE: MeanSquaredError,
  mean_absolute_error: MeanAbsoluteError,
  MeanAbsoluteError,
  mae: MeanAbsoluteError,
  MAE: MeanAbsoluteError,
  mean_absolute_percentage_error: MeanAbsolutePercentageError,
  MeanAbsolutePercentageError,
  mape: MeanAbsolutePercentageError,
  MAPE: MeanAbsolutePercentageError,
  mean_squared_logarithmic_error: MeanSquaredLogarithmicError,
  MeanSquaredLogarithmicError,
  msle: MeanSquaredLogarithmicError,
  MSLE: MeanSquaredLogarithmicError,
  cosine_similarity: CosineSimilarity,
  CosineSimilarity,
  log_cosh: LogCosh,
  LogCosh,
  huber: Huber,
  Huber,
  kl_divergence: KLDivergence,
  KLDivergence,
  kld: KLDivergence,
  KLD: KLDivergence,
  poisson: Poisson,
  Poisson,
  binary_crossentropy: BinaryCrossentropy,
  BinaryCrossentropy,
  bce: BinaryCrossentropy,
  BCE: BinaryCrossentropy,
  binary_focal_crossentropy: BinaryFocalCrossentropy,
  BinaryFocalCrossentropy,
  categorical_crossentropy: CategoricalCrossentropy,
  CategoricalCrossentropy,
  categorical_focal_crossentropy: CategoricalFocalCrossentropy,
  CategoricalFocalCrossentropy,
  sparse_categorical_crossentropy: SparseCategoricalCrossentropy,
  SparseCategoricalCrossentropy,
  hinge: Hinge,
  Hinge,
  squared_hinge: SquaredHinge,
  SquaredHinge,
  categorical_hinge: CategoricalHinge,
  CategoricalHinge,
  dice: Dice,
  Dice,
  tversky: Tversky,
  Tversky,
  circle: Circle,
  Circle,
  ctc: CTC,
  CTC,
  // Keras knows no string for it; files name the class.
  CategoricalGeneralizedCrossEntropy,
};
