import { DataError, ShapeError } from '@myelin/core';
import { encodeLabels } from './encode-labels.ts';
import type { Label, LabelArray, LabelTable } from './labels.ts';
import { readLabels } from './labels.ts';
import type { NumberArray } from './numbers.ts';
import type { SampleWeights } from './sample-weights.ts';
import { readSampleWeights, requireSameSamples } from './sample-weights.ts';
import type { ReportTargetKind } from './target-kind.ts';
import { targetKindOf } from './target-kind.ts';

/** One class for each sample. */
export interface ClassTargets {
  readonly kind: 'binary' | 'multiclass';
  /** All labels of both arrays, in order. */
  readonly classes: readonly Label[];
  /** The true class of each sample, as a place in `classes`. */
  readonly truth: Int32Array;
  /** The predicted one. */
  readonly guesses: Int32Array;
  readonly rows: number;
  readonly weights: SampleWeights | undefined;
}

/** Any number of labels for each sample, as zeros and ones, `[rows, columns]`. */
export interface IndicatorTargets {
  readonly kind: 'multilabel-indicator';
  /** The columns' numbers. */
  readonly classes: readonly number[];
  readonly truth: Float64Array;
  readonly guesses: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly weights: SampleWeights | undefined;
}

/**
 * True and predicted classes, brought together.
 *
 * @param names - How messages call the two arguments.
 * @throws {@link ShapeError} {@link DataError} the arrays do not go together.
 * @source scikit-learn `metrics._classification._check_targets`.
 */
export function classTargets(
  where: string,
  yTrue: LabelArray,
  yPred: LabelArray,
  sampleWeight: NumberArray | undefined,
  names: readonly [string, string] = ['yTrue', 'yPred'],
): ClassTargets | IndicatorTargets {
  const [trueName, predName] = names;
  const truth = readLabels(where, trueName, yTrue);
  const guesses = readLabels(where, predName, yPred);
  requireSameSamples(where, { [trueName]: truth.rows, [predName]: guesses.rows });
  const weights = readSampleWeights(where, sampleWeight, truth.rows);
  requireOneKind(where, names, truth, guesses);

  const { classes, codes } = encodeLabels([truth, guesses]);
  const [trueCodes = new Int32Array(), predCodes = new Int32Array()] = codes;
  const kinds = [
    targetKindOf(truth, distinctIn(trueCodes, classes.length)),
    targetKindOf(guesses, distinctIn(predCodes, classes.length)),
  ] as const;
  const rows = truth.rows;
  if (kinds.every((kind) => kind === 'binary' || kind === 'multiclass')) {
    const kind = classes.length > 2 || kinds.includes('multiclass') ? 'multiclass' : 'binary';
    return { kind, classes, truth: trueCodes, guesses: predCodes, rows, weights };
  }
  if (
    kinds.some((kind) => kind !== 'multilabel-indicator') ||
    truth.kind === 'string' ||
    guesses.kind === 'string'
  ) {
    throw mismatch(where, names, kinds);
  }
  return {
    kind: 'multilabel-indicator',
    classes: requireSameColumns(where, names, truth, guesses),
    truth: truth.values,
    guesses: guesses.values,
    rows,
    columns: truth.columns,
    weights,
  };
}

/** How many of `classes` classes occur. */
function distinctIn(codes: Int32Array, classes: number): number {
  const seen = new Uint8Array(classes);
  let distinct = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (seen[code] === 0) distinct++;
    seen[code] = 1;
  }
  return distinct;
}

function requireOneKind(
  where: string,
  [trueName, predName]: readonly [string, string],
  truth: LabelTable,
  guesses: LabelTable,
): void {
  if ((truth.kind === 'string') === (guesses.kind === 'string')) return;
  const say = ({ kind }: LabelTable): string => (kind === 'string' ? 'texts' : 'numbers');
  throw new DataError({
    where,
    problem: `\`${trueName}\` and \`${predName}\` must name classes alike, received ${say(truth)} and ${say(guesses)}`,
    fix: 'turn the predicted numbers into the names they stand for, or the names into numbers',
  });
}

function requireSameColumns(
  where: string,
  [trueName, predName]: readonly [string, string],
  truth: LabelTable,
  guesses: LabelTable,
): readonly number[] {
  if (truth.columns === guesses.columns) {
    return Array.from({ length: truth.columns }, (_, column) => column);
  }
  throw new ShapeError({
    where,
    problem: `\`${trueName}\` and \`${predName}\` must have one column for each label, received ${truth.columns} and ${guesses.columns} columns`,
    fix: 'pass zeros and ones for the same labels',
  });
}

/** What is meant by each kind, and what makes classes of it. */
const advice: Readonly<Partial<Record<ReportTargetKind, string>>> = {
  continuous:
    'turn scores into classes first, for example with scores.map((p) => (p > 0.5 ? 1 : 0))',
  'continuous-multioutput': 'turn scores into classes first, for example with scores.argMax(-1)',
  'multilabel-indicator': 'turn one-hot rows into class numbers first, for example with argMax(-1)',
};

function mismatch(
  where: string,
  [trueName, predName]: readonly [string, string],
  [first, second]: readonly [ReportTargetKind, ReportTargetKind],
): DataError {
  const problem =
    first === second
      ? `\`${trueName}\` and \`${predName}\` must hold classes, received ${first} targets`
      : `\`${trueName}\` and \`${predName}\` must hold the same kind of targets, received ${first} and ${second} ones`;
  return new DataError({
    where,
    problem,
    fix: advice[second] ?? advice[first] ?? 'pass one class for each sample',
  });
}
