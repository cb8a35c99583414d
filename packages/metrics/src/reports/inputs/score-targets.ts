import { encodeLabels } from './encode-labels.ts';
import type { Label, LabelTable } from './labels.ts';
import { readLabels } from './labels.ts';
import type { NumberTable } from './numbers.ts';
import { readNumbers } from './numbers.ts';
import type { SampleWeights } from './sample-weights.ts';
import { readSampleWeights, requireSameSamples } from './sample-weights.ts';
import type { ReportTargetKind } from './target-kind.ts';
import { targetKindOf } from './target-kind.ts';

/** True classes and the scores that a model gave. */
export interface ScoreTargets {
  readonly kind: ReportTargetKind;
  readonly truth: LabelTable;
  /** All true labels, in order. */
  readonly classes: readonly Label[];
  /** The true class of each sample, as a place in `classes`. */
  readonly codes: Int32Array;
  readonly scores: NumberTable;
  readonly weights: SampleWeights | undefined;
}

/**
 * True classes and scores, brought together.
 *
 * @throws {@link ShapeError} {@link DataError} the arrays do not hold the same samples.
 */
export function scoreTargets(
  where: string,
  yTrue: unknown,
  scores: unknown,
  sampleWeight: unknown,
  scoreName = 'yScore',
): ScoreTargets {
  const truth = readLabels(where, 'yTrue', yTrue);
  const table = readNumbers(where, scoreName, scores);
  requireSameSamples(where, { yTrue: truth.rows, [scoreName]: table.rows });
  const weights = readSampleWeights(where, sampleWeight, truth.rows);
  const { classes, codes } = encodeLabels([truth]);
  const kind = targetKindOf(truth, classes.length);
  return { kind, truth, classes, codes: codes[0] ?? new Int32Array(), scores: table, weights };
}
