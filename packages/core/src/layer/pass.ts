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

export interface PassOptions {
  /** Training or inference behavior: dropout, batch statistics. @defaultValue `false` */
  readonly training?: boolean;
  /** Values to use in place of the weights' own. @defaultValue each weight's present value */
  readonly values?: ReadonlyMap<Weight, Tensor>;
  /** @defaultValue drawn anew */
  readonly randomness?: PassRandomness;
  /** Layers whose weights do not change. @defaultValue those whose `trainable` is false now */
  readonly frozen?: ReadonlySet<Layer>;
}

/** A place in the random numbers of a pass. */
export interface RandomStream {
  /** Whole number below 2^32. */
  readonly stream: number;
  /** True if the stream was chosen by the user: then it does not depend on the seed of the pass. */
  readonly fixed: boolean;
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
  #randomness: PassRandomness | undefined;

  constructor({ training = false, values, randomness, frozen }: PassOptions = {}) {
    this.training = training;
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

  /** Numbers in [0, 1), the same for the same randomness, stream and shape. */
  uniform(shape: KnownShape, { stream, fixed }: RandomStream): Tensor {
    this.#randomness ??= { seed: scalar(nextSeed() | 0, 'int32'), step: scalar(0, 'int32') };
    const { seed, step } = this.#randomness;
    return randomUniform(shape, { seed: fixed ? scalar(0, 'int32') : seed, step, stream });
  }

  /** Which time steps of `x` are real (`bool`, shape `[batch, time]`), if that is known. */
  maskOf(x: Tensor): Tensor | undefined {
    return this.#masks.get(x);
  }

  setMask(x: Tensor, mask: Tensor): void {
    this.#masks.set(x, mask);
  }
}
