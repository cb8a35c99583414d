import { recordedTransformers } from '../../test-support/recorded-transformers.ts';
import { Binarizer } from './binarizer.ts';
import { KBinsDiscretizer } from './k-bins-discretizer.ts';
import { PolynomialFeatures } from './polynomial-features.ts';

await recordedTransformers('sklearn/numeric.json', {
  Binarizer,
  KBinsDiscretizer,
  PolynomialFeatures,
});
