import {
  ArgumentError,
  describe,
  deserialize,
  type Json,
  type JsonRecord,
  Layer,
  type LayerOptions,
  type OptionDefaults,
  type OwnOptions,
  type Pass,
  type Shape,
  StateError,
  serialize,
  type Tensor,
  type WeightRecord,
  type WeightValues,
} from '@myelin/core';
import { Model } from '../model/model.ts';
import { Input } from './input.ts';

export interface SequentialOptions extends LayerOptions {
  readonly layers?: readonly Layer[];
}

const defaults: OptionDefaults<OwnOptions<SequentialOptions>> = { layers: [] };

/**
 * Layers one after the other: `y = layerₙ(… layer₂(layer₁(x)))`.
 *
 * The weights are made at once if the first layer has an `inputShape`, else when the first data comes. A
 * Sequential is itself a layer and can stand in another one.
 *
 * @shape input as the first layer takes it
 * @shape output as the last layer gives it
 * @throws {@link ArgumentError} something in the list is no layer, or two layers have one name.
 * @example
 * const model = new Sequential([
 *   new Flatten({ inputShape: [28, 28] }),
 *   new Dense({ units: 10, activation: 'softmax' }),
 * ]);
 * model.countParams() // => 7850
 */
export class Sequential extends Model<SequentialOptions> {
  readonly className = 'Sequential';
  override readonly module = 'keras';
  readonly #layers: Layer[];
  /** Layers whose weights this model made. */
  readonly #built = new Set<Layer>();

  constructor(layers: readonly Layer[] | SequentialOptions = [], options: LayerOptions = {}) {
    const given = Array.isArray(layers) ? { ...options, layers } : (layers as SequentialOptions);
    // The list that `config` holds is the one that `add` and `pop` change.
    const list: Layer[] = [];
    super('Sequential', { ...given, layers: list }, defaults);
    this.#layers = list;
    for (const layer of given.layers ?? []) this.add(layer);
  }

  /**
   * A model like the one whose {@link Model.getConfig} this is, with weights of its own.
   *
   * @throws {@link SerializationError} the configuration is damaged, or names a class that is not known.
   */
  static fromConfig(config: JsonRecord): Sequential {
    const form = { module: 'keras', class_name: 'Sequential', config };
    return deserialize(form, 'layer') as Sequential;
  }

  /** @internal */
  static fromKeras(
    { build_input_shape: input = null, ...config }: JsonRecord,
    usual: (config: JsonRecord) => Sequential,
  ): Sequential {
    const model = usual(config);
    if (Array.isArray(input) && !model.isBuilt) model.buildFor(input as Shape);
    return model;
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    const { layers = [], ...rest } = usual();
    const input = this.inputShape;
    if (!input) return { ...rest, layers };
    const [first] = this.#layers;
    const listed = [...(layers as readonly Json[])];
    if (!(first instanceof Input)) {
      const shape = input.slice(1);
      listed.unshift({ ...serialize(new Input({ shape, name: 'input_layer' })) });
    }
    return { ...rest, layers: listed, build_input_shape: input };
  }

  get layers(): readonly Layer[] {
    return this.#layers.filter((layer) => !(layer instanceof Input));
  }

  override get sublayers(): readonly Layer[] {
    return this.layers;
  }

  /**
   * Puts a layer at the end.
   *
   * @throws {@link ArgumentError} it is no layer, or its name is taken.
   */
  add(layer: Layer): this {
    if (!(layer instanceof Layer)) {
      throw new ArgumentError({
        where: 'Sequential.add',
        problem: `\`layer\` must be a layer, received ${describe(layer)}`,
        fix: 'pass for example new Dense({ units: 10 })',
      });
    }
    if (this.#layers.some(({ name }) => name === layer.name)) {
      throw new ArgumentError({
        where: 'Sequential.add',
        problem: `the name "${layer.name}" is taken in model "${this.name}"`,
        fix: this.#layers.includes(layer)
          ? 'make a new layer: a Sequential holds each layer once'
          : 'give the layer another `name`',
      });
    }
    // A layer that cannot follow the last one is not taken in.
    if (this.isBuilt) this.#buildLayer(layer, this.outputShape(this.builtInputShape ?? []));
    this.#layers.push(layer);
    if (!this.isBuilt) this.#buildIfKnown();
    return this;
  }

  /**
   * Takes the last layer off and returns it.
   *
   * @throws {@link StateError} there is none.
   */
  pop(): Layer {
    const last = this.#layers.pop();
    if (this.#layers.length === 0) this.unbuild();
    if (last) return last;
    throw new StateError({
      where: 'Sequential.pop',
      problem: `model "${this.name}" has no layers`,
      fix: 'add a layer first',
    });
  }

  /** Shape of the input, batch axis included, as far as the first layer or the first data told it. */
  get inputShape(): Shape | undefined {
    const [first] = this.#layers;
    const ofFirst =
      first instanceof Sequential
        ? first.inputShape?.slice(1)
        : (first?.config.inputShape ?? first?.builtInputShape?.slice(1));
    const stated = ofFirst ?? this.config.inputShape;
    return this.builtInputShape ?? (stated && [null, ...stated]);
  }

  outputShape(input: Shape): Shape {
    return this.#layers.reduce((shape, layer) => layer.outputShape(shape), input);
  }

  protected build(input: Shape): WeightRecord {
    if (this.#layers.length === 0) {
      throw new StateError({
        where: `Sequential "${this.name}"`,
        problem: 'a model without layers cannot be built',
        fix: 'add a layer first',
      });
    }
    let shape = input;
    for (const layer of this.#layers) shape = this.#buildLayer(layer, shape);
    return {};
  }

  protected call(x: Tensor, _weights: WeightValues<WeightRecord>, pass: Pass): Tensor {
    return this.#layers.reduce((value, layer) => layer.forward(value, pass), x);
  }

  /** Builds the model if the input shape is known; a last layer that does not fit is put out again. */
  #buildIfKnown(): void {
    const input = this.inputShape;
    if (!input) return;
    try {
      this.buildFor(input);
    } catch (error) {
      this.#layers.pop();
      throw error;
    }
  }

  /** Builds a layer and puts the name of the model before those of its weights. */
  #buildLayer(layer: Layer, input: Shape): Shape {
    const isNew = !layer.isBuilt;
    layer.buildFor(input);
    if (isNew) {
      this.#built.add(layer);
      for (const weight of layer.weights) weight.path = `${this.name}/${weight.path}`;
    }
    return layer.outputShape(input);
  }

  /** A layer that was built before it came here, such as a trained model, is not disposed with this one. */
  protected override owns(layer: Layer): boolean {
    return this.#built.has(layer);
  }
}
