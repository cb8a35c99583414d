import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * What a function of the user's gave back.
 *
 * @throws {@link ArgumentError} it is no tensor.
 */
export function returnedTensor(where: string, value: unknown): Tensor {
  if (isTensor(value)) return value;
  throw new ArgumentError({
    where,
    problem: `the function must return a tensor, one value for each sample, received ${describe(value)}`,
    fix: 'compute with tensor operations: (yTrue, yPred) => mean(square(sub(yTrue, yPred)), -1); in braces, `return` the result; `async` cannot be',
  });
}
