import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { add, div, gather, mul, sqrt, sub, where } from '@myelin/core';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { betaDraws } from './gamma-draws.ts';
import { MixingLayer, mixingDefaults } from './mixing-layer.ts';
import type { Mixture } from './mixture.ts';
import { mixed } from './mixture.ts';
import type { Stretch } from './random-boxes.ts';
import { boxMask, stretchOf } from './random-boxes.ts';
import type { RandomImageOptions } from './random-image-layer.ts';
import { randomOrder } from './random-order.ts';

export interface CutMixOptions extends RandomImageOptions {
  /**
   * Both parameters of the beta distribution of what an image keeps: a pair in [0, 1] to draw them from for each batch, or one
   * number `f` for `[0, f]`. The smaller, the nearer to nothing or to all. @defaultValue `[0, 1]`
   */
  readonly factor?: FactorLike;
}

/** `mixWeight` is the share of each image that is not pasted over. */
export interface Cut extends Mixture {
  /** What is pasted over. bool. @shape `[batch, height, width, 1]` */
  readonly batchMasks: Tensor;
}

const bounds: FactorBounds = { min: 0, max: 1 };

/**
 * Pastes a rectangle of another image of the batch into each image, and mixes the labels by its area. Only in training.
 *
 * The rectangle has `√(1 - w)` of height and width, where `w` is drawn from a beta distribution for each image.
 *
 * @shape input `[batch, height, width, channels]`, or a record: `images` of that shape, `labels` `[batch, classes]`, `segmentationMasks`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain, or the record has other parts.
 * @throws {@link ShapeError} images of a rank other than 3 or 4, or labels that are class numbers.
 * @source Yun et al. 2019; defaults as Keras 3 `CutMix`.
 * @example
 * const cutMix = new CutMix({ factor: [1, 1] });
 * cutMix.outputShape({ images: [null, 32, 32, 3], labels: [null, 10] }) // => { images: [null, 32, 32, 3], labels: [null, 10] }
 */
export class CutMix extends MixingLayer<CutMixOptions, Cut> {
  readonly className: string = 'CutMix';
  readonly #factor: FactorRange;

  constructor(options: CutMixOptions = {}) {
    const ranged = withFactorRange(options, 'factor', bounds);
    super('CutMix', ranged, { factor: [0, 1], ...mixingDefaults });
    this.#factor = factorRange('CutMix', 'factor', this.config.factor, bounds);
  }

  randomTransformation([batch = 1, height = 1, width = 1]: KnownShape, pass: Pass): Cut {
    const random = this.numbersOf(pass);
    const [low, high] = this.#factor;
    // The beta distribution has no parameter 0.
    const alpha = add(mul(random.uniform([]), high - low), low + 1e-6);
    const side = sqrt(sub(1, betaDraws([batch], alpha, random)));
    const columns = stretchOf(width, side, random.uniform([batch]));
    const rows = stretchOf(height, side, random.uniform([batch]));
    const area = mul(lengthOf(rows), lengthOf(columns));
    return {
      batchMasks: boxMask(height, width, rows, columns),
      mixWeight: sub(1, div(area, height * width)),
      permutationOrder: randomOrder(batch, random),
    };
  }

  transformImages(images: Tensor, { batchMasks, permutationOrder }: Cut): Tensor {
    return where(batchMasks, gather(images, permutationOrder), images);
  }

  transformLabels(labels: Tensor, cut: Cut): Tensor {
    return mixed(labels, cut);
  }
}

const lengthOf = ({ start, end }: Stretch): Tensor => sub(end, start);
