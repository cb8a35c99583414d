import { requireNumber } from '../errors/checks.ts';
import { tidy } from '../memory/memory.ts';
import type { Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import { abs } from '../tensors/arithmetic.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Regularizer } from './regularizer.ts';

export interface L1Options {
  /** Strength, at least 0. @defaultValue `0.01` */
  readonly l1?: number;
}

/**
 * Lasso penalty `l1 · Σ|x|`, which drives weights to exactly 0: `'l1'`.
 *
 * @throws {@link ArgumentError} `l1` is negative.
 * @example
 * new L1({ l1: 0.1 }).penalty(tensor([1, -2])) // => 0.3
 */
export class L1 extends Regularizer {
  readonly className = 'L1';
  readonly config: Resolved<L1Options>;

  constructor(options: L1Options = {}) {
    super();
    this.config = resolveOptions('L1', options, { l1: 0.01 });
    requireNumber('L1', 'l1', this.config.l1, { min: 0 });
  }

  penalty(x: Tensor): Tensor {
    return tidy(() => sum(abs(x)).mul(this.config.l1));
  }
}
