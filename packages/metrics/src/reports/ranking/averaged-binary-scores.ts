import { pairwiseSum, ShapeError } from '@myelin/core';
import { average as averageOf } from '../arithmetic/average.ts';

/** Zeros and ones, and scores, of several labels, `[rows, columns]`. */
export interface IndicatorScores {
  readonly truth: ArrayLike<number>;
  readonly scores: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly weights: Float64Array | undefined;
}

/** The score of one class against the rest. */
export type BinaryScore = (
  isPositive: Uint8Array,
  scores: Float64Array,
  weights: Float64Array | undefined,
) => number;

/** How scores of labels become one number; null gives the score of each label. */
export type ScoreAveraging = 'micro' | 'macro' | 'weighted' | 'samples' | null;

/**
 * A score of two classes, for several labels.
 *
 * @source scikit-learn `metrics._base._average_binary_score`.
 */
export function averagedBinaryScores(
  where: string,
  { truth, scores, rows, columns, weights }: IndicatorScores,
  average: ScoreAveraging,
  score: BinaryScore,
): number | Float64Array {
  const isTrue = Uint8Array.from(truth, (value) => (value === 0 ? 0 : 1));
  if (average === 'micro') {
    const repeated = weights && new Float64Array(rows * columns);
    repeated?.forEach((_, cell) => {
      repeated[cell] = weights?.[Math.floor(cell / columns)] ?? 0;
    });
    return score(isTrue, scores, repeated);
  }
  if (average === 'samples') {
    const ofRows = Float64Array.from({ length: rows }, (_, row) => {
      const [begin, end] = [row * columns, (row + 1) * columns];
      // A sample that does not count is not asked for a score, which might not be defined.
      if (weights?.[row] === 0) return 0;
      return score(isTrue.subarray(begin, end), scores.subarray(begin, end), undefined);
    });
    return averageOf(where, ofRows, weights);
  }
  const support = average === 'weighted' ? supportOf(isTrue, rows, columns, weights) : undefined;
  if (support !== undefined && Math.abs(pairwiseSum(support)) <= CLOSE_TO_ZERO) return 0;
  const ofColumns = Float64Array.from({ length: columns }, (_, at) =>
    support?.[at] === 0
      ? 0
      : score(
          eachOf(isTrue, new Uint8Array(rows), at, columns),
          eachOf(scores, new Float64Array(rows), at, columns),
          weights,
        ),
  );
  return average === null ? ofColumns : averageOf(where, ofColumns, support);
}

const CLOSE_TO_ZERO = 1e-8;

/** `values[first]` and every one that lies `step` behind. */
function eachOf<Values extends Uint8Array | Float64Array>(
  values: Values,
  into: Values,
  first: number,
  step: number,
): Values {
  for (let i = 0; i < into.length; i++) into[i] = values[first + i * step] ?? 0;
  return into;
}

function supportOf(
  isTrue: Uint8Array,
  rows: number,
  columns: number,
  weights: Float64Array | undefined,
): Float64Array {
  const support = new Float64Array(columns);
  for (let cell = 0; cell < rows * columns; cell++) {
    if (isTrue[cell] === 0) continue;
    const weight = weights?.[Math.floor(cell / columns)] ?? 1;
    support[cell % columns] = (support[cell % columns] ?? 0) + weight;
  }
  return support;
}

/** Ones in the columns of the classes: `[rows, classes]`. */
export function oneHot(codes: Int32Array, classes: number): Uint8Array {
  const rows = new Uint8Array(codes.length * classes);
  for (let i = 0; i < codes.length; i++) rows[i * classes + (codes[i] ?? 0)] = 1;
  return rows;
}

/** @throws {@link ShapeError} there is not one column of scores for each label. */
export function requireScoreColumns(where: string, received: number, wanted: number): void {
  if (received === wanted) return;
  throw new ShapeError({
    where,
    problem: `\`yScore\` must have shape [samples, ${wanted}], one column for each class, received ${received} ${received === 1 ? 'column' : 'columns'}`,
    fix: 'pass the scores of all classes, with columns in the order of the sorted labels; `labels`, where it is an option, names classes that do not occur',
  });
}
