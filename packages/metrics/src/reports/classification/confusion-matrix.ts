import {
  ArgumentError,
  DataError,
  describe,
  NdArray,
  requireKnownOptions,
  requireOneOf,
  requireOptions,
} from '@myelin/core';
import type { ClassTargets } from '../inputs/class-targets.ts';
import { labelPlaces, readLabelOption } from '../inputs/label-places.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import { singleLabelTargets } from '../inputs/single-label-targets.ts';
import { formatConfusion } from './format-confusion.ts';

const normalizations = ['true', 'pred', 'all'] as const;

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions {
  /** Classes that count, in the order of rows and columns. @defaultValue all that occur, in order */
  readonly labels?: readonly Label[];
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** Shares in place of counts: of each true class (rows), of each predicted one (columns), or of all samples. */
  readonly normalize?: (typeof normalizations)[number];
}

/** Tables of more classes are not read by anyone. */
const MOST_SHOWN = 50;

/**
 * Counts of samples by true class (rows) and predicted class (columns): an array that knows its labels and prints them.
 */
export class ConfusionMatrix extends NdArray {
  /** The classes of the rows, and of the columns. */
  readonly labels: readonly Label[];

  constructor(counts: NdArray, labels: readonly Label[]) {
    super(counts.data, counts.shape, counts.dtype);
    this.labels = labels;
  }

  /** A table with the names of the classes; of very many classes only the edges. */
  override toString(): string {
    return this.labels.length > MOST_SHOWN ? super.toString() : formatConfusion(this, this.labels);
  }
}

/**
 * How often each class (row) was taken for each class (column).
 *
 * @shape output `[classes, classes]`: `int32` counts; `float64` with fractional weights or `normalize`
 * @throws {@link ArgumentError} an option is outside its domain; no true label is among `labels`.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold one class for each of the same samples.
 * @source scikit-learn `metrics.confusion_matrix`; a share of nothing is 0.
 * @example
 * confusionMatrix(['cat', 'dog', 'cat'], ['cat', 'cat', 'cat'])
 * // => true \ predicted  cat  dog
 * //                 cat    2    0
 * //                 dog    1    0
 */
export function confusionMatrix(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: ConfusionMatrixOptions = {},
): ConfusionMatrix {
  const where = 'confusionMatrix';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['labels', 'sampleWeight', 'normalize']);
  const { labels, sampleWeight, normalize } = options;
  if (normalize !== undefined) requireOneOf(where, 'normalize', normalize, normalizations);
  const targets = singleLabelTargets(where, yTrue, yPred, sampleWeight);
  const chosen = chosenLabels(where, targets, labels);
  const counts = confusionCounts(targets, chosen);
  const { length: n } = chosen;
  if (normalize !== undefined) {
    return new ConfusionMatrix(new NdArray(shares(counts, n, normalize), [n, n]), chosen);
  }
  const fits = counts.every((count) => Math.abs(count) < 2 ** 31);
  const areCounts = fits && (targets.weights?.areCounts ?? true);
  const data = areCounts ? Int32Array.from(counts) : counts;
  return new ConfusionMatrix(new NdArray(data, [n, n], areCounts ? 'int32' : 'float64'), chosen);
}

/**
 * The classes of the rows.
 *
 * @throws {@link ArgumentError} no true label is among them.
 * @throws {@link DataError} there are too many for a matrix.
 */
export function chosenLabels(
  where: string,
  targets: ClassTargets,
  labels: readonly Label[] | undefined,
): readonly Label[] {
  if (labels === undefined) return requireFew(where, targets.classes);
  const chosen = requireFew(where, readLabelOption(where, labels, targets.classes));
  const place = labelPlaces(chosen);
  const isTrue = new Uint8Array(targets.classes.length);
  for (let i = 0; i < targets.rows; i++) isTrue[targets.truth[i] ?? 0] = 1;
  if (targets.classes.some((label, i) => isTrue[i] === 1 && place(label) >= 0)) return chosen;
  throw new ArgumentError({
    where,
    problem: `\`labels\` must hold a label that occurs among the true ones, received ${describe(chosen)} for labels such as ${describe(targets.classes)}`,
    fix: 'write labels as they stand in the data, or leave `labels` out for all of them',
  });
}

/** A matrix of more would take hundreds of megabytes. */
const MOST_CLASSES = 5000;

function requireFew(where: string, labels: readonly Label[]): readonly Label[] {
  if (labels.length <= MOST_CLASSES) return labels;
  throw new DataError({
    where,
    problem: `there must be at most ${MOST_CLASSES} classes, received ${labels.length}, such as ${describe(labels)}`,
    fix: 'see whether these are classes, or pass { labels: … } with those that matter',
  });
}

/** Sums of weights by true and predicted class, row-major; samples of other classes are left out. */
export function confusionCounts(targets: ClassTargets, labels: readonly Label[]): Float64Array {
  const { truth, guesses, rows, classes, weights } = targets;
  const n = labels.length;
  const place = Int32Array.from(classes, labelPlaces(labels));
  const counts = new Float64Array(n * n);
  for (let i = 0; i < rows; i++) {
    const row = place[truth[i] ?? 0] ?? -1;
    const column = place[guesses[i] ?? 0] ?? -1;
    if (row < 0 || column < 0) continue;
    const cell = row * n + column;
    counts[cell] = (counts[cell] ?? 0) + (weights?.values[i] ?? 1);
  }
  return counts;
}

function shares(counts: Float64Array, n: number, by: (typeof normalizations)[number]) {
  const groupOf = (cell: number): number =>
    by === 'true' ? Math.floor(cell / n) : by === 'pred' ? cell % n : 0;
  const totals = new Float64Array(n);
  for (const [cell, count] of counts.entries()) {
    totals[groupOf(cell)] = (totals[groupOf(cell)] ?? 0) + count;
  }
  return counts.map((count, cell) => {
    const total = totals[groupOf(cell)] ?? 0;
    return total === 0 ? 0 : count / total;
  });
}
