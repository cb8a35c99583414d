import type { LayerOptions, Tensor } from '@myelin/core';
import { add, div } from '@myelin/core';
import { type MaskedTensor, MergeLayer } from './merge-layer.ts';

/**
 * Mean of tensors: `y = (x₀ + x₁ + …) / n`.
 *
 * @shape input a list of tensors of equal shapes, or of shapes that can be broadcast
 * @shape output the shape of all of them
 * @throws {@link ShapeError} shapes or batch sizes differ.
 * @source Keras 3 `Average`.
 * @example
 * new Average().apply([tensor([[1]]), tensor([[4]])]).arraySync() // => [[2.5]]
 */
export class Average extends MergeLayer {
  readonly className: string = 'Average';

  constructor(options: LayerOptions = {}) {
    super('Average', options, {});
  }

  protected merge(inputs: readonly MaskedTensor[]): Tensor {
    const total = inputs.map(({ x }) => x).reduce((sum, x) => add(sum, x));
    return div(total, inputs.length);
  }
}
