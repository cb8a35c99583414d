import type { JsonRecord, Serializable } from '@myelin/core';
import { ArgumentError, describe, requireOneOf, requireWholeNumber } from '@myelin/core';

export interface CrossOptions {
  /** The features that are combined, two or more. */
  readonly featureNames: readonly string[];
  /** Number of bins for the combinations. Whole number, at least 1. */
  readonly crossingDim: number;
  /** @defaultValue `'one_hot'` */
  readonly outputMode?: 'int' | 'one_hot';
}

/** Features of a `FeatureSpace` whose combinations count. */
export class Cross implements Serializable {
  readonly className: string = 'Cross';
  readonly module: string = 'keras.src.layers.preprocessing.feature_space';
  readonly config: Required<CrossOptions>;

  /** @throws {@link ArgumentError} an option is out of its domain. */
  constructor({ featureNames, crossingDim, outputMode = 'one_hot' }: CrossOptions) {
    const isList = Array.isArray(featureNames) && featureNames.length > 1;
    if (!isList || !featureNames.every((name) => typeof name === 'string')) {
      throw new ArgumentError({
        where: 'Cross',
        problem: `\`featureNames\` must be at least two names, received ${describe(featureNames)}`,
        fix: "pass for example ['city', 'weekday']",
      });
    }
    requireWholeNumber('Cross', 'crossingDim', crossingDim, { min: 1 });
    requireOneOf('Cross', 'outputMode', outputMode, ['int', 'one_hot']);
    this.config = { featureNames, crossingDim, outputMode };
  }

  /** The names of the features, joined by `_X_`. */
  get name(): string {
    return this.config.featureNames.join('_X_');
  }

  /** The cross that a file describes. */
  static fromKeras(form: JsonRecord): Cross {
    const {
      feature_names: names,
      crossing_dim: dim,
      output_mode: mode,
    } = form.config as JsonRecord;
    return new Cross({
      featureNames: names as string[],
      crossingDim: dim as number,
      outputMode: mode as 'int' | 'one_hot',
    });
  }
}
