import { requireNumber } from '../errors/checks.ts';
import { tidy } from '../memory/memory.ts';
import type { Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import { clip } from '../tensors/arithmetic.ts';
import { norm } from '../tensors/linear-algebra.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Constraint } from './constraint.ts';
import { requireAxes } from './require-axes.ts';
import { scaleToLength } from './scale-to-length.ts';

export interface MaxNormOptions {
  /** Greatest length, at least 0. @defaultValue `2` */
  readonly maxValue?: number;
  /** Axes along which the length is measured: 0 for the kernel of Dense, [0, 1, 2] for that of Conv2D. @defaultValue `0` */
  readonly axis?: number | readonly number[];
}

/**
 * Shortens vectors longer than `maxValue` to that length: `'max_norm'`.
 *
 * @throws {@link ArgumentError} `maxValue` is negative.
 * @source Srivastava et al. 2014, "Dropout", section 5.1.
 * @example
 * new MaxNorm({ maxValue: 1 }).project(tensor([3, 4])) // => [0.6, 0.8]
 */
export class MaxNorm extends Constraint {
  readonly className = 'MaxNorm';
  readonly config: Resolved<MaxNormOptions>;

  constructor(options: MaxNormOptions = {}) {
    super();
    this.config = resolveOptions('MaxNorm', options, { maxValue: 2, axis: 0 });
    requireNumber('MaxNorm', 'maxValue', this.config.maxValue, { min: 0 });
    requireAxes('MaxNorm', this.config.axis);
  }

  project(x: Tensor): Tensor {
    const { maxValue, axis } = this.config;
    return tidy(() => {
      const length = norm(x, axis, true);
      return scaleToLength(x, length, clip(length, 0, maxValue));
    });
  }
}
