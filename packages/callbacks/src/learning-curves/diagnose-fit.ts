import {
  ArgumentError,
  DataError,
  describe,
  History,
  requireNumber,
  resolveOptions,
} from '@myelin/core';
import type { FitVerdict } from './fit-verdict.ts';
import { judgeCurves } from './judge-curves.ts';
import { smoothCurve } from './smooth-curve.ts';

export interface DiagnoseFitOptions {
  /**
   * Training loss that would be good enough; null if not known. With it, a training loss that levels off above it is
   * `'underfitting'`.
   *
   * @defaultValue `null`
   */
  readonly targetLoss?: number | null;
}

export interface FitDiagnosis {
  readonly verdict: FitVerdict;
  /** Epoch of the lowest `val_loss`, counted from 0: where `restoreBestWeights` would go back to. */
  readonly bestEpoch: number;
  /** `val_loss` minus `loss` at the end, both smoothed; NaN if a loss is not finite. */
  readonly gap: number;
  /** Epoch, counted from 0, after which it went wrong; undefined unless it is overfitting or diverging. */
  readonly since: number | undefined;
  /** The reason, and what to try, in plain words. Epochs in it are counted from 1. */
  readonly explanation: string;
}

/** What `fit` returns, or the `history` in it. */
export type LossHistory = History | Readonly<Record<string, readonly number[]>>;

/**
 * Says what the curves of `loss` and `val_loss` mean: is the model overfitting, underfitting, not done, or fine?
 *
 * Both curves are smoothed by a moving average over a tenth of the epochs, at least three, and a difference counts only
 * if it is larger than the noise around that average would make by chance. The rules, of which the first that holds
 * decides:
 *
 * 1. `'diverging'`: a loss is not finite. (`'unclear'`: there are fewer than five epochs.)
 * 2. `'diverging'`: `loss` lost half of what it had gained, and 5% of its minimum.
 * 3. `val_loss` ends more than 5% above its minimum, which is Prechelt's criterion GL₅, and by more than 1% of what it
 *    had gained: `'overfitting'`, or `'diverging'` where `loss` rose too.
 * 4. `'still improving'`: the last quarter of `val_loss` is lower than the one before, by 5% of its whole fall and by 1%.
 * 5. `'overfitting'`: `loss` is less than half of `val_loss`, and the gap more than a tenth of what `val_loss` has
 *    fallen by: the gap between training error and generalization error is too large.
 * 6. `'underfitting'`: `loss` ends above `targetLoss` or, without one, fell by less than 10% in all.
 * 7. `'unclear'`: as rule 3, but it may be noise.
 * 8. `'good fit'`: anything else. Both losses leveled off, not far from one another.
 *
 * Curves cannot tell how low a loss could be: only `targetLoss`, or a better model, shows that a fit is not good.
 *
 * @throws {@link ArgumentError} `loss` or `val_loss` is missing, or they are not values of the same epochs.
 * @throws {@link DataError} there are no epochs.
 * @source Rule 3: Prechelt 1998 ("Early Stopping, but When?"), GL with α = 5. Rules 5 and 6: Goodfellow et al. 2016,
 * section 5.2 (a gap that is too large, a training error that is not low). The numbers in the others are ours.
 * @example
 * const history = await model.fit(x, y, { epochs: 50, validationSplit: 0.2 });
 * diagnoseFit(history).verdict // => 'overfitting'
 */
export function diagnoseFit(history: LossHistory, options: DiagnoseFitOptions = {}): FitDiagnosis {
  const { targetLoss } = resolveOptions<DiagnoseFitOptions>('diagnoseFit', options, {
    targetLoss: null,
  });
  if (targetLoss !== null) requireNumber('diagnoseFit', 'targetLoss', targetLoss);
  const { loss, valLoss, epochs } = readLosses(history);
  const epochOf = (index: number): number => epochs?.[index] ?? index;
  const bestEpoch = epochOf(indexOfLeast(valLoss));
  const broken = loss.findIndex((value, i) => !Number.isFinite(value + (valLoss[i] ?? 0)));
  if (broken >= 0) {
    return {
      verdict: 'diverging',
      bestEpoch,
      gap: Number.NaN,
      since: epochOf(Math.max(broken - 1, 0)),
      explanation: `A loss of epoch ${epochOf(broken) + 1} is not finite. Lower the learning rate, clip gradients ({ clipnorm: 1 }), or look for values in the data that are not finite.`,
    };
  }
  const train = smoothCurve(loss);
  const validation = smoothCurve(valLoss);
  const epochAt = (index: number): number => epochOf(index) + 1;
  const { verdict, since, explanation } = judgeCurves({ train, validation, targetLoss, epochAt });
  return {
    verdict,
    bestEpoch,
    gap: validation.last - train.last,
    since: since === undefined ? undefined : epochOf(since),
    explanation,
  };
}

interface Losses {
  readonly loss: readonly number[];
  readonly valLoss: readonly number[];
  /** Number of each epoch, if known. */
  readonly epochs: readonly number[] | undefined;
}

function readLosses(given: LossHistory): Losses {
  const curves = given instanceof History ? given.history : given;
  const epochs = given instanceof History ? given.epoch : undefined;
  const loss = curveOf(curves, 'loss');
  const valLoss = curveOf(curves, 'val_loss');
  if (loss.length !== valLoss.length) {
    throw failure(
      `\`loss\` has ${loss.length} values and \`val_loss\` ${valLoss.length}: they are not of the same epochs`,
      'validate after every epoch, which fit does without validationFreq',
    );
  }
  if (loss.length > 0) return { loss, valLoss, epochs };
  throw new DataError({
    where: 'diagnoseFit',
    problem: '`history` holds no epochs',
    fix: 'train the model before',
  });
}

function curveOf(curves: unknown, name: 'loss' | 'val_loss'): readonly number[] {
  if (typeof curves !== 'object' || curves === null) {
    throw failure(
      `\`history\` must be what fit returns, received ${describe(curves)}`,
      'pass the result of await model.fit(…)',
    );
  }
  const values = (curves as Readonly<Record<string, unknown>>)[name];
  if (Array.isArray(values) && values.every((value) => typeof value === 'number')) return values;
  const names = Object.keys(curves).join(', ') || 'nothing';
  throw failure(
    `\`history\` holds no \`${name}\`, only ${names}`,
    name === 'loss'
      ? 'pass the result of await model.fit(…)'
      : 'let fit judge samples that it does not train on: { validationSplit: 0.2 } or { validationData: [x, y] }',
  );
}

function indexOfLeast(values: readonly number[]): number {
  return values.reduce(
    (best, value, i) =>
      value < (values[best] ?? Number.NaN) || Number.isNaN(values[best]) ? i : best,
    0,
  );
}

const failure = (problem: string, fix: string): ArgumentError =>
  new ArgumentError({ where: 'diagnoseFit', problem, fix });
