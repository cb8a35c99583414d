import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { requireNumber } from '@myelin/core';
import { betaDraws } from './gamma-draws.ts';
import { MixingLayer, mixingDefaults } from './mixing-layer.ts';
import type { Mixture } from './mixture.ts';
import { mixed } from './mixture.ts';
import type { RandomImageOptions } from './random-image-layer.ts';
import { randomOrder } from './random-order.ts';

export interface MixUpOptions extends RandomImageOptions {
  /** Both parameters of the beta distribution of the weights, above 0: the smaller, the less is mixed. @defaultValue `0.2` */
  readonly alpha?: number;
}

/**
 * Mixes each image of a batch with another one, and its labels likewise: `y = w · x + (1 - w) · x'`, where `w` is drawn from
 * the distribution `Beta(alpha, alpha)` for each image. Only in training.
 *
 * @shape input `[batch, height, width, channels]`, or a record: `images` of that shape, `labels` `[batch, classes]`, `segmentationMasks`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain, or the record has other parts.
 * @throws {@link ShapeError} images of a rank other than 3 or 4, or labels that are class numbers.
 * @source Zhang et al. 2018; defaults as Keras 3 `MixUp`. Segmentation masks are mixed as images are, where Keras mixes them up.
 * @example
 * const mixUp = new MixUp({ alpha: 0.4 });
 * mixUp.outputShape({ images: [null, 32, 32, 3], labels: [null, 10] }) // => { images: [null, 32, 32, 3], labels: [null, 10] }
 */
export class MixUp extends MixingLayer<MixUpOptions, Mixture> {
  readonly className: string = 'MixUp';
  readonly #alpha: number;

  constructor(options: MixUpOptions = {}) {
    super('MixUp', options, { alpha: 0.2, ...mixingDefaults });
    this.#alpha = requireNumber('MixUp', 'alpha', this.config.alpha, { above: 0 });
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): Mixture {
    const random = this.numbersOf(pass);
    return {
      permutationOrder: randomOrder(batch, random),
      mixWeight: betaDraws([batch], this.#alpha, random),
    };
  }

  transformImages(images: Tensor, mixture: Mixture): Tensor {
    return mixed(images, mixture);
  }

  transformLabels(labels: Tensor, mixture: Mixture): Tensor {
    return mixed(labels, mixture);
  }
}
