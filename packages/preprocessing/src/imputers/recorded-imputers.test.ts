import { recordedTransformers } from '../../test-support/recorded-transformers.ts';
import { KNNImputer } from './knn-imputer.ts';
import { MissingIndicator } from './missing-indicator.ts';
import { SimpleImputer } from './simple-imputer.ts';

await recordedTransformers('sklearn/imputation.json', {
  SimpleImputer,
  KNNImputer,
  MissingIndicator,
});
