import { tidy } from '../memory/memory.ts';
import type { Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import { onesLike } from '../tensors/creation.ts';
import { norm } from '../tensors/linear-algebra.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Constraint } from './constraint.ts';
import { requireAxes } from './require-axes.ts';
import { scaleToLength } from './scale-to-length.ts';

export interface UnitNormOptions {
  /** Axes along which the length is measured: 0 for the kernel of Dense, [0, 1, 2] for that of Conv2D. @defaultValue `0` */
  readonly axis?: number | readonly number[];
}

/**
 * Gives vectors the length 1: `'unit_norm'`.
 *
 * @example
 * new UnitNorm().project(tensor([3, 4])) // => [0.6, 0.8]
 */
export class UnitNorm extends Constraint {
  readonly className = 'UnitNorm';
  readonly config: Resolved<UnitNormOptions>;

  constructor(options: UnitNormOptions = {}) {
    super();
    this.config = resolveOptions<UnitNormOptions>('UnitNorm', options, { axis: 0 });
    requireAxes('UnitNorm', this.config.axis);
  }

  project(x: Tensor): Tensor {
    return tidy(() => {
      const length = norm(x, this.config.axis, true);
      return scaleToLength(x, length, onesLike(length));
    });
  }
}
