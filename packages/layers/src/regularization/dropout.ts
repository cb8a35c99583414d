import type { KnownShape, LayerOptions, Pass, Shape, Tensor } from '@myelin/core';
import {
  ArgumentError,
  cast,
  describe,
  formatShape,
  greaterEqual,
  mul,
  required,
  requireNumber,
  requireWholeNumber,
  ShapeError,
  WeightlessLayer,
} from '@myelin/core';

export interface DropoutOptions extends LayerOptions {
  /** Fraction in [0, 1] of the elements that become 0 in training. */
  readonly rate: number;
  /**
   * Shape of the random choices, batch axis first, with 1 where elements along an axis share their fate and null
   * for the size of the input: `[null, 1, null]` drops whole features of a sequence.
   *
   * @defaultValue `null`: each element by itself
   */
  readonly noiseShape?: Shape | null;
  /** Fixes which elements are dropped in which step, whatever `setRandomSeed` says. @defaultValue `null` */
  readonly seed?: number | null;
}

/**
 * Sets a random share `rate` of the elements to 0 in training and divides the others by `1 - rate`, so that the
 * expected value stays. Outside of training it hands its input on.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `rate` is not in [0, 1], or `noiseShape` is not a list of sizes.
 * @throws {@link ShapeError} `noiseShape` cannot be stretched to the input.
 * @source Srivastava et al. 2014, in the inverted form of Keras 3 `Dropout`.
 * @example
 * new Dropout({ rate: 0.5 }).apply([[1, 2]]).arraySync() // => [[1, 2]], since this is not training
 */
export class Dropout extends WeightlessLayer<DropoutOptions> {
  readonly className: string = 'Dropout';

  constructor(options: DropoutOptions) {
    super('Dropout', options, { rate: required, noiseShape: null, seed: null });
    const { rate, noiseShape, seed } = this.config;
    requireNumber('Dropout', 'rate', rate, { min: 0, max: 1 });
    requireNoiseShape(noiseShape);
    if (seed !== null) requireWholeNumber('Dropout', 'seed', seed, { min: 0 });
  }

  outputShape(input: Shape): Shape {
    noiseFor(input, this.config.noiseShape);
    return input;
  }

  protected call(x: Tensor, _weights: unknown, pass: Pass): Tensor {
    const { rate, noiseShape, seed } = this.config;
    if (!pass.training || rate === 0) return x;
    const noise = pass.uniform(noiseFor(x.shape, noiseShape) as KnownShape, seed);
    const scale = rate === 1 ? 0 : 1 / (1 - rate);
    return mul(x, mul(cast(greaterEqual(noise, rate), 'float32'), scale));
  }
}

/** Shape of the random choices for an input. */
function noiseFor(input: Shape, noiseShape: Shape | null): Shape {
  if (noiseShape === null) return input;
  const fits =
    noiseShape.length === input.length &&
    noiseShape.every((size, axis) => {
      const length = input[axis] ?? null;
      return size === null || size === 1 || length === null || size === length;
    });
  if (fits) return noiseShape.map((size, axis) => size ?? input[axis] ?? null);
  throw new ShapeError({
    where: 'Dropout',
    problem: `\`noiseShape\` ${formatShape(noiseShape)} cannot be stretched to inputs of shape ${formatShape(input)}`,
    fix: 'pass for each axis of the input, the batch axis too, null (its size) or 1',
  });
}

function requireNoiseShape(value: unknown): void {
  const isSize = (n: unknown): boolean => n === null || (Number.isInteger(n) && (n as number) >= 1);
  if (value === null || (Array.isArray(value) && value.every(isSize))) return;
  throw new ArgumentError({
    where: 'Dropout',
    problem: `\`noiseShape\` must be null or a list of sizes (null where the input has the size), received ${describe(value)}`,
    fix: 'pass for example { noiseShape: [null, 1, null] }',
  });
}
