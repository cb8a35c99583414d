import { ShapeError } from '../errors/myelin-error.ts';
import { tidy } from '../memory/memory.ts';
import { formatShape, normalizeAxis } from '../shapes/shape.ts';
import { sigmoid } from '../tensors/arithmetic.ts';
import { tensor } from '../tensors/creation.ts';
import { split } from '../tensors/shaping.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/**
 * Gated linear unit: the first half of an axis times the sigmoid of the second.
 *
 * @shape output as the input, the axis half as long
 * @throws {@link ShapeError} the axis has an odd size.
 * @source Dauphin, Fan, Auli & Grangier 2017.
 */
export function glu(x: TensorLike, axis = -1): Tensor {
  return tidy(() => {
    const input = tensor(x, 'float32');
    const at = normalizeAxis('glu', axis, input.rank);
    const [value, gate] = (input.shape[at] ?? 1) % 2 === 0 ? split(input, 2, at) : [];
    if (value && gate) return value.mul(sigmoid(gate));
    throw new ShapeError({
      where: 'glu',
      problem: `axis ${axis} must have an even size, received shape ${formatShape(input.shape)}`,
      fix: 'give the layer before it twice as many units as shall come out',
    });
  });
}
