import {
  ArgumentError,
  describe,
  requireKnownOptions,
  requireOneOf,
  requireOptions,
  ShapeError,
} from '@myelin/core';
import { average } from '../arithmetic/average.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import { readNumbers } from '../inputs/numbers.ts';
import { readSampleWeights, requireSameSamples } from '../inputs/sample-weights.ts';

/** Options of errors. */
export interface RegressionErrorOptions {
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** How errors of several outputs become one: their plain mean, or a mean by these weights. @defaultValue `'uniform_average'` */
  readonly multioutput?: 'uniform_average' | readonly number[] | Float64Array | Float32Array;
}

/** {@link RegressionErrorOptions} that ask for the error of each output. */
export interface OutputErrorOptions extends Omit<RegressionErrorOptions, 'multioutput'> {
  readonly multioutput: 'raw_values';
}

/** True and predicted numbers, `[rows, columns]`. */
export interface RegressionTargets {
  readonly truth: Float64Array;
  readonly guesses: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly weights: Float64Array | undefined;
}

/**
 * True and predicted numbers, brought together.
 *
 * @throws {@link ShapeError} {@link DataError} the arrays do not go together.
 * @source scikit-learn `metrics._regression._check_reg_targets`.
 */
export function regressionTargets(
  where: string,
  yTrue: NumberArray,
  yPred: NumberArray,
  sampleWeight: NumberArray | undefined,
): RegressionTargets {
  const truth = readNumbers(where, 'yTrue', yTrue);
  const guesses = readNumbers(where, 'yPred', yPred);
  const { rows, columns } = truth;
  requireSameSamples(where, { yTrue: rows, yPred: guesses.rows });
  if (columns !== guesses.columns) {
    throw new ShapeError({
      where,
      problem: `\`yPred\` must have as many outputs as \`yTrue\`, received ${guesses.columns} for ${columns}`,
      fix: 'pass the same columns in both arrays',
    });
  }
  const weights = readSampleWeights(where, sampleWeight, rows)?.values;
  return { truth: truth.values, guesses: guesses.values, rows, columns, weights };
}

/** @throws {@link ArgumentError} an option is unknown. */
export function requireErrorOptions(
  where: string,
  options: object,
  more: readonly string[] = [],
): void {
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['sampleWeight', 'multioutput', ...more]);
}

/** Means of the columns of `values`. */
export function columnMeans(
  where: string,
  values: Float64Array,
  { rows, columns, weights }: RegressionTargets,
): Float64Array {
  return Float64Array.from({ length: columns }, (_, column) =>
    average(where, columnOf(values, rows, columns, column), weights),
  );
}

/** One column of row-major values. */
export function columnOf(
  values: Float64Array,
  rows: number,
  columns: number,
  column: number,
): Float64Array {
  if (columns === 1) return values;
  const own = new Float64Array(rows);
  for (let row = 0; row < rows; row++) own[row] = values[row * columns + column] ?? 0;
  return own;
}

/** The option `multioutput`. */
export type Multioutput =
  | (RegressionErrorOptions | OutputErrorOptions)['multioutput']
  | 'variance_weighted';

/**
 * Scores of outputs as one number, or as they are.
 *
 * @param variances - Weights of `'variance_weighted'`, where it is allowed.
 * @throws {@link ArgumentError} `multioutput` is unknown, or does not hold one weight for each output.
 */
export function combineOutputs(
  where: string,
  scores: Float64Array,
  multioutput: Multioutput = 'uniform_average',
  variances?: Float64Array,
): number | Float64Array {
  if (typeof multioutput === 'string') {
    const names = ['raw_values', 'uniform_average', 'variance_weighted'] as const;
    requireOneOf(where, 'multioutput', multioutput, variances ? names : names.slice(0, 2));
    if (multioutput === 'raw_values') return scores;
    const isWeighted = multioutput === 'variance_weighted' && variances?.some((v) => v !== 0);
    return average(where, scores, isWeighted ? variances : undefined, 'multioutput');
  }
  const { values, columns } = readNumbers(where, 'multioutput', multioutput);
  if (columns === 1 && values.length === scores.length && scores.length > 1) {
    return average(where, scores, values, 'multioutput');
  }
  throw new ArgumentError({
    where,
    problem: `\`multioutput\` must hold one weight for each output, received ${describe(multioutput)} for ${scores.length}`,
    fix:
      scores.length === 1 ? 'leave it out: there is one output' : 'pass one number for each output',
  });
}
