import type { LayerOptions, Tensor } from '@myelin/core';
import { maximum } from '@myelin/core';
import { foldUnmasked } from './fold-unmasked.ts';
import { type MaskedTensor, MergeLayer } from './merge-layer.ts';

/**
 * Largest element at each place: `y = max(x₀, x₁, …)`. A time step that is masked in one tensor is taken from the others.
 *
 * @shape input a list of tensors of equal shapes, or of shapes that can be broadcast
 * @shape output the shape of all of them
 * @throws {@link ShapeError} shapes or batch sizes differ.
 * @source Keras 3 `Maximum`.
 * @example
 * new Maximum().apply([tensor([[1, 4]]), tensor([[3, 2]])]).arraySync() // => [[3, 4]]
 */
export class Maximum extends MergeLayer {
  readonly className: string = 'Maximum';

  constructor(options: LayerOptions = {}) {
    super('Maximum', options, {});
  }

  protected merge(inputs: readonly MaskedTensor[]): Tensor {
    return foldUnmasked(inputs, maximum);
  }
}
