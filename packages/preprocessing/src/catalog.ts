import { type PreprocessorEntry, transformerEntry } from './saving/preprocessor-catalog.ts';
import {
  FittedStandardScaler,
  StandardScaler,
  standardScalerState,
} from './scalers/standard-scaler.ts';

/** All that can be read back from files, by scikit-learn's class names. */
export const preprocessors: Readonly<Record<string, PreprocessorEntry>> = {
  StandardScaler: transformerEntry(StandardScaler, FittedStandardScaler, standardScalerState),
};
