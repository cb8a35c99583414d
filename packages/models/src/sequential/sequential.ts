import {
  type AnyLayer,
  ArgumentError,
  connect,
  describe,
  deserialize,
  inLayerScope,
  isLayer,
  type Json,
  type JsonRecord,
  type LayerOptions,
  type OptionDefaults,
  type OwnOptions,
  type Pass,
  requireOptions,
  type Shape,
  StateError,
  type SymbolicTensor,
  serialize,
  symbolicValue,
  type Tensor,
  type WeightRecord,
} from '@myelin/core';
import type { InputSpec } from '../data/per-input.ts';
import { Graph } from '../functional/graph.ts';
import { Input } from '../functional/input.ts';
import { Model } from '../functional/model.ts';

export interface SequentialOptions extends LayerOptions {
  readonly layers?: readonly AnyLayer[];
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
export class Sequential extends Model<Tensor, Tensor, SequentialOptions> {
  readonly #layers: AnyLayer[];
  /** Layers whose weights this model made. */
  readonly #built = new Set<AnyLayer>();
  /** What the layers are called on, once shapes are known: for models that end in the middle of this one. */
  #ends: { readonly input: SymbolicTensor; readonly output: SymbolicTensor } | undefined;

  constructor(layers: readonly AnyLayer[] | SequentialOptions = [], options: LayerOptions = {}) {
    if (!Array.isArray(layers)) requireOptions('Sequential', layers);
    const given = Array.isArray(layers) ? { ...options, layers } : (layers as SequentialOptions);
    const listed = requireList(given.layers ?? []);
    // The list that `config` holds is the one that `add` and `pop` change.
    const list: AnyLayer[] = [];
    super({ ...given, layers: list }, { className: 'Sequential', defaults });
    this.#layers = list;
    for (const layer of listed) this.add(layer);
  }

  /**
   * A model like the one whose {@link Model.getConfig} this is, with weights of its own.
   *
   * @throws {@link SerializationError} the configuration is damaged, or names a class that is not known.
   */
  static override fromConfig(config: JsonRecord): Sequential {
    const form = { module: 'keras', class_name: 'Sequential', config };
    return deserialize(form, 'layer') as Sequential;
  }

  /** @internal */
  static override fromKeras(
    { build_input_shape: input = null, ...config }: JsonRecord,
    usual: (config: JsonRecord) => Sequential,
  ): Sequential {
    const model = usual(config);
    if (Array.isArray(input) && !model.isBuilt) model.buildFor(input as Shape);
    return model;
  }

  override toKeras(usual: () => JsonRecord): JsonRecord {
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

  override get layers(): readonly AnyLayer[] {
    return this.#layers.filter((layer) => !(layer instanceof Input));
  }

  override get sublayers(): readonly AnyLayer[] {
    return this.layers;
  }

  override get inputs(): readonly SymbolicTensor[] {
    return this.#ends ? [this.#ends.input] : [];
  }

  override get outputs(): readonly SymbolicTensor[] {
    return this.#ends ? [this.#ends.output] : [];
  }

  override get input(): SymbolicTensor {
    return this.#ends ? this.#ends.input : super.input;
  }

  override get output(): SymbolicTensor {
    return this.#ends ? this.#ends.output : super.output;
  }

  protected override get steppedGraph(): Graph | undefined {
    const ends = this.#ends;
    return ends && new Graph(ends.input, ends.output);
  }

  override get inputSpec(): InputSpec {
    return {
      names: [this.#layers[0]?.name ?? this.name],
      shapes: this.builtInputShape,
      ...(this.#ends && { types: [this.#ends.input.dtype] }),
    };
  }

  /**
   * Puts a layer at the end.
   *
   * @throws {@link ArgumentError} it is no layer, or its name is taken.
   */
  add(layer: AnyLayer): this {
    if (!isLayer(layer)) {
      throw new ArgumentError({
        where: 'Sequential.add',
        problem: `\`layer\` must be a layer, received ${describe(layer)}`,
        fix: 'pass for example new Dense({ units: 10 })',
      });
    }
    if (contains(layer, this.asAny)) {
      throw new ArgumentError({
        where: 'Sequential.add',
        problem: `model "${this.name}" cannot be a layer inside itself, received ${describe(layer)}`,
        fix: 'add another model, for example cloneModel(model)',
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
    if (this.isBuilt) {
      const before = this.outputShape(this.builtInputShape ?? []);
      inLayerScope(this.name, () => this.#buildLayer(layer, before));
    }
    this.#layers.push(layer);
    if (this.isBuilt) this.#connectAll();
    else this.#buildIfKnown();
    return this;
  }

  /**
   * Takes the last layer off and returns it.
   *
   * @throws {@link StateError} there is none.
   */
  pop(): AnyLayer {
    const last = this.#layers.pop();
    if (this.#layers.length === 0) this.unbuild();
    if (this.#layers.length === 0) this.#ends = undefined;
    if (this.isBuilt) this.#connectAll();
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
        : (first?.config.inputShape ?? (first?.builtInputShape as Shape | undefined)?.slice(1));
    const stated = ofFirst ?? this.config.inputShape;
    return this.builtInputShape ?? (stated && [null, ...stated]);
  }

  override outputShape(input: Shape): Shape {
    return this.#layers.reduce((shape, layer) => layer.outputShape(shape) as Shape, input);
  }

  protected override checkInput(input: Shape): void {
    this.outputShape(input);
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return input.length === built.length && input.at(-1) === built.at(-1);
  }

  protected override buildInside(): void {
    this.#connectAll();
  }

  protected override build(input: Shape): WeightRecord {
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

  protected override call(x: Tensor, _weights: object, pass: Pass): Tensor {
    return this.#layers.reduce((value, layer) => layer.forward(value, pass) as Tensor, x);
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

  /** Builds a layer as a part of this model. */
  #buildLayer(layer: AnyLayer, input: Shape): Shape {
    if (!layer.isBuilt) this.#built.add(layer);
    layer.buildFor(input);
    return layer.outputShape(input) as Shape;
  }

  /** Calls the layers that follow the last result, so that each has an `output`. */
  #connectAll(): void {
    const [first] = this.#layers;
    const input =
      this.#ends?.input ??
      (first instanceof Input
        ? first[symbolicValue]
        : new Input({ shape: (this.builtInputShape ?? []).slice(1), name: 'input_layer' })[
            symbolicValue
          ]);
    let output = input;
    for (const layer of this.#layers) {
      if (layer instanceof Input) continue;
      const known = layer.calls.find((call) => call.inputs === output);
      output = (known?.outputs ?? connect(layer, output, {})) as SymbolicTensor;
    }
    this.#ends = { input, output };
    this.forgetPart();
  }

  /** A layer that was built before it came here, such as a trained model, is not disposed with this one. */
  protected override owns(layer: AnyLayer): boolean {
    return this.#built.has(layer);
  }
}

/** Whether a layer is, or has anywhere inside, that other one. */
function contains(layer: AnyLayer, other: AnyLayer): boolean {
  return layer === other || layer.sublayers.some((inside) => contains(inside, other));
}

function requireList(layers: unknown): readonly AnyLayer[] {
  if (Array.isArray(layers)) return layers;
  throw new ArgumentError({
    where: 'Sequential',
    problem: `\`layers\` must be a list of layers, received ${describe(layers)}`,
    fix: 'pass for example [new Dense({ units: 10 })]',
  });
}
