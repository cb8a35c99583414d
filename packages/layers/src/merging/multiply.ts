import type { LayerOptions, Tensor } from '@myelin/core';
import { logicalOr, mul, where } from '@myelin/core';
import { type MaskedTensor, MergeLayer } from './merge-layer.ts';

/**
 * Multiplies tensors: `y = x₀ · x₁ · …`. A time step that is masked in one tensor counts as 1; what is masked in all is 0.
 *
 * @shape input a list of tensors of equal shapes, or of shapes that can be broadcast
 * @shape output the shape of all of them
 * @throws {@link ShapeError} shapes or batch sizes differ.
 * @source Keras 3 `Multiply`.
 * @example
 * new Multiply().apply([tensor([[2, 3]]), tensor([[4, 5]])]).arraySync() // => [[8, 15]]
 */
export class Multiply extends MergeLayer {
  readonly className: string = 'Multiply';

  constructor(options: LayerOptions = {}) {
    super('Multiply', options, {});
  }

  protected merge(inputs: readonly MaskedTensor[]): Tensor {
    const product = inputs
      .map(({ x, mask }) => (mask ? where(mask, x, 1) : x))
      .reduce((total, x) => mul(total, x));
    const masks = inputs.flatMap(({ mask }) => mask ?? []);
    if (masks.length < inputs.length) return product;
    return where(
      masks.reduce((either, mask) => logicalOr(either, mask)),
      product,
      0,
    );
  }
}
