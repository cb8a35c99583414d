import type { LayerOptions, Tensor } from '@myelin/core';
import { add } from '@myelin/core';
import { type MaskedTensor, MergeLayer } from './merge-layer.ts';

/**
 * Adds tensors: `y = x₀ + x₁ + …`.
 *
 * @shape input a list of tensors of equal shapes, or of shapes that can be broadcast
 * @shape output the shape of all of them
 * @throws {@link ShapeError} shapes or batch sizes differ.
 * @source Keras 3 `Add`.
 * @example
 * new Add().apply([tensor([[1, 2]]), tensor([[3, 4]])]).arraySync() // => [[4, 6]]
 */
export class Add extends MergeLayer {
  readonly className: string = 'Add';

  constructor(options: LayerOptions = {}) {
    super('Add', options, {});
  }

  protected merge(inputs: readonly MaskedTensor[]): Tensor {
    return inputs.map(({ x }) => x).reduce((sum, x) => add(sum, x));
  }
}
