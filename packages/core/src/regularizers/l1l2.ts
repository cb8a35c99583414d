import { requireNumber } from '../errors/checks.ts';
import { tidy } from '../memory/memory.ts';
import type { Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import { abs, square } from '../tensors/arithmetic.ts';
import { scalar } from '../tensors/creation.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Regularizer } from './regularizer.ts';

export interface L1L2Options {
  /** Strength of the sum of absolute values, at least 0. @defaultValue `0` */
  readonly l1?: number;
  /** Strength of the sum of squares, at least 0. @defaultValue `0` */
  readonly l2?: number;
}

/**
 * Elastic-net penalty `l1 · Σ|x| + l2 · Σx²`: `'l1l2'` (by name, both strengths are 0, as in Keras).
 *
 * @throws {@link ArgumentError} a strength is negative.
 * @example
 * new L1L2({ l1: 0.1, l2: 0.1 }).penalty(tensor([1, -2])) // => 0.8
 */
export class L1L2 extends Regularizer {
  readonly className = 'L1L2';
  readonly config: Resolved<L1L2Options>;

  constructor(options: L1L2Options = {}) {
    super();
    this.config = resolveOptions('L1L2', options, { l1: 0, l2: 0 });
    requireNumber('L1L2', 'l1', this.config.l1, { min: 0 });
    requireNumber('L1L2', 'l2', this.config.l2, { min: 0 });
  }

  penalty(x: Tensor): Tensor {
    const { l1, l2 } = this.config;
    return tidy(() => {
      const absolute = l1 === 0 ? undefined : sum(abs(x)).mul(l1);
      const squared = l2 === 0 ? undefined : sum(square(x)).mul(l2);
      if (absolute && squared) return absolute.add(squared);
      return absolute ?? squared ?? scalar(0);
    });
  }
}
