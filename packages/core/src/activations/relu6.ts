import { tidy } from '../memory/memory.ts';
import { greater, less, logicalAnd } from '../tensors/comparison.ts';
import { tensor } from '../tensors/creation.ts';
import { customGradient } from '../tensors/gradient.ts';
import { relu6 as rectify6 } from '../tensors/neural.ts';
import { cast } from '../tensors/shaping.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** Rectified linear unit cut at 6: `min(max(x, 0), 6)`; its gradient at 0 and at 6 is 0. */
export function relu6(x: TensorLike): Tensor {
  return tidy(() =>
    // tfjs's own gradient is 1 at 6.
    customGradient(
      [tensor(x, 'float32')],
      ([input]) => {
        const y = rectify6(input);
        return { value: y, saved: { y } };
      },
      (dy, { y }) => [dy.mul(cast(logicalAnd(greater(y, 0), less(y, 6)), 'float32'))],
    ),
  );
}
