/**
 * The contract of layers.
 *
 * A layer is options (`config`), and, once built for an input shape, weights. Its mathematics is one pure
 * method, `call`, that is handed the values of the weights. The base class owns all the rest: options, names,
 * building once, shape checks, masks, freezing, disposal.
 */

import { requireBoolean } from '../errors/checks.ts';
import { ShapeError, StateError } from '../errors/myelin-error.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { keep, tidy } from '../memory/memory.ts';
import type { OptionDefaults } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import type { KnownShape, Shape } from '../shapes/shape.ts';
import { formatShape, shapesAgree } from '../shapes/shape.ts';
import { tensor } from '../tensors/creation.ts';
import { cast } from '../tensors/shaping.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';
import type { LayerConfig, LayerOptions, OwnOptions } from './layer-options.ts';
import { resolveLayerOptions } from './layer-options.ts';
import { inLayerScope } from './layer-scope.ts';
import { Pass } from './pass.ts';
import type { WeightOptions } from './weight.ts';
import { Weight } from './weight.ts';

/** The weights of a layer by name. */
export type WeightRecord = Readonly<Record<string, Weight | undefined>>;

/** Values of the weights, as `call` receives them. */
export type WeightValues<Weights> = {
  readonly [Name in keyof Weights]: Weights[Name] extends Weight
    ? Tensor
    : Weights[Name] extends Weight | undefined
      ? Tensor | undefined
      : never;
};

/** Makes one weight of a layer that is being built. */
export type WeightMaker = (
  name: string,
  shape: KnownShape,
  initializer: Initializer,
  options?: WeightOptions,
) => Weight;

export interface ApplyOptions {
  /** @defaultValue `false` */
  readonly training?: boolean;
  /** Which time steps are real: `bool`, shape `[batch, time]`. */
  readonly mask?: Tensor;
}

/**
 * A function of tensors with options and weights: the base class of all layers and models.
 *
 * A layer of your own states its default options, `outputShape`, `build` and `call`.
 */
export abstract class Layer<
  Options extends LayerOptions = LayerOptions,
  Weights extends object = WeightRecord,
> implements Serializable
{
  abstract readonly className: string;
  readonly module: string = 'keras.layers';
  readonly name: string;
  /** Complete options. `new C(layer.config)` makes a layer equal to this one, with weights of its own. */
  readonly config: LayerConfig<Options>;
  /** Shape the layer was built for, the batch axis included. */
  #builtFor: Shape | undefined;
  #weights: Weights | undefined;
  #trainable: boolean;

  /**
   * @param className - Keras's name of the class.
   * @param defaults - Default of every option of the class's own.
   */
  constructor(className: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    this.config = resolveLayerOptions(className, options, defaults);
    this.name = this.config.name;
    this.#trainable = this.config.trainable;
  }

  /** Shape of the result for a shape of the input, both with the batch axis. */
  abstract outputShape(input: Shape): Shape;

  /** Makes the weights for an input shape (batch axis included). Called once. */
  protected abstract build(input: Shape, weight: WeightMaker): Weights;

  /** The layer's mathematics. Must not read values of tensors. */
  protected abstract call(x: Tensor, weights: WeightValues<Weights>, pass: Pass): Tensor;

  /**
   * The mask of the result. Layers that consume or make masks say so here; others hand theirs on if the result still has
   * the axes of the mask. In a layer made of layers, the inner ones have done it already.
   */
  protected computeMask?(x: Tensor, mask: Tensor | undefined): Tensor | undefined;

  /** Layers inside this one, in the order of their weights. */
  get sublayers(): readonly Layer[] {
    return [];
  }

  get isBuilt(): boolean {
    return this.#builtFor !== undefined;
  }

  /** Input shape that the layer was built for; undefined before. */
  get builtInputShape(): Shape | undefined {
    return this.#builtFor;
  }

  /**
   * Makes the weights, if they are not there yet.
   *
   * @param input - Input shape, batch axis first: `[null, 784]`.
   * @throws {@link ShapeError} the layer cannot take such an input, or was built for another shape.
   */
  buildFor(input: Shape): void {
    if (this.#builtFor) {
      this.#requireSameShape(input);
      return;
    }
    this.outputShape(input);
    const made: Weight[] = [];
    const maker: WeightMaker = (name, shape, initializer, options) => {
      const weight = new Weight(`${this.name}/${name}`, shape, initializer, options);
      made.push(weight);
      return weight;
    };
    try {
      this.#weights = tidy(() => this.build(input, maker));
    } catch (cause) {
      for (const weight of made) weight.dispose();
      throw cause;
    }
    this.#builtFor = [null, ...input.slice(1)];
    // Layers inside keep their own state; only freezing goes down to them.
    if (!this.#trainable) this.trainable = false;
  }

  /** Forgets what the layer was built for. Its weights must have been given away or disposed. */
  protected unbuild(): void {
    this.#builtFor = undefined;
    this.#weights = undefined;
  }

  /**
   * The result for an input, computed now.
   *
   * @param x - Tensor, NdArray or nested lists, batch axis first.
   * @returns A tensor that the caller disposes.
   * @throws {@link ShapeError} the layer cannot take such an input.
   */
  apply(x: TensorLike, { training = false, mask }: ApplyOptions = {}): Tensor {
    const pass = new Pass({ training });
    const y = tidy(() => {
      const input = tensor(x);
      if (mask) pass.setMask(input, mask);
      const output = this.forward(input, pass);
      for (const value of pass.updates.values()) keep(value);
      return output === x ? output.reshape(output.shape) : output;
    });
    for (const [weight, value] of pass.updates) weight.adopt(value);
    return y;
  }

  /** The layer as part of a pass; builds it on the first call. */
  forward(x: Tensor, pass: Pass): Tensor {
    return inLayerScope(this.name, () => this.#forward(x, pass));
  }

  #forward(x: Tensor, pass: Pass): Tensor {
    this.buildFor(x.shape);
    const input = this.castsInput && x.dtype !== 'float32' ? cast(x, 'float32') : x;
    const mask = pass.maskOf(x);
    if (mask && input !== x) pass.setMask(input, mask);
    const y = this.#named(() => this.call(input, this.#read(pass), pass));
    pass.report(this as unknown as Layer, y);
    if (this.sublayers.length > 0) return y;
    const outMask = this.computeMask ? this.computeMask(input, mask) : maskFor(y, mask);
    if (outMask) pass.setMask(y, outMask);
    return y;
  }

  /** Whether inputs of other element types are turned into float32 first. */
  protected get castsInput(): boolean {
    return true;
  }

  /** Own weights by name. @throws {@link StateError} before the layer is built. */
  protected get ownWeights(): Weights {
    if (this.#weights) return this.#weights;
    throw new StateError({
      where: this.name,
      problem: 'the layer has no weights before it is built',
      fix: 'call the layer on data, or buildFor(shape), first',
    });
  }

  /** All weights: own ones, learnable first, then those of the layers inside. */
  get weights(): readonly Weight[] {
    const own = Object.values(this.#weights ?? {}).filter((w): w is Weight => w instanceof Weight);
    const all = [
      ...own.filter((weight) => weight.learnable),
      ...own.filter((weight) => !weight.learnable),
      ...this.sublayers.flatMap((layer) => layer.weights),
    ];
    // A layer that stands in two places counts once.
    return [...new Set(all)];
  }

  get trainableWeights(): readonly Weight[] {
    return this.weights.filter((weight) => weight.trainable);
  }

  get nonTrainableWeights(): readonly Weight[] {
    return this.weights.filter((weight) => !weight.trainable);
  }

  /** False freezes this layer and those inside it. Compile again for it to take effect on training. */
  get trainable(): boolean {
    return this.#trainable;
  }

  set trainable(trainable: boolean) {
    this.#trainable = requireBoolean(this.name, 'trainable', trainable);
    for (const layer of this.sublayers) layer.trainable = trainable;
    for (const weight of this.weights) weight.trainable = trainable && weight.learnable;
  }

  /** Number of elements in all weights. */
  countParams(): number {
    return this.weights.reduce((sum, weight) => sum + weight.size, 0);
  }

  /** Gives all memory back, but not that of layers which belong to others. The layer cannot be used afterwards. */
  dispose(): void {
    for (const layer of this.sublayers) if (this.owns(layer)) layer.dispose();
    const inside = new Set(this.sublayers.flatMap((layer) => layer.weights));
    for (const weight of this.weights) if (!inside.has(weight)) weight.dispose();
  }

  /** Whether a layer inside this one is disposed with it. */
  protected owns(_layer: Layer): boolean {
    return true;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #read(pass: Pass): WeightValues<Weights> {
    const values: Record<string, Tensor | undefined> = {};
    for (const [name, weight] of Object.entries(this.ownWeights)) {
      values[name] = weight instanceof Weight ? pass.read(weight) : undefined;
    }
    return values as WeightValues<Weights>;
  }

  #requireSameShape(input: Shape): void {
    const expected = this.#builtFor ?? input;
    if (this.weights.length === 0 || shapesAgree(input, expected)) return;
    this.outputShape(input);
    if (this.acceptsShape(input, expected)) return;
    throw new ShapeError({
      where: this.name,
      problem: `the layer was built for inputs of shape ${formatShape(expected)}, received ${formatShape(input)}`,
      fix: 'pass inputs of that shape, or use another layer for the other shape',
    });
  }

  /** Whether a layer built for `built` can also take `input`: by default if rank and last axis are the same. */
  protected acceptsShape(input: Shape, built: Shape): boolean {
    return input.length === built.length && input.at(-1) === built.at(-1);
  }

  /** Errors from inside `call` say which layer they come from. */
  #named(run: () => Tensor): Tensor {
    try {
      return run();
    } catch (cause) {
      if (cause instanceof ShapeError && !cause.where.startsWith(this.className)) {
        throw new ShapeError({
          where: `${this.className} "${this.name}"`,
          problem: cause.message.split('.\n  Fix: ')[0] ?? cause.message,
          fix: cause.fix,
          cause,
        });
      }
      throw cause;
    }
  }
}

/** The mask of an input as mask of the result, if the result has its axes. */
function maskFor(y: Tensor, mask: Tensor | undefined): Tensor | undefined {
  return mask?.shape.every((size, axis) => size === y.shape[axis]) ? mask : undefined;
}
