import type { LayerOptions, Tensor } from '@myelin/core';
import { sub } from '@myelin/core';
import { type MaskedTensor, MergeLayer } from './merge-layer.ts';

/**
 * Difference of two tensors: `y = x₀ - x₁`.
 *
 * @shape input a list of tensors of equal shapes, or of shapes that can be broadcast
 * @shape output the shape of all of them
 * @throws {@link ShapeError} shapes or batch sizes differ.
 * @source Keras 3 `Subtract`.
 * @example
 * new Subtract().apply([tensor([[5]]), tensor([[3]])]).arraySync() // => [[2]]
 */
export class Subtract extends MergeLayer {
  readonly className: string = 'Subtract';

  constructor(options: LayerOptions = {}) {
    super('Subtract', options, {});
  }

  protected override get count(): number {
    return 2;
  }

  protected merge(inputs: readonly MaskedTensor[]): Tensor {
    const [a, b] = inputs as [MaskedTensor, MaskedTensor];
    return sub(a.x, b.x);
  }
}
