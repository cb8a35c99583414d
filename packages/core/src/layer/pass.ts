import type { ActivationFunction } from '../activations/activation-function.ts';
import { nextSeed } from '../random/seed.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { leavesOf } from '../structure/structure.ts';
import type { MasksOf, Tensors } from '../structure/tensors.ts';
import { mapTensors, tensorsIn } from '../structure/tensors.ts';
import { cos, log, mul, sqrt, sub } from '../tensors/arithmetic.ts';
import { scalar } from '../tensors/creation.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import { rewindEachStep } from '../tensors/loop-index.ts';
import { randomUniform } from '../tensors/random-uniform.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { AnyLayer } from './layer-types.ts';
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
    rewindEachStep(this, () => {
      const before = [...this.#counts];
      return () => {
        this.#counts.clear();
        for (const [known, count] of before) this.#counts.set(known, count);
      };
    });
    const count = this.#counts.get(seed) ?? 0;
    this.#counts.set(seed, count + 1);
    return count;
  }
}

/** A tensor inside a model: what a layer gives, or what goes into its activation function. */
export type ProbedTensor = 'output' | 'preActivation';

export type Probe = (layer: AnyLayer, kind: ProbedTensor, value: Tensor) => Tensor;

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
  readonly frozen?: ReadonlySet<AnyLayer>;
  /** Told what each layer took and gave, in the order in which they come. */
  readonly onResult?: (layer: AnyLayer, input: Tensors, result: Tensors) => void;
  /** Shown every tensor between layers; what it answers takes the place of the tensor. */
  readonly probe?: Probe;
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
  readonly updates: Map<Weight, Tensor>;
  /** Scalars that the layers add to the loss, such as activity penalties. */
  readonly losses: Tensor[];
  /** Scalars that the layers log, by name. */
  readonly metrics: Map<string, Tensor>;
  readonly #values: ReadonlyMap<Weight, Tensor> | undefined;
  readonly #masks: Map<Tensor, Tensor>;
  readonly #frozen: ReadonlySet<AnyLayer> | undefined;
  readonly #onResult: PassOptions['onResult'];
  readonly #probe: Probe | undefined;
  readonly #randomness: PassRandomness | undefined;
  readonly #whole: Pass | undefined;
  #ownSeed: number | undefined;
  readonly #counts: RandomCounts;

  /** @param whole - The pass that this one is a part of: in another mode, or, if it has values of its own, a step. */
  constructor(options: PassOptions = {}, whole?: Pass) {
    const { training = false, values, randomness, frozen, onResult, probe } = options;
    const shared = values ? undefined : whole;
    this.training = training;
    this.#whole = whole;
    this.updates = shared?.updates ?? new Map();
    this.losses = shared?.losses ?? [];
    this.metrics = shared?.metrics ?? new Map();
    this.#masks = shared ? shared.#masks : new Map();
    this.#counts = whole ? whole.#counts : (options.counts ?? new RandomCounts());
    this.#onResult = shared ? shared.#onResult : onResult;
    this.#probe = shared ? shared.#probe : probe;
    this.#values = values;
    this.#randomness = whole ? whole.#randomness : randomness;
    this.#frozen = whole ? whole.#frozen : frozen;
  }

  /** This pass for layers that behave as in training, or not, whatever the others do. All else is shared. */
  inMode(training: boolean): Pass {
    return training === this.training ? this : new Pass({ training }, this);
  }

  /**
   * One step of a loop inside this pass, in which some weights have other values. Updates, losses and masks are its own:
   * whoever runs the loop decides what becomes of them. Random numbers go on.
   */
  step(values: ReadonlyMap<Weight, Tensor>): Pass {
    return new Pass({ training: this.training, values }, this);
  }

  /** Whether a layer learns in this pass: training, and not frozen when training began. */
  learns(layer: AnyLayer): boolean {
    return this.training && (this.#frozen ? !this.#frozen.has(layer) : layer.trainable);
  }

  /** The value of a weight in this pass. */
  read(weight: Weight): Tensor {
    const own = this.updates.get(weight) ?? this.#values?.get(weight);
    return own ?? (this.#whole ? this.#whole.read(weight) : weight.value);
  }

  /** Adds a scalar to the loss, in training and in judging: a penalty on what a layer makes. */
  addLoss(value: Tensor): void {
    this.losses.push(value);
  }

  /**
   * Logs a scalar beside the loss, averaged over the batches of an epoch.
   *
   * @param name - One of the layer's {@link Layer.metricNames}.
   */
  addMetric(name: string, value: Tensor): void {
    this.metrics.set(name, value);
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
    const { seed: drawn, step } = this.#randomness ?? this.#ownRandomness();
    const count = this.#counts.next(seed);
    if (seed === null) return randomUniform(shape, { seed: drawn, step, stream: count });
    // A seed has 53 bits; 32 of them are the stream.
    const key = (count * 2 ** 21 + Math.floor(seed / 2 ** 32)) | 0;
    return randomUniform(shape, { seed: scalar(key, 'int32'), step, stream: seed >>> 0 });
  }

  /**
   * Numbers of the standard normal distribution, others for each call: `√(-2 ln u) · cos(2π v)` of uniform `u` and `v`.
   *
   * @param seed - As for {@link uniform}.
   * @source Box & Muller 1958.
   */
  normal(shape: KnownShape, seed: number | null): Tensor {
    // In (0, 1], so that the logarithm is finite.
    const radius = sqrt(mul(log(sub(1, this.uniform(shape, seed))), -2));
    return mul(radius, cos(mul(this.uniform(shape, seed), 2 * Math.PI)));
  }

  /** Made anew for each draw: a step of a loop disposes what is made in it. */
  #ownRandomness(): PassRandomness {
    if (this.#whole) return this.#whole.#ownRandomness();
    this.#ownSeed ??= nextSeed() | 0;
    return { seed: scalar(this.#ownSeed, 'int32'), step: scalar(0, 'int32') };
  }

  /** What a layer made, after whoever watches the pass was told of it. */
  report<T extends Tensors>(layer: AnyLayer, input: Tensors, result: T): T {
    const probe = this.#probe;
    const shown = probe ? mapTensors(result, (one) => probe(layer, 'output', one)) : result;
    this.#onResult?.(layer, input, shown);
    return shown;
  }

  /** `activation(x)` in a layer, so that whoever watches sees `x` too. */
  activate(layer: AnyLayer, activation: ActivationFunction, x: Tensor): Tensor {
    return activation(this.#probe ? this.#probe(layer, 'preActivation', x) : x);
  }

  /** Which time steps of `x` are real (`bool`, shape `[batch, time]`), if that is known. */
  maskOf(x: Tensor): Tensor | undefined {
    return this.#masks.get(x);
  }

  setMask(x: Tensor, mask: Tensor): void {
    this.#masks.set(x, mask);
  }

  /** Masks of several tensors, in their structure. */
  setMasks(x: Tensors, masks: MasksOf<Tensors>): void {
    const isMask = (value: unknown): value is Tensor | undefined =>
      value === undefined || isTensor(value);
    const all = leavesOf<Tensor | undefined>(masks, isMask);
    for (const [i, one] of tensorsIn(x).entries()) {
      const mask = all[i];
      if (mask) this.setMask(one, mask);
    }
  }
}
