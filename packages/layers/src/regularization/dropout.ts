import type { KnownShape, Pass, Shape, Tensor } from '@myelin/core';
import { required, requireNumber } from '@myelin/core';
import { dropElements } from './drop-elements.ts';
import type { NoiseOptions } from './noise-layer.ts';
import { NoiseLayer } from './noise-layer.ts';
import { noiseFor, requireNoiseShape } from './noise-shape.ts';

export interface DropoutOptions extends NoiseOptions {
  /** Fraction in [0, 1] of the elements that become 0 in training. */
  readonly rate: number;
  /**
   * Shape of the random choices, batch axis first, with 1 where elements along an axis share their fate and null
   * for the size of the input: `[null, 1, null]` drops whole features of a sequence.
   *
   * @defaultValue `null`: each element by itself
   */
  readonly noiseShape?: Shape | null;
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
export class Dropout extends NoiseLayer<DropoutOptions> {
  readonly className: string = 'Dropout';

  constructor(options: DropoutOptions) {
    super('Dropout', options, { rate: required, noiseShape: null, seed: null });
    requireNumber('Dropout', 'rate', this.config.rate, { min: 0, max: 1 });
    requireNoiseShape('Dropout', this.config.noiseShape);
  }

  override get mixesSamples(): boolean {
    return typeof this.config.noiseShape?.[0] === 'number';
  }

  override outputShape(input: Shape): Shape {
    noiseFor('Dropout', input, this.config.noiseShape);
    return input;
  }

  protected disturb(x: Tensor, pass: Pass): Tensor {
    const noiseShape = noiseFor('Dropout', x.shape, this.config.noiseShape) as KnownShape;
    return dropElements(x, noiseShape, this.config, pass);
  }
}
