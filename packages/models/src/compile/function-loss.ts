import type { LossOptions, Tensor } from '@myelin/core';
import { Loss } from '@myelin/core';
import type { LossFunction } from './compile-options.ts';

/** A plain function as a loss. */
export class FunctionLoss extends Loss<LossOptions> {
  readonly className = 'FunctionLoss';
  readonly #compute: LossFunction;

  constructor(compute: LossFunction) {
    super('FunctionLoss', { name: compute.name || 'loss' }, {});
    this.#compute = compute;
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return this.#compute(yTrue, yPred);
  }
}
