import { requireBoolean } from '@myelin/core';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';
import { combineOutputs } from './regression-targets.ts';

/** Options of {@link r2Score} and {@link explainedVarianceScore}. */
export interface ExplainedShareOptions extends Omit<RegressionErrorOptions, 'multioutput'> {
  /**
   * How scores of several outputs become one: their plain mean, a mean by the variance of the true numbers, or by these
   * weights. @defaultValue `'uniform_average'`
   */
  readonly multioutput?: RegressionErrorOptions['multioutput'] | 'variance_weighted';
  /** Where true numbers do not vary: 1 for perfect predictions and 0 for others, in place of NaN and -Infinity. @defaultValue `true` */
  readonly forceFinite?: boolean;
}

/** {@link ExplainedShareOptions} that ask for the score of each output. */
export interface OutputShareOptions extends OutputErrorOptions {
  /** As in {@link ExplainedShareOptions}. @defaultValue `true` */
  readonly forceFinite?: boolean;
}

/**
 * `1 - unexplained / all`, of each output, brought together.
 *
 * @source scikit-learn `metrics._regression._assemble_fraction_of_explained_deviance`.
 */
export function explainedShare(
  where: string,
  unexplained: Float64Array,
  all: Float64Array,
  { multioutput, forceFinite = true }: ExplainedShareOptions | OutputShareOptions,
): number | Float64Array {
  requireBoolean(where, 'forceFinite', forceFinite);
  const scores = unexplained.map((part, i) => {
    const whole = all[i] ?? 0;
    if (forceFinite && part === 0) return 1;
    return forceFinite && whole === 0 ? 0 : 1 - part / whole;
  });
  return combineOutputs(where, scores, multioutput, all);
}
