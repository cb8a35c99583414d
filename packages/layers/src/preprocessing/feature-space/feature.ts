import type { JsonRecord, Layer, Serializable, SymbolicDataType } from '@myelin/core';
import { deserialize, requireOneOf } from '@myelin/core';
import { requireLayer } from '../../core/require-layer.ts';

/** What a feature becomes: a whole number, a row with a one at that number, or numbers as they are. */
export type FeatureMode = 'int' | 'one_hot' | 'float';

export interface FeatureOptions {
  /** Element type of the raw values. */
  readonly dtype: SymbolicDataType;
  /** What the raw values go through first. */
  readonly preprocessor: Layer;
  readonly outputMode: FeatureMode;
}

/** How one feature of a `FeatureSpace` is treated. */
export class Feature implements Serializable {
  readonly className: string = 'Feature';
  readonly module: string = 'keras.src.layers.preprocessing.feature_space';
  readonly config: FeatureOptions;

  /** @throws {@link ArgumentError} an option is out of its domain. */
  constructor(options: FeatureOptions) {
    const { dtype, preprocessor, outputMode } = options;
    requireOneOf('Feature', 'dtype', dtype, ['float32', 'int32', 'string', 'bool']);
    requireOneOf('Feature', 'outputMode', outputMode, ['int', 'one_hot', 'float']);
    requireLayer('Feature', 'preprocessor', preprocessor);
    this.config = { dtype, preprocessor, outputMode };
  }

  /** The feature that a file describes. */
  static fromKeras(form: JsonRecord): Feature {
    const { dtype, preprocessor, output_mode: outputMode } = form.config as JsonRecord;
    return new Feature({
      dtype: (dtype === 'int64' ? 'int32' : dtype) as SymbolicDataType,
      preprocessor: deserialize(
        publicForm(preprocessor as JsonRecord),
        'layer',
      ) as unknown as Layer,
      outputMode: outputMode as FeatureMode,
    });
  }
}

/** Keras has a layer of its own for features that stay as they are. */
function publicForm(form: JsonRecord): JsonRecord {
  if (form.class_name !== 'TFDIdentity') return form;
  return { ...form, module: 'keras.layers', class_name: 'Identity' };
}
