import { nextSeed } from '../random/seed.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { scalar } from '../tensors/creation.ts';
import { randomUniform } from '../tensors/random-uniform.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { Layer } from './layer.ts';
import type { Weight } from './weight.ts';

/** Which random numbers a pass draws. Both are tensors, so that a captured step keeps them as inputs. */
export interface PassRandomness {
  /** Scalar int32. */
  readonly seed: Tensor;
  /** Scalar int32, another one for each training step. */
  readonly step: Tensor;
}

/** How many random numbers were asked for: the passes of a step go on counting where the one before them stopped. */
export class RandomCounts {
  readonly #counts = new Map<number | null, number>();

  /** How often numbers of this seed, or of none, were asked for before. */
  next(seed: number | null): number {
    const count = this.#counts.get(seed) ?? 0;
    this.#counts.set(seed, count + 1);
    return count;
  }
}

export interface PassOptions {
  /** Training or inference behavior: dropout, batch statistics. @defaultValue `false` */
  readonly training?: boolean;
  /** Values to use in place of the weights' own. @defaultValue each weight's present value */
  readonly values?: ReadonlyMap<Weight, Tensor>;
  /** @defaultValue drawn anew */
  readonly randomness?: PassRandomness;
  /** @defaultValue counts that begin with this pass */
  readonly counts?: RandomCounts;
  /** Layers whose weights do not change. @defaultValue those whose `trainable` is false now */
  readonly frozen?: ReadonlySet<Layer>;
  /** Told of each layer's result, in the order in which they come. */
  readonly onResult?: (layer: Layer, result: Tensor) => void;
}

/**
 * One run of data through layers.
 *
 * A pass makes a model a pure function: layers read their weights from it and hand it changed values, extra
 * losses and masks, and change nothing themselves. Whoever began the pass decides what becomes of them.
 */
export class Pass {
  readonly training: boolean;
  /** New values for weights that are not learnt, such as moving averages. */
  readonly updates: Map<Weight, Tensor> = new Map();
  /** Scalars that the layers add to the loss, such as activity penalties. */
  readonly losses: Tensor[] = [];
  readonly #values: ReadonlyMap<Weight, Tensor> | undefined;
  readonly #masks = new Map<Tensor, Tensor>();
  readonly #frozen: ReadonlySet<Layer> | undefined;
  readonly #onResult: PassOptions['onResult'];
  #randomness: PassRandomness | undefined;
  readonly #counts: RandomCounts;

  constructor(options: PassOptions = {}) {
    const { training = false, values, randomness, frozen, onResult } = options;
    this.training = training;
    this.#counts = options.counts ?? new RandomCounts();
    this.#onResult = onResult;
    this.#values = values;
    this.#randomness = randomness;
    this.#frozen = frozen;
  }

  /** Whether a layer learns in this pass: training, and not frozen when training began. */
  learns(layer: Layer): boolean {
    return this.training && (this.#frozen ? !this.#frozen.has(layer) : layer.trainable);
  }

  /** The value of a weight in this pass. */
  read(weight: Weight): Tensor {
    return this.updates.get(weight) ?? this.#values?.get(weight) ?? weight.value;
  }

  /** States the value that the weight shall have after the pass. */
  update(weight: Weight, value: Tensor): void {
    this.updates.set(weight, value);
  }

  /**
   * Numbers in [0, 1), others for each call.
   *
   * @param seed - Makes them independent of the randomness of the pass, but for its step; null for a layer that was given
   * no seed: its numbers then depend on how many were asked for before.
   */
  uniform(shape: KnownShape, seed: number | null): Tensor {
    this.#randomness ??= { seed: scalar(nextSeed() | 0, 'int32'), step: scalar(0, 'int32') };
    const { seed: drawn, step } = this.#randomness;
    const count = this.#counts.next(seed);
    if (seed === null) return randomUniform(shape, { seed: drawn, step, stream: count });
    // A seed has 53 bits; 32 of them are the stream.
    const key = (count * 2 ** 21 + Math.floor(seed / 2 ** 32)) | 0;
    return randomUniform(shape, { seed: scalar(key, 'int32'), step, stream: seed >>> 0 });
  }

  /** Tells whoever watches the pass what a layer made. */
  report(layer: Layer, result: Tensor): void {
    this.#onResult?.(layer, result);
  }

  /** Which time steps of `x` are real (`bool`, shape `[batch, time]`), if that is known. */
  maskOf(x: Tensor): Tensor | undefined {
    return this.#masks.get(x);
  }

  setMask(x: Tensor, mask: Tensor): void {
    this.#masks.set(x, mask);
  }
}
