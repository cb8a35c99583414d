/**
 * The contract of layers.
 *
 * A layer is options (`config`), and, once built for an input shape, weights. Its mathematics is one pure
 * method, `call`, that is handed the values of the weights. The base class owns all the rest: options, names,
 * building once, shape checks, masks, freezing, disposal, and its place in graphs.
 */

import { requireBoolean } from '../errors/checks.ts';
import { ShapeError, StateError } from '../errors/myelin-error.ts';
import { connect, isSymbolicCall } from '../graph/connect.ts';
import type { LayerCall } from '../graph/layer-call.ts';
import { onlyCallOf } from '../graph/only-call-of.ts';
import type { SymbolicDataType, SymbolicLikeOf, SymbolicOf } from '../graph/symbolic-tensor.ts';
import { keep, tidy } from '../memory/memory.ts';
import { type OptionDefaults, requireOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import { requireShapes } from '../shapes/require-shapes.ts';
import { requireRoom } from '../shapes/room.ts';
import type { Shape } from '../shapes/shape.ts';
import { formatShapes, sameShapes, sameStructure } from '../shapes/shapes.ts';
import { mapLeaves, type Structure, type WithLeaves } from '../structure/structure.ts';
import type { MasksOf, ShapesOf, Tensors } from '../structure/tensors.ts';
import { isShape, mapTensors, shapesIn, shapesOf, tensorsIn } from '../structure/tensors.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import { cast } from '../tensors/shaping.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';
import { allOrNothing } from './all-or-nothing.ts';
import { type CallArguments, requireCallArguments, takenArguments } from './call-arguments.ts';
import { givenMasks } from './given-masks.ts';
import { handOnMask } from './hand-on-mask.ts';
import { inTheNameOf } from './in-the-name-of.ts';
import type { LayerConfig, LayerOptions, OwnOptions } from './layer-options.ts';
import { resolveLayerOptions } from './layer-options.ts';
import { currentLayerScope, currentPass, inLayerScope } from './layer-scope.ts';
import type {
  AnyLayer,
  CallOptions,
  GivenCall,
  SymbolicCall,
  WeightMaker,
  WeightRecord,
  WeightValues,
} from './layer-types.ts';
import { Pass } from './pass.ts';
import { requireCall, requireTensors } from './require-tensors.ts';
import { tensorsFrom } from './tensors-from.ts';
import { Weight } from './weight.ts';
import { withoutMasks } from './without-masks.ts';

/**
 * A function of tensors with options and weights: the base class of all layers and models.
 *
 * A layer of your own states its default options, `outputShape`, `build` and `call`. One that is made of other layers is
 * a {@link ComposedLayer}, which needs `call` alone.
 *
 * @typeParam Options - The options object of the constructor.
 * @typeParam Weights - The weights by name.
 * @typeParam In - What it takes: one tensor, or lists or records of them, as in `readonly [Tensor, Tensor]`.
 * @typeParam Out - What it gives.
 * @typeParam Call - Arguments of a call beside the input, such as `{ attentionMask?: Tensor }`.
 */
export abstract class Layer<
  Options extends LayerOptions = LayerOptions,
  Weights extends object = WeightRecord,
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
  Call extends object = object,
> implements Serializable
{
  /** Name of the class, by which files name it: Keras's for layers that Keras has. */
  abstract readonly className: string;
  readonly module: string = 'keras.layers';
  readonly name: string;
  /** Complete options. `new C(layer.config)` makes a layer equal to this one, with weights of its own. */
  readonly config: LayerConfig<Options>;
  /** The calls of this layer on symbolic tensors. @internal */
  readonly calls: LayerCall[] = [];
  /** Shapes the layer was built for, the batch axes included. */
  #builtFor: ShapesOf<In> | undefined;
  #weights: Weights | undefined;
  #trainable: boolean;
  #revision = 0;

  /**
   * @param className - Keras's name of the class.
   * @param defaults - Default of every option of the class's own.
   * @param dtypes - What the option `dtype` may be, the default first.
   */
  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<OwnOptions<Options>>,
    dtypes?: readonly SymbolicDataType[],
  ) {
    this.config = resolveLayerOptions(className, options, defaults, dtypes);
    this.name = this.config.name;
    this.#trainable = this.config.trainable;
  }

  /**
   * Shape of the result for a shape of the input, both with the batch axis.
   *
   * @param call - Arguments of the call, where the shape depends on them.
   */
  abstract outputShape(input: ShapesOf<In>, call?: Call): ShapesOf<Out>;

  /** Element types of the results for those of the inputs; the last one is that of all after it. */
  outputTypes(_inputs: readonly SymbolicDataType[]): readonly SymbolicDataType[] {
    return ['float32'];
  }

  /** Makes the weights for an input shape (batch axis included). Called once. */
  protected abstract build(input: ShapesOf<In>, weight: WeightMaker): Weights;

  /** The layer's mathematics. Must not read values of tensors. */
  protected abstract call(x: In, weights: WeightValues<Weights>, pass: Pass, options: Call): Out;

  /**
   * The mask of the result. Layers that consume or make masks say so here; others with one input hand theirs on if the
   * result still has the axes of the mask. In a layer made of layers, the inner ones have done it already.
   */
  protected computeMask?(x: In, mask: MasksOf<In>, options: Call): MasksOf<Out>;

  /** This layer where any layer is taken. */
  protected get asAny(): AnyLayer {
    return this as unknown as AnyLayer;
  }

  /**
   * Names of the inputs, for layers that Keras calls with one argument for each input and not with a list:
   * `query, value, key`.
   */
  get argumentNames(): readonly string[] | undefined {
    return undefined;
  }

  /** Names under which `call` logs values with `pass.addMetric`: they must be known before the first batch. */
  get metricNames(): readonly string[] {
    return [];
  }

  /** Layers inside this one, in the order of their weights. */
  get sublayers(): readonly AnyLayer[] {
    return [];
  }

  /**
   * Whether what becomes of a sample depends on the others of its batch, as with batch statistics, or on batches before.
   * Where that is so, `TimeDistributed` keeps time steps apart.
   */
  get mixesSamples(): boolean {
    return this.sublayers.some((layer) => layer.mixesSamples);
  }

  /**
   * What the arguments of {@link apply} beside the input are, where the layer states it: others are then refused, and lists
   * become tensors. A layer without any states `{}`.
   */
  protected readonly callArguments: CallArguments<Call> | undefined = undefined;

  /** Whether it takes a list of tensors: nested lists of numbers are then one tensor for each item. */
  protected get takesList(): boolean {
    return false;
  }

  /**
   * Another number whenever `call` computes with something new other than weights, such as a vocabulary: what was compiled
   * before then no longer holds.
   */
  get revision(): number {
    return this.#revision;
  }

  /** Notes that `call` computes with something new other than weights. */
  protected revise(): void {
    this.#revision++;
  }

  get isBuilt(): boolean {
    return this.#builtFor !== undefined;
  }

  /** Input shape that the layer was built for; undefined before. */
  get builtInputShape(): ShapesOf<In> | undefined {
    return this.#builtFor;
  }

  /**
   * Makes the weights, if they are not there yet.
   *
   * @param input - Input shape, batch axis first: `[null, 784]`.
   * @throws {@link ShapeError} the layer cannot take such an input, or was built for another shape.
   */
  buildFor(input: ShapesOf<In>): void {
    requireShapes(this.#title, 'an input', input);
    if (this.#builtFor) {
      this.#requireSameShape(input);
      return;
    }
    this.checkInput(input);
    const made: Weight[] = [];
    const maker: WeightMaker = (name, shape, initializer, options) => {
      const weight = new Weight(`${currentLayerScope()}/${name}`, shape, initializer, options);
      made.push(weight);
      return weight;
    };
    const build = (): void => {
      this.#weights = inLayerScope(this.name, () => tidy(() => this.build(input, maker)));
      this.#builtFor = mapLeaves<Shape, Shape>(input as Structure<Shape>, isShape, (shape) => [
        null,
        ...shape.slice(1),
      ]) as ShapesOf<In>;
      this.buildInside(input);
    };
    allOrNothing(build, () => {
      for (const weight of made) weight.dispose();
      this.unbuild();
    });
    // Layers inside keep their own state; only freezing goes down to them.
    if (!this.#trainable) this.trainable = false;
  }

  /** Refuses what the layer cannot take. @throws {@link ShapeError} */
  protected checkInput(input: ShapesOf<In>): void {
    const output = this.outputShape(input) as Structure<Shape>;
    requireShapes(this.#title, 'a result', output);
    for (const shape of shapesIn(output)) requireRoom(this.#title, 'a result', shape);
  }

  /** Builds layers inside that `build` did not build. */
  protected buildInside(_input: ShapesOf<In>): void {}

  /** Forgets what the layer was built for. Its weights must have been given away or disposed. */
  protected unbuild(): void {
    this.#builtFor = undefined;
    this.#weights = undefined;
  }

  /**
   * The layer called on symbolic tensors, as part of a model to be: it is built for their shapes, and computes nothing.
   *
   * @returns What stands for its results.
   * @example
   * const x = new Input({ shape: [784] });
   * const h = new Dense({ units: 512, activation: 'relu' }).apply(x);
   * new Model({ inputs: x, outputs: new Dense({ units: 10 }).apply(h) })
   */
  apply(x: SymbolicLikeOf<In>, options?: SymbolicCall<Call, In>): SymbolicOf<Out>;
  /**
   * The result for an input, computed now. In the `call` of another layer it is part of that one's pass, as {@link forward} is.
   *
   * @param x - Tensor, NdArray or nested lists, batch axis first; for several inputs in their structure.
   * @returns Tensors that the caller disposes.
   * @throws {@link ShapeError} the layer cannot take such an input; {@link ArgumentError} it knows no such option.
   */
  apply(x: WithLeaves<In, Tensor, TensorLike>, options?: GivenCall<Call, In>): Out;
  apply(
    x: SymbolicLikeOf<In> | WithLeaves<In, Tensor, TensorLike>,
    options: object = {},
  ): SymbolicOf<Out> | Out {
    requireOptions(this.#title, options, 'pass for example { training: true }, or nothing');
    if (isSymbolicCall(x, options)) {
      const record = options as Readonly<Record<string, unknown>>;
      return connect(this.asAny, x, record) as SymbolicOf<Out>;
    }
    const given = options as Call & CallOptions<In>;
    const around = currentPass();
    if (around) return this.forward(tensorsFrom(x, this.takesList) as In, around, given);
    const pass = new Pass({ training: given.training ?? false });
    const y = tidy(() => {
      const inputs = tensorsFrom(x, this.takesList) as In;
      const own = new Set(tensorsIn(inputs));
      const outputs = this.forward(inputs, pass, given);
      for (const value of pass.updates.values()) keep(value);
      return mapTensors(outputs, (output) =>
        own.has(output) ? output.reshape(output.shape) : output,
      );
    });
    for (const [weight, value] of pass.updates) weight.adopt(value);
    return y;
  }

  /** The layer as part of a pass; builds it on the first call. */
  forward(x: In, pass: Pass, options: Call & CallOptions<In> = {} as Call): Out {
    const { training, mask, ...rest } = options as CallOptions<In>;
    this.requireCallArguments(options);
    const mode = training ?? pass.training;
    const within = pass.inMode(requireBoolean(this.#title, 'training', mode));
    const call = takenArguments(this.#title, rest, this.callArguments) as Call;
    this.buildFor(shapesOf(x));
    const isMasked = mask !== undefined && mask !== null;
    const given = isMasked ? (givenMasks(this.#title, x, mask) as MasksOf<In>) : undefined;
    return inLayerScope(this.name, () => this.#forward(x, within, given, call), within);
  }

  /** @throws {@link ArgumentError} a call says what the layer does not know. @internal */
  requireCallArguments(given: object): void {
    if (this.callArguments) requireCallArguments(this.#title, given, this.callArguments);
  }

  /** What messages call the layer. */
  get #title(): string {
    return `${this.className} "${this.name}"`;
  }

  #forward(x: In, pass: Pass, given: MasksOf<In> | undefined, options: Call): Out {
    const masks = given ?? this.#masksOf(x, pass);
    const own = given ? withoutMasks(x) : x;
    const input = this.castsInput
      ? mapTensors(own, (leaf) => (leaf.dtype === 'float32' ? leaf : cast(leaf, 'float32')))
      : own;
    pass.setMasks(input, masks as MasksOf<Tensors>);
    requireCall(this.#title, this.call);
    const made = inTheNameOf(this.asAny, () =>
      this.call(input, this.valuesIn(pass), pass, options),
    );
    requireTensors(this.#title, made);
    const y = pass.report(this.asAny, input, made);
    if (this.computeMask) {
      pass.setMasks(y, this.computeMask(input, masks, options) as MasksOf<Tensors>);
    } else if (this.sublayers.length === 0) {
      handOnMask(input, y, pass);
    }
    return y;
  }

  #masksOf(x: In, pass: Pass): MasksOf<In> {
    return mapLeaves<Tensor, Tensor | undefined>(x, isTensor, (leaf) =>
      pass.maskOf(leaf),
    ) as MasksOf<In>;
  }

  /**
   * Whether `call` reads values: of texts, which no program takes in. In a model, such layers and those before them are run
   * while data is read, and all others after that, compiled.
   */
  get runsOnHost(): boolean {
    return false;
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

  /**
   * What the layer gives in the graph that it was called in: for models that end in the middle of another.
   *
   * @throws {@link StateError} it was called on no symbolic tensor, or on several.
   * @example
   * new Model({ inputs: model.inputs, outputs: model.getLayer('hidden').output })
   */
  get output(): SymbolicOf<Out> {
    return onlyCallOf(this.asAny, 'output').outputs as SymbolicOf<Out>;
  }

  /** What the layer takes in the graph that it was called in. @throws {@link StateError} as {@link output} */
  get input(): SymbolicOf<In> {
    const call = onlyCallOf(this.asAny, 'input');
    return (call.inputs ?? call.outputs) as SymbolicOf<In>;
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
  protected owns(_layer: AnyLayer): boolean {
    return true;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Values of the own weights in a pass. */
  protected valuesIn(pass: Pass): WeightValues<Weights> {
    const values: Record<string, Tensor | undefined> = {};
    for (const [name, weight] of Object.entries(this.ownWeights)) {
      values[name] = weight instanceof Weight ? pass.read(weight) : undefined;
    }
    return values as WeightValues<Weights>;
  }

  #requireSameShape(input: ShapesOf<In>): void {
    const expected = this.#builtFor ?? input;
    if (sameStructure(input, expected) && sameShapes(input, expected)) return;
    this.checkInput(input);
    if (this.weights.length === 0) return;
    if (this.acceptsShape(input, expected)) return;
    throw new ShapeError({
      where: this.name,
      problem: `the layer was built for inputs of shape ${formatShapes(expected)}, received ${formatShapes(input)}`,
      fix: 'pass inputs of that shape, or use another layer for the other shape',
    });
  }

  /** Whether a layer built for `built` can also take `input`: by default if ranks and last axes are the same. */
  protected acceptsShape(input: ShapesOf<In>, built: ShapesOf<In>): boolean {
    const known = shapesIn(built);
    const given = shapesIn(input);
    const agrees = (shape: Shape, i: number): boolean =>
      shape.length === known[i]?.length && shape.at(-1) === known[i]?.at(-1);
    return given.length === known.length && given.every(agrees);
  }
}

export function isLayer(value: unknown): value is AnyLayer {
  return value instanceof Layer;
}
