import { recordedTransformers } from '../../test-support/recorded-transformers.ts';
import { MaxAbsScaler } from './max-abs-scaler.ts';
import { MinMaxScaler } from './min-max-scaler.ts';
import { Normalizer } from './normalizer.ts';
import { PowerTransformer } from './power-transformer.ts';
import { QuantileTransformer } from './quantile-transformer.ts';
import { RobustScaler } from './robust-scaler.ts';

await recordedTransformers(
  'sklearn/numeric.json',
  { MaxAbsScaler, MinMaxScaler, Normalizer, PowerTransformer, QuantileTransformer, RobustScaler },
  {
    // The likelihood is flat at its top: what differs by 1e-16 there moves the power by the root of that, 1e-8.
    tolerance: { PowerTransformer: 1e-7 },
  },
);
