import {
  type AnyLayer,
  ArgumentError,
  deserialize,
  formatShapes,
  isPlainRecord,
  type JsonRecord,
  type LayerOptions,
  type OptionDefaults,
  type OwnOptions,
  type Pass,
  requireKnownOptions,
  requireOptions,
  type Serializable,
  type Shape,
  ShapeError,
  type ShapesOf,
  type Structure,
  type SymbolicLike,
  type SymbolicOf,
  type SymbolicTensor,
  sameShapes,
  sameStructure,
  shapesOf,
  type Tensor,
  type Tensors,
} from '@myelin/core';
import type { InputSpec } from '../data/per-input.ts';
import { BaseModel } from '../model/base-model.ts';
import type { TrainableModel } from '../training/fit-run.ts';
import { endsOf, namesOf, specOf } from './ends.ts';
import { Graph, symbolicLeaves } from './graph.ts';
import { graphToConfig } from './graph-config.ts';
import { graphFromConfig } from './graph-from-config.ts';
import { type HostStage, splitGraph } from './host-stage.ts';
import { Input } from './input.ts';
import { Operation } from './operations/operation.ts';

/** What models take and give, as tensors or as what stands for them in a graph. */
export type Ends = Structure<Tensor | SymbolicLike>;

/** Tensors in the structure of the ends of a graph. */
export type TensorsAt<E> = TensorsEach<E> extends infer T extends Tensors ? T : Tensors;

/** Of ends that may be of any structure, such as the outputs of any layer, tensors in any structure. */
type TensorsEach<E> = [Structure<SymbolicTensor>] extends [E]
  ? Tensors
  : E extends Tensor | SymbolicLike
    ? Tensor
    : { readonly [Key in keyof E]: TensorsEach<E[Key]> };

export interface ModelOptions<In, Out> extends LayerOptions {
  /** Where the graph begins: an `Input`, a list of them, or a record. */
  readonly inputs?: In;
  /** Where it ends: what layers returned that were called on the inputs. */
  readonly outputs?: Out;
}

/** What a class of models says of itself. */
export interface ModelClass<Options> {
  readonly className?: string;
  readonly defaults?: OptionDefaults<OwnOptions<Options>>;
  /** For a model that is the part of another which steps run. @internal */
  readonly partOf?: Whole;
}

/** A model of which some layers run while data is read. */
interface Whole {
  readonly hostStage: HostStage;
  readonly inputSpec: InputSpec | undefined;
  readonly ending: { isWanted: boolean };
}

/**
 * A model: of the layers between inputs and outputs, or of what `call` of a subclass computes.
 *
 * Given `inputs` and `outputs`, it consists of the layers that lie between them; they may branch, join and be shared.
 * Several inputs or outputs stand in a list or a record, in which `fit` takes data and `predict` answers. A subclass keeps
 * layers in its properties and computes with them in `call`.
 *
 * @throws {@link ArgumentError} the outputs do not follow from the inputs, or two layers have one name.
 * @example
 * const x = new Input({ shape: [784] });
 * const h = new Dense({ units: 512, activation: 'relu' }).apply(x);
 * const y = new Dense({ units: 10, activation: 'softmax' }).apply(h);
 * const model = new Model({ inputs: x, outputs: y });
 * const features = new Model({ inputs: x, outputs: h });
 * @example
 * class Autoencoder extends Model {
 *   readonly encoder = new Dense({ units: 2, activation: 'relu' });
 *   readonly decoder = new Dense({ units: 8 });
 *   protected override call(x: Tensor, _weights: object, pass: Pass): Tensor {
 *     return this.decoder.forward(this.encoder.forward(x, pass), pass);
 *   }
 * }
 */
export class Model<
  const In extends Ends = Tensor,
  const Out extends Ends = Tensor,
  Options extends LayerOptions = LayerOptions,
> extends BaseModel<Options, TensorsAt<In>, TensorsAt<Out>> {
  readonly className: string;
  override readonly module: string;
  readonly #graph: Graph | undefined;
  readonly #whole: Whole | undefined;
  /** The part that steps run, once it was asked for; null if that is all of it. */
  #part: TrainableModel | null | undefined;
  /** Layers whose weights were made when they were called in the graph of this model first. */
  readonly #owned: ReadonlySet<AnyLayer>;

  constructor(
    options: Options & ModelOptions<In, Out> = {} as Options,
    { className, defaults, partOf }: ModelClass<Options> = {},
  ) {
    const isPlain = new.target === Model;
    requireOptions('Model', options);
    if (isPlain) requireKnownOptions('Model', options, plainOptions);
    const { inputs, outputs, ...own } = (options ?? {}) as ModelOptions<In, Out>;
    const ends = endsOf(inputs, outputs);
    const name = className ?? (isPlain && ends ? 'Functional' : new.target.name);
    super(name, own as unknown as Options, defaults ?? ({} as OptionDefaults<OwnOptions<Options>>));
    this.className = name;
    this.module = isPlain && ends ? 'keras.src.models.functional' : 'keras';
    this.#graph = ends && new Graph(ends.inputs, ends.outputs);
    this.#whole = partOf;
    if (partOf) this.ending = partOf.ending;
    this.#owned = new Set(this.#graph ? claimed(this.#graph.layers) : []);
    if (this.#graph) this.buildFor(this.#graph.inputShapes as ShapesOf<TensorsAt<In>>);
    else if (isPlain) throw nothingToCompute();
  }

  /**
   * A model like the one whose {@link Model.getConfig} this is, with weights of its own.
   *
   * @throws {@link SerializationError} the configuration is damaged, or names a class that is not known.
   */
  static fromConfig(config: JsonRecord): Model<Ends, Ends> {
    const form = { module: 'keras', class_name: 'Functional', config };
    return deserialize(form, 'layer') as unknown as Model<Ends, Ends>;
  }

  /** @internal */
  static fromKeras(config: JsonRecord, _usual: (config: JsonRecord) => Serializable): Serializable {
    const { inputs, outputs, name, trainable } = graphFromConfig(config, isFunctional);
    return new Model<Ends, Ends>({ inputs, outputs, name, trainable });
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    const graph = this.#graph;
    return graph
      ? { name: this.name, trainable: this.trainable, ...graphToConfig(graph, isFunctional) }
      : usual();
  }

  /** The graph that the model was made of; undefined for subclasses that compute in `call`. */
  get graph(): Graph | undefined {
    return this.#graph;
  }

  /** Where the graph begins, in the order of the inputs. */
  get inputs(): readonly SymbolicTensor[] {
    return this.#graph ? symbolicLeaves(this.#graph.inputs) : [];
  }

  /** Where the graph ends, in the order of the outputs. */
  get outputs(): readonly SymbolicTensor[] {
    return this.#graph ? symbolicLeaves(this.#graph.outputs) : [];
  }

  override get input(): SymbolicOf<TensorsAt<In>> {
    return this.#graph ? (this.#graph.inputs as SymbolicOf<TensorsAt<In>>) : super.input;
  }

  override get output(): SymbolicOf<TensorsAt<Out>> {
    return this.#graph ? (this.#graph.outputs as SymbolicOf<TensorsAt<Out>>) : super.output;
  }

  /** In the order of Keras, input layers included; of a subclass those in its properties. */
  get layers(): readonly AnyLayer[] {
    const ofGraph = this.#graph?.layers.filter((layer) => !(layer instanceof Operation));
    return ofGraph ?? super.sublayers;
  }

  override get sublayers(): readonly AnyLayer[] {
    const { layers } = this;
    return this.#graph ? layers.filter((layer) => !(layer instanceof Input)) : layers;
  }

  protected override get takesList(): boolean {
    const inputs = this.#graph?.inputs;
    return Array.isArray(inputs) && inputs.length > 1;
  }

  /** Names of the inputs, in their order. */
  get inputNames(): readonly string[] {
    return namesOf(this.#graph?.inputs);
  }

  override get outputNames(): readonly string[] {
    return this.#graph ? namesOf(this.#graph.outputs) : super.outputNames;
  }

  override get inputSpec(): InputSpec | undefined {
    if (this.#whole) return this.#whole.inputSpec;
    return this.#graph && specOf(this.#graph, this.inputNames);
  }

  /** Layers that run while data is read; the data is read for the whole model. @internal */
  get hostStage(): HostStage | undefined {
    return this.#whole?.hostStage;
  }

  protected override get stepped(): TrainableModel {
    if (this.#part === undefined) this.#part = this.#partOf(this.steppedGraph);
    return this.#part ?? super.stepped;
  }

  /** The layers have changed, and with them what steps run. */
  protected forgetPart(): void {
    this.#part = undefined;
  }

  /** The graph of which steps run what takes numbers; undefined while there is none. */
  protected get steppedGraph(): Graph | undefined {
    return this.#graph;
  }

  override outputShape(input: ShapesOf<TensorsAt<In>>, call?: object): ShapesOf<TensorsAt<Out>> {
    const graph = this.#graph;
    if (!graph) return super.outputShape(input, call);
    const shapes = input as Structure<Shape>;
    this.#requireShapes(graph, shapes);
    return graph.outputShapesFor(shapes) as ShapesOf<TensorsAt<Out>>;
  }

  protected call(x: TensorsAt<In>, _weights: object, pass: Pass, _options: object): TensorsAt<Out> {
    if (!this.#graph) throw nothingToCompute(this.className);
    // A model without weights is not checked where it is built.
    this.#requireShapes(this.#graph, shapesOf(x) as Structure<Shape>);
    return this.#graph.run(x, pass) as TensorsAt<Out>;
  }

  protected override checkInput(input: ShapesOf<TensorsAt<In>>): void {
    if (this.#graph) this.#requireShapes(this.#graph, input as Structure<Shape>);
    else super.checkInput(input);
  }

  protected override acceptsShape(
    input: ShapesOf<TensorsAt<In>>,
    built: ShapesOf<TensorsAt<In>>,
  ): boolean {
    if (!this.#graph) return super.acceptsShape(input, built);
    return sameShapes(input as Structure<Shape>, this.#graph.inputShapes);
  }

  protected override owns(layer: AnyLayer): boolean {
    return this.#graph ? this.#owned.has(layer) : super.owns(layer);
  }

  /** What is left of a graph when the layers that run while data is read are taken out; null if none do. */
  #partOf(graph: Graph | undefined): TrainableModel | null | undefined {
    if (!graph) return undefined;
    const split = this.#whole ? undefined : splitGraph(graph);
    if (!split) return null;
    const { name, inputSpec, ending } = this;
    const part = new Model<Ends, Ends>(
      { inputs: split.inputs, outputs: graph.outputs, name },
      { className: 'Functional', partOf: { hostStage: split.host, inputSpec, ending } },
    );
    return part as unknown as TrainableModel;
  }

  #requireShapes({ inputShapes }: Graph, input: Structure<Shape>): void {
    // A record of other names has other inputs, even if there are as many.
    const areNamed = isPlainRecord(inputShapes) && isPlainRecord(input);
    const isSame = !areNamed || sameStructure(input as Structure<Shape>, inputShapes);
    if (isSame && sameShapes(input, inputShapes)) return;
    throw new ShapeError({
      where: `Model "${this.name}"`,
      problem: `the inputs have shape ${formatShapes(inputShapes)}, received ${formatShapes(input)}`,
      fix: 'pass inputs of the shapes that the Input layers state, in their structure',
    });
  }
}

const plainOptions: readonly (keyof ModelOptions<Ends, Ends>)[] = [
  'inputs',
  'outputs',
  'name',
  'trainable',
  'dtype',
  'inputShape',
  'inputDim',
];

const isFunctional = (layer: AnyLayer): boolean =>
  layer instanceof Model && layer.graph !== undefined;

const owners = new WeakSet<AnyLayer>();

/** Those layers that no model before claimed and that their first call built: they are disposed with this model. */
function claimed(layers: readonly AnyLayer[]): AnyLayer[] {
  const free = layers.filter((layer) => !owners.has(layer) && layer.calls[0]?.isFirst === true);
  for (const layer of free) owners.add(layer);
  return free;
}

function nothingToCompute(className = 'Model'): ArgumentError {
  return new ArgumentError({
    where: className,
    problem: 'a model needs `inputs` and `outputs`, or a `call` of its own, received neither',
    fix: 'write new Model({ inputs, outputs }), or a subclass with a `call` method',
  });
}
