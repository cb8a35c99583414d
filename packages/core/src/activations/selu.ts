import { tidy } from '../memory/memory.ts';
import { less, where } from '../tensors/comparison.ts';
import { tensor } from '../tensors/creation.ts';
import { customGradient } from '../tensors/gradient.ts';
import { selu as scaledElu } from '../tensors/neural.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

/**
 * Scaled exponential linear unit: `1.0507 · x` where positive, `1.7581 · (eˣ - 1)` elsewhere.
 *
 * With Lecun-normal weights it keeps signals at mean 0 and variance 1.
 *
 * @source Klambauer, Unterthiner, Mayr & Hochreiter 2017.
 */
export function selu(x: TensorLike): Tensor {
  return tidy(() =>
    // tfjs's own gradient at 0 is that of the negative side; TensorFlow's is that of the positive one.
    customGradient(
      [tensor(x, 'float32')],
      ([input]) => {
        const y = scaledElu(input);
        return { value: y, saved: { y } };
      },
      (dy, { y }) => [dy.mul(where(less(y, 0), y.add(SCALE * ALPHA), SCALE))],
    ),
  );
}
