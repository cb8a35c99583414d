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

export interface MinMaxNormOptions {
  /** Least length, at least 0. @defaultValue `0` */
  readonly minValue?: number;
  /** Greatest length, at least `minValue`. @defaultValue `1` */
  readonly maxValue?: number;
  /** Fraction in [0, 1] of the way to the allowed length that one step goes. @defaultValue `1` */
  readonly rate?: number;
  /** Axes along which the length is measured: 0 for the kernel of Dense, [0, 1, 2] for that of Conv2D. @defaultValue `0` */
  readonly axis?: number | readonly number[];
}

/**
 * Brings the length of vectors into [`minValue`, `maxValue`]: `'min_max_norm'`.
 *
 * The new length is `rate · clip(length) + (1 - rate) · length`.
 *
 * @throws {@link ArgumentError} a length is negative, or `rate` lies outside [0, 1].
 */
export class MinMaxNorm extends Constraint {
  readonly className = 'MinMaxNorm';
  readonly config: Resolved<MinMaxNormOptions>;

  constructor(options: MinMaxNormOptions = {}) {
    super();
    const defaults = { minValue: 0, maxValue: 1, rate: 1, axis: 0 };
    this.config = resolveOptions<MinMaxNormOptions>('MinMaxNorm', options, defaults);
    const { minValue, maxValue, rate, axis } = this.config;
    requireNumber('MinMaxNorm', 'minValue', minValue, { min: 0 });
    requireNumber('MinMaxNorm', 'maxValue', maxValue, { min: minValue });
    requireNumber('MinMaxNorm', 'rate', rate, { min: 0, max: 1 });
    requireAxes('MinMaxNorm', axis);
  }

  project(x: Tensor): Tensor {
    const { minValue, maxValue, rate, axis } = this.config;
    return tidy(() => {
      const length = norm(x, axis, true);
      const allowed = clip(length, minValue, maxValue);
      return scaleToLength(x, length, allowed.mul(rate).add(length.mul(1 - rate)));
    });
  }
}
