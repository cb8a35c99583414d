import { Catalog } from '../options/catalog.ts';
import type { Loss, LossOptions } from './loss.ts';

/** Keras's names of losses. */
export type LossName =
  | 'mean_squared_error'
  | 'MeanSquaredError'
  | 'mse'
  | 'MSE'
  | 'mean_absolute_error'
  | 'MeanAbsoluteError'
  | 'mae'
  | 'MAE'
  | 'binary_crossentropy'
  | 'BinaryCrossentropy'
  | 'bce'
  | 'BCE'
  | 'categorical_crossentropy'
  | 'CategoricalCrossentropy'
  | 'sparse_categorical_crossentropy'
  | 'SparseCategoricalCrossentropy';

export type LossClass = new (options?: LossOptions) => Loss;

/** Losses known by name. */
export const lossCatalog: Catalog<LossClass> = new Catalog<LossClass>('loss');
