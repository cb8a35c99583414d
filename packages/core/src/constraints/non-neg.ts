import { resolveOptions } from '../options/options.ts';
import { maximum } from '../tensors/arithmetic.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Constraint } from './constraint.ts';

/**
 * Raises negative values to 0: `'non_neg'`.
 *
 * @example
 * new NonNeg().project(tensor([-1, 2])) // => [0, 2]
 */
export class NonNeg extends Constraint {
  readonly className = 'NonNeg';
  readonly config: Readonly<Record<string, never>>;

  constructor(options: Readonly<Record<string, never>> = {}) {
    super();
    this.config = resolveOptions('NonNeg', options, {});
  }

  project(x: Tensor): Tensor {
    return maximum(x, 0);
  }
}
