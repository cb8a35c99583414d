import type { LossOptions, NdArray, Shape, Tensor, TensorLike } from '@myelin/core';
import {
  add,
  concat,
  customGradient,
  exp,
  formatShape,
  Loss,
  less,
  logSoftmax,
  logSumExp,
  matMul,
  maximum,
  mul,
  neg,
  pad,
  reshape,
  reverse,
  ShapeError,
  where as select,
  slice,
  sub,
  tensor,
  tidy,
} from '@myelin/core';
import { LOG_ZERO, scan, statesOf } from './alignments.ts';
import { requireSpellable } from './require-spellable.ts';

/** Options of {@link CTC}. */
export type CTCOptions = LossOptions;

/**
 * Connectionist temporal classification of each sample: `-log` of the probability of all ways in which the time steps
 * can spell the labels, with blanks between them and symbols that last several steps.
 *
 * Class 0 is the blank, and pads the labels. All time steps count. The loss is infinite, and its gradient 0, where
 * there are too few time steps for the labels.
 *
 * @shape yTrue `[batch, labels]`, whole numbers in [0, classes), 0 only at the end
 * @shape yPred `[batch, time, classes]`, logits
 * @shape output `[batch]`
 * @throws {@link ShapeError} the shapes do not belong together.
 * @example
 * ctc([[1]], [[[0, 0], [0, 0]]]).arraySync() // => [0.2876821], since 3 of 4 equal paths spell 1: 01, 10 and 11
 */
export function ctc(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const labels = tensor(yTrue, 'int32');
    const logits = tensor(yPred, 'float32');
    requireSequences(labels.shape, logits.shape);
    return customGradient(
      [logits],
      ([x]) => {
        const { value, slope } = lossAndSlope(labels, x);
        return { value, saved: { slope } };
      },
      (dy, { slope }) => [mul(slope, reshape(dy, [-1, 1, 1]))],
    );
  });
}

/** Value `[batch]`, and its derivative by the logits: probabilities less the shares of all walks in each class. */
function lossAndSlope(labels: Tensor, logits: Tensor): { value: Tensor; slope: Tensor } {
  const [batch = 0, time = 0, classes = 0] = logits.shape;
  const logs = maximum(logSoftmax(logits), LOG_ZERO);
  const { symbols, unknown, skips, starts, ends } = statesOf(labels, classes);
  const states = starts.shape[1] ?? 0;
  const emissions = add(
    matMul(logs, symbols, { transposeB: true }),
    reshape(unknown, [batch, 1, states]),
  );
  // Walks from the end are walks from the start with time and states turned around: both are one scan.
  const later = slice(skips, [0, 2]);
  const skipsBack = reverse(
    pad(
      later,
      [
        [0, 0],
        [0, 2],
      ],
      LOG_ZERO,
    ),
    1,
  );
  const both = scan(
    concat([emissions, reverse(emissions, [1, 2])]),
    concat([starts, reverse(ends, 1)]),
    concat([skips, skipsBack]),
  );
  const fromStart = slice(both, [0, 0, 0], [batch, time, states]);
  const fromEnd = reverse(slice(both, [batch, 0, 0], [batch, time, states]), [1, 2]);
  const last = reshape(slice(fromStart, [0, time - 1, 0], [batch, 1, states]), [batch, states]);
  const total = logSumExp(add(last, ends), 1);
  const isImpossible = less(total, LOG_ZERO / 2);
  const each = reshape(isImpossible, [batch, 1, 1]);
  const through = sub(sub(add(fromStart, fromEnd), emissions), reshape(total, [batch, 1, 1]));
  const shares = matMul(exp(select(each, LOG_ZERO, through)), symbols);
  return {
    value: select(isImpossible, Number.POSITIVE_INFINITY, neg(total)),
    slope: select(each, 0, sub(exp(logs), shares)),
  };
}

function requireSequences(labels: Shape, logits: Shape): void {
  const fits =
    labels.length === 2 &&
    logits.length === 3 &&
    labels[0] === logits[0] &&
    ![...labels, ...logits].includes(0);
  if (fits) return;
  throw new ShapeError({
    where: 'ctc',
    problem: `needs targets of shape [batch, labels] and predictions of shape [batch, time, classes], received ${formatShape(labels)} and ${formatShape(logits)}`,
    fix: 'pad the labels of each sample with 0 to one length, and let the last layer give one logit a class at each time step',
  });
}

/**
 * Connectionist temporal classification: `mean(-log P(labels | time steps))`, for sequences of labels whose place in time
 * is not known, as in speech and handwriting.
 *
 * The last layer has no activation and one unit a class, of which class 0 is the blank.
 *
 * @shape yTrue `[batch, labels]`, whole numbers in [0, classes), padded with 0
 * @shape yPred `[batch, time, classes]`
 * @throws {@link ArgumentError} an option is unknown.
 * @throws {@link ShapeError} the shapes do not belong together.
 * @source Graves et al. 2006, "Connectionist Temporal Classification", equations 5 to 16; Keras 3 `CTC`, whose loss of
 * labels that cannot be spelled is about 700, with a gradient of no meaning.
 * @example
 * new CTC().apply([[1]], [[[0, 0], [0, 0]]]).arraySync() // => 0.2876821
 */
export class CTC extends Loss<CTCOptions> {
  readonly className = 'CTC';

  constructor(options: CTCOptions = {}) {
    super('CTC', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return ctc(yTrue, yPred);
  }

  /**
   * Refuses labels that the time steps of the predictions cannot spell.
   *
   * @throws {@link DataError} a label is no class, stands after padding, or there are too many.
   */
  override checkTargets(yTrue: NdArray, yPred: Shape): void {
    requireSpellable(this.className, yTrue, yPred);
  }
}
