import { tidy } from '../memory/memory.ts';
import { abs } from '../tensors/arithmetic.ts';
import { tensor } from '../tensors/creation.ts';
import { customGradient } from '../tensors/gradient.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** `x / (1 + |x|)`: between -1 and 1, which it approaches more slowly than tanh. */
export function softsign(x: TensorLike): Tensor {
  return tidy(() =>
    // By the rules of quotients the gradient at infinity would be NaN.
    customGradient(
      [tensor(x, 'float32')],
      ([input]) => {
        const divisor = abs(input).add(1);
        return { value: input.div(divisor), saved: { divisor } };
      },
      (dy, { divisor }) => [dy.div(divisor.square())],
    ),
  );
}
