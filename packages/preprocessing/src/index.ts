/**
 * What comes between raw data and a model, named and computed as in scikit-learn.
 *
 * @packageDocumentation
 */

export { preprocessors } from './catalog.ts';
export type { LabelsInput } from './input/labels-input.ts';
export type { TabularInput } from './input/tabular-input.ts';
export { fromJson } from './saving/from-json.ts';
export { type PreprocessorEntry, preprocessorCatalog } from './saving/preprocessor-catalog.ts';
export {
  FittedStandardScaler,
  StandardScaler,
  type StandardScalerOptions,
  type StandardScalerState,
} from './scalers/standard-scaler.ts';
export { Fitted } from './transformer/fitted.ts';
export { FittedTransformer, type Learned } from './transformer/fitted-transformer.ts';
export { InvertibleTransformer } from './transformer/invertible.ts';
export { type Lesson, Transformer } from './transformer/transformer.ts';
