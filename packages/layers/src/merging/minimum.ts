import type { LayerOptions, Tensor } from '@myelin/core';
import { minimum } from '@myelin/core';
import { foldUnmasked } from './fold-unmasked.ts';
import { type MaskedTensor, MergeLayer } from './merge-layer.ts';

/**
 * Smallest element at each place: `y = min(x₀, x₁, …)`. A time step that is masked in one tensor is taken from the others.
 *
 * @shape input a list of tensors of equal shapes, or of shapes that can be broadcast
 * @shape output the shape of all of them
 * @throws {@link ShapeError} shapes or batch sizes differ.
 * @source Keras 3 `Minimum`.
 * @example
 * new Minimum().apply([tensor([[1, 4]]), tensor([[3, 2]])]).arraySync() // => [[1, 2]]
 */
export class Minimum extends MergeLayer {
  readonly className: string = 'Minimum';

  constructor(options: LayerOptions = {}) {
    super('Minimum', options, {});
  }

  protected merge(inputs: readonly MaskedTensor[]): Tensor {
    return foldUnmasked(inputs, minimum);
  }
}
