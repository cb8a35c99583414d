import { requireNumber, requireOneOf } from '../errors/checks.ts';
import type { OptionDefaults } from '../options/options.ts';
import type { KnownShape } from '../shapes/shape.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { Fans } from './fans.ts';
import { fans } from './fans.ts';
import type { SeedOptions } from './seeded-initializer.ts';
import { SeededInitializer } from './seeded-initializer.ts';

/** Standard deviation of a unit normal truncated at two. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

export type FanMode = 'fan_in' | 'fan_out' | 'fan_avg';
export type ScalingDistribution = 'truncated_normal' | 'untruncated_normal' | 'uniform';

/** Options that all initializers scaled by fan share. */
export interface FanOptions extends SeedOptions {
  /** Axes of the weight that are inputs; with `outputAxes`, in place of the last two. @defaultValue `null` */
  readonly inputAxes?: readonly number[] | null;
  /** Axes of the weight that are outputs. @defaultValue `null` */
  readonly outputAxes?: readonly number[] | null;
}

export interface VarianceScalingOptions extends FanOptions {
  /** Factor of the variance, above 0. @defaultValue `1` */
  readonly scale?: number;
  /** @defaultValue `'fan_in'` */
  readonly mode?: FanMode;
  /** `'normal'` is the truncated one. @defaultValue `'truncated_normal'` */
  readonly distribution?: ScalingDistribution | 'normal';
}

/** How values are scaled. */
export interface Scaling {
  readonly scale: number;
  readonly mode: FanMode;
  readonly distribution: ScalingDistribution;
}

/** The common part of initializers whose variance is `scale / fan`. */
export abstract class FanScaledInitializer<
  Options extends FanOptions = FanOptions,
> extends SeededInitializer<Options> {
  abstract override readonly className: string;
  readonly #scaling: Scaling;

  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Options>,
    scaling: Scaling,
  ) {
    super(className, options, defaults);
    this.#scaling = scaling;
  }

  values(shape: KnownShape): Tensor {
    const { inputAxes = null, outputAxes = null } = this.config as FanOptions;
    const { scale, mode, distribution } = this.#scaling;
    const fan = fanOf(mode, fans(this.className, shape, inputAxes, outputAxes));
    const variance = scale / Math.max(1, fan);
    switch (distribution) {
      case 'truncated_normal': {
        const deviation = Math.sqrt(variance) / TRUNCATED_DEVIATION;
        return this.fill(shape, (random) => random.truncatedNormal(0, deviation));
      }
      case 'untruncated_normal': {
        const deviation = Math.sqrt(variance);
        return this.fill(shape, (random) => random.normal(0, deviation));
      }
      case 'uniform': {
        const limit = Math.sqrt(3 * variance);
        return this.fill(shape, (random) => random.uniform(-limit, limit));
      }
    }
  }
}

/**
 * Values of mean 0 and variance `scale / fan`: `'variance_scaling'`.
 *
 * Uniform values lie within `±√(3 · scale / fan)`. Glorot, He and Lecun initializers are cases of this one.
 *
 * @throws {@link ArgumentError} `scale` is not above 0, or `mode` or `distribution` is unknown.
 * @source Keras 3 `VarianceScaling`.
 */
export class VarianceScaling extends FanScaledInitializer<VarianceScalingOptions> {
  readonly className = 'VarianceScaling';

  constructor(options: VarianceScalingOptions = {}) {
    const { scale = 1, mode = 'fan_in', distribution = 'truncated_normal' } = options;
    const where = 'VarianceScaling';
    const scaling: Scaling = {
      scale: requireNumber(where, 'scale', scale, { above: 0 }),
      mode: requireOneOf(where, 'mode', mode, ['fan_in', 'fan_out', 'fan_avg']),
      distribution:
        distribution === 'normal'
          ? 'truncated_normal'
          : requireOneOf(where, 'distribution', distribution, [
              'truncated_normal',
              'untruncated_normal',
              'uniform',
            ]),
    };
    super(
      where,
      { ...options, distribution: scaling.distribution },
      {
        scale: 1,
        mode: 'fan_in',
        distribution: 'truncated_normal',
        seed: null,
        inputAxes: null,
        outputAxes: null,
      },
      scaling,
    );
  }
}

/** Defaults of {@link FanOptions}. */
export const fanDefaults: OptionDefaults<FanOptions> = {
  seed: null,
  inputAxes: null,
  outputAxes: null,
};

function fanOf(mode: FanMode, { fanIn, fanOut }: Fans): number {
  if (mode === 'fan_in') return fanIn;
  return mode === 'fan_out' ? fanOut : (fanIn + fanOut) / 2;
}
