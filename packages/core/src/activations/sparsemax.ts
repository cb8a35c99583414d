import { tidy } from '../memory/memory.ts';
import { normalizeAxis } from '../shapes/shape.ts';
import { div, mul, sub } from '../tensors/arithmetic.ts';
import { greater } from '../tensors/comparison.ts';
import { range, tensor } from '../tensors/creation.ts';
import { customGradient } from '../tensors/gradient.ts';
import { relu } from '../tensors/neural.ts';
import { cumulativeSum, sum, topK } from '../tensors/reduction.ts';
import { cast, transpose } from '../tensors/shaping.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/**
 * The probabilities nearest to `x`: like softmax, but small values get exactly 0.
 *
 * `max(x - τ, 0)` with the one τ for which they sum to 1.
 *
 * @source Martins & Astudillo 2016, algorithm 1; the gradient, section 2.5. Keras 3.15 differs: where more than one value
 * stays above 0 it adds up partial sums, and its results do not sum to 1.
 * @example
 * sparsemax([[2, 1, 0]]) // => [[1, 0, 0]]
 */
export function sparsemax(x: TensorLike, axis = -1): Tensor {
  return tidy(() => {
    const input = tensor(x, 'float32');
    const at = normalizeAxis('sparsemax', axis, input.rank);
    if (at === input.rank - 1) return alongLastAxis(input);
    const swap = Array.from({ length: input.rank }, (_, i) => i);
    swap[at] = input.rank - 1;
    swap[input.rank - 1] = at;
    return transpose(alongLastAxis(transpose(input, swap)), swap);
  });
}

function alongLastAxis(x: Tensor): Tensor {
  return customGradient(
    [x],
    ([z]) => {
      const value = relu(sub(z, cut(z)));
      return { value, saved: { support: cast(greater(value, 0), 'float32') } };
    },
    (dy, { support }) => {
      const kept = mul(dy, support);
      const mean = div(sum(kept, -1, true), sum(support, -1, true));
      return [mul(support, sub(dy, mean))];
    },
  );
}

/** The τ that each row is lowered by. */
function cut(z: Tensor): Tensor {
  const size = z.shape.at(-1) ?? 1;
  const sorted = topK(z, size).values;
  const totals = cumulativeSum(sorted, -1);
  const counts = range(1, size + 1);
  const inside = cast(greater(mul(sorted, counts).add(1), totals), 'float32');
  const total = sum(mul(sorted, inside), -1, true);
  return div(sub(total, 1), sum(inside, -1, true));
}
