import type { LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import {
  add,
  cast,
  equal,
  eye,
  formatShape,
  greater,
  Loss,
  logicalAnd,
  logicalNot,
  logSumExp,
  matMul,
  maximum,
  mul,
  requireBoolean,
  requireNumber,
  reshape,
  resolveOptions,
  ShapeError,
  where as select,
  softplus,
  sub,
  tensor,
  tidy,
} from '@myelin/core';
import { requireWholeNumbers } from '../targets/require-whole-numbers.ts';

/** What the circle loss, as a class or a function, can be told. */
export interface CircleSettings {
  /** How sharply pairs are weighed, above 0. @defaultValue `80` */
  readonly gamma?: number;
  /** Distance by which pairs of one class should be closer than others, in [0, 1]. @defaultValue `0.4` */
  readonly margin?: number;
  /** True leaves out the pair of each sample with itself. @defaultValue `true` */
  readonly removeDiagonal?: boolean;
}

/** Options of {@link circle}. */
export interface CircleFunctionOptions extends CircleSettings {
  /** Labels of the samples to compare with; `null` for those of the batch itself. @defaultValue `null` */
  readonly refLabels?: TensorLike | null;
  /** Embeddings of these samples. @defaultValue `null` */
  readonly refEmbeddings?: TensorLike | null;
}

/** Options of {@link Circle}. */
export interface CircleOptions extends LossOptions, CircleSettings {}

const defaults = { gamma: 80, margin: 0.4, removeDiagonal: true } as const;

/** Stands for -∞, and has differences. Not below -1e20, where webgl's `max` begins. */
const NEVER = -1e18;

/**
 * Circle loss of each sample: `log(1 + Σₛ e^(γ·(d + m)·(d - m)) · Σₒ e^(γ·(1 + m - d)·(1 - m - d)))`, with the cosine
 * distances `d` to the others of the same class (s) and to those of other classes (o), and the margin `m`.
 *
 * It is 0 for a sample that has no other of its class, or none of another, in the batch.
 *
 * @shape yTrue `[batch]` or `[batch, 1]`, labels
 * @shape yPred `[batch, size]`, embeddings of length 1
 * @shape output `[batch]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes do not belong together.
 * @example
 * circle([0, 0, 1], [[1, 0], [0, 1], [0.6, 0.8]], { gamma: 1 }).arraySync() // => [1.3426604, 1.5567588, 0]
 */
export function circle(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CircleFunctionOptions = {},
): Tensor {
  const where = 'circle';
  const { refLabels = null, refEmbeddings = null, ...settings } = options;
  const { gamma, margin, removeDiagonal } = checkedCircle(where, settings);
  return tidy(() => {
    const samples = labeled(where, yTrue, yPred);
    const others = labeled(where, refLabels ?? yTrue, refEmbeddings ?? yPred);
    const cosine = matMul(samples.embeddings, others.embeddings, { transposeB: true });
    const distance = maximum(sub(1, cosine), 0);
    const same = equal(reshape(samples.labels, [-1, 1]), reshape(others.labels, [1, -1]));
    const [rows = 0, columns = 0] = same.shape;
    const positive = removeDiagonal
      ? logicalAnd(same, logicalNot(cast(eye(rows, columns), 'bool')))
      : same;
    const near = mul(maximum(add(distance, margin), 0), sub(distance, margin));
    const far = mul(maximum(sub(1 + margin, distance), 0), sub(1 - margin, distance));
    const ofPairs = (terms: Tensor, chosen: Tensor): Tensor =>
      logSumExp(select(chosen, mul(terms, gamma), NEVER), 1);
    return softplus(add(ofPairs(near, positive), ofPairs(far, logicalNot(same))));
  });
}

function labeled(
  where: string,
  labels: TensorLike,
  embeddings: TensorLike,
): { readonly labels: Tensor; readonly embeddings: Tensor } {
  const found = { labels: tensor(labels, 'int32'), embeddings: tensor(embeddings, 'float32') };
  const { shape } = found.embeddings;
  if (shape.length === 2 && found.labels.size === shape[0]) return found;
  throw new ShapeError({
    where,
    problem: `needs embeddings of shape [n, size] and n labels, received embeddings of shape ${formatShape(shape)} and labels of shape ${formatShape(found.labels.shape)}`,
    fix: 'pass one vector and one whole number for each sample',
  });
}

function checkedCircle(where: string, options: CircleSettings): Required<CircleSettings> {
  const { gamma, margin, removeDiagonal } = resolveOptions<CircleSettings>(
    where,
    options,
    defaults,
  );
  return {
    gamma: requireNumber(where, 'gamma', gamma, { above: 0 }),
    margin: requireNumber(where, 'margin', margin, { min: 0, max: 1 }),
    removeDiagonal: requireBoolean(where, 'removeDiagonal', removeDiagonal),
  };
}

/**
 * Circle loss: brings embeddings of one class together and those of different classes apart. For similarity search.
 *
 * The last layer gives vectors of length 1, for example by `UnitNormalization`. Samples whose loss is 0, because they
 * have no pair, do not count in a mean.
 *
 * @shape yTrue `[batch]`, whole numbers
 * @shape yPred `[batch, size]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes do not belong together.
 * @source Sun et al. 2020, "Circle Loss: A Unified Perspective of Pair Similarity Optimization", equations 6 to 8;
 * Keras 3 `Circle`.
 * @example
 * new Circle({ gamma: 1 }).apply([0, 0, 1], [[1, 0], [0, 1], [0.6, 0.8]]).arraySync() // => 1.4497095
 */
export class Circle extends Loss<CircleOptions> {
  readonly className = 'Circle';
  readonly #own: Required<CircleSettings>;

  constructor(options: CircleOptions = {}) {
    super('Circle', options, defaults);
    const { gamma, margin, removeDiagonal } = this.config;
    this.#own = checkedCircle('Circle', { gamma, margin, removeDiagonal });
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return circle(yTrue, yPred, this.#own);
  }

  protected override lossMask(_yTrue: Tensor, _yPred: Tensor, losses: Tensor): Tensor {
    return greater(losses, 0);
  }

  /**
   * Refuses labels that are no whole numbers.
   *
   * @throws {@link DataError} a label is not one.
   */
  override checkTargets(yTrue: NdArray): void {
    requireWholeNumbers(this.className, yTrue);
  }
}
