import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { required } from '../options/options.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { LossOptions } from './loss.ts';
import { Loss } from './loss.ts';
import { matchRanks } from './match-ranks.ts';
import { returnedTensor } from './returned-tensor.ts';
import { toFloat } from './to-float.ts';

/** One loss per sample, from targets and predictions. Must not read values of tensors. */
export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

export interface LossFunctionWrapperOptions extends LossOptions {
  readonly fn: LossFunction;
  /** @defaultValue the name of the function */
  readonly name?: string;
}

/**
 * A plain function as a loss: `reduce(fn(yTrue, yPred))`.
 *
 * Both reach the function as float32, `[n]` against `[n, 1]` as `[n, 1]` twice.
 *
 * @throws {@link ArgumentError} `fn` is not a function.
 * @example
 * new LossFunctionWrapper({ fn: (yTrue, yPred) => yTrue.sub(yPred).abs().mean(-1), name: 'distance' }).name // => 'distance'
 */
export class LossFunctionWrapper extends Loss<LossFunctionWrapperOptions> {
  readonly className = 'LossFunctionWrapper';

  constructor(options: LossFunctionWrapperOptions) {
    const { fn } = options;
    super('LossFunctionWrapper', fn?.name ? { name: fn.name, ...options } : options, {
      fn: required,
    });
    if (typeof fn !== 'function') {
      throw new ArgumentError({
        where: 'LossFunctionWrapper',
        problem: `\`fn\` must be a function, received ${describe(fn)}`,
        fix: 'pass { fn: (yTrue, yPred) => … }, which returns one loss per sample',
      });
    }
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return returnedTensor(this.name, this.config.fn(...matchRanks(toFloat(yTrue), yPred)));
  }
}
