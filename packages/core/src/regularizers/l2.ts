import { requireNumber } from '../errors/checks.ts';
import { tidy } from '../memory/memory.ts';
import type { Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import { square } from '../tensors/arithmetic.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Regularizer } from './regularizer.ts';

export interface L2Options {
  /** Strength, at least 0. @defaultValue `0.01` */
  readonly l2?: number;
}

/**
 * Ridge penalty `l2 · Σx²`, which keeps weights small: `'l2'`. There is no factor of one half.
 *
 * @throws {@link ArgumentError} `l2` is negative.
 * @example
 * new L2({ l2: 0.1 }).penalty(tensor([1, -2])) // => 0.5
 */
export class L2 extends Regularizer {
  readonly className = 'L2';
  readonly config: Resolved<L2Options>;

  constructor(options: L2Options = {}) {
    super();
    this.config = resolveOptions('L2', options, { l2: 0.01 });
    requireNumber('L2', 'l2', this.config.l2, { min: 0 });
  }

  penalty(x: Tensor): Tensor {
    return tidy(() => sum(square(x)).mul(this.config.l2));
  }
}
