import type { LossOptions, Tensor, TensorLike } from '@myelin/core';
import {
  abs,
  Loss,
  lessEqual,
  matchTarget,
  mean,
  mul,
  requireNumber,
  resolveOptions,
  where as select,
  square,
  sub,
  tidy,
} from '@myelin/core';

/** What the Huber loss can be told. */
export interface HuberFunctionOptions {
  /** Size of an error from which on it counts linearly, above 0. @defaultValue `1` */
  readonly delta?: number;
}

/** Options of {@link Huber}. */
export interface HuberOptions extends LossOptions, HuberFunctionOptions {}

const defaults = { delta: 1 } as const;

/**
 * Huber loss of each sample: the mean over the last axis of `e² / 2` where `|e| ≤ delta`, and of
 * `delta·|e| - delta² / 2` elsewhere, with `e = yPred - yTrue`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} `delta` is not above 0.
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * huber([[0, 0]], [[1, 3]]).arraySync() // => [1.5]
 */
export function huber(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: HuberFunctionOptions = {},
): Tensor {
  const where = 'huber';
  const delta = checkedDelta(where, options);
  return tidy(() => {
    const { target, prediction } = matchTarget(where, yTrue, yPred);
    const error = sub(prediction, target);
    const size = abs(error);
    const quadratic = mul(square(error), 0.5);
    const linear = sub(mul(size, delta), 0.5 * delta ** 2);
    return mean(select(lessEqual(size, delta), quadratic, linear), -1);
  });
}

function checkedDelta(where: string, options: HuberFunctionOptions): number {
  const { delta } = resolveOptions<HuberFunctionOptions>(where, options, defaults);
  return requireNumber(where, 'delta', delta, { above: 0 });
}

/**
 * Huber loss: the squared error of small errors, the absolute error of those beyond `delta`. For regression with
 * outliers.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @source Huber 1964; Keras 3 `Huber`, whose name is `'huber_loss'` unless told.
 * @example
 * new Huber().apply([[0], [0]], [[1], [3]]).arraySync() // => 1.5
 */
export class Huber extends Loss<HuberOptions> {
  readonly className = 'Huber';
  readonly #own: Required<HuberFunctionOptions>;

  constructor(options: HuberOptions = {}) {
    super('Huber', options, { name: 'huber_loss', ...defaults });
    this.#own = { delta: checkedDelta('Huber', { delta: this.config.delta }) };
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return huber(yTrue, yPred, this.#own);
  }
}
