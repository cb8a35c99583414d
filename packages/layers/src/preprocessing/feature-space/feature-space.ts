import type {
  AnyLayer,
  CallArguments,
  JsonRecord,
  KnownShape,
  Pass,
  Serializable,
  Shape,
  ShapesOf,
  SymbolicDataType,
  Tensor,
  TensorLike,
  WeightRecord,
  WeightValues,
} from '@myelin/core';
import {
  cast,
  concat,
  Layer,
  required,
  reshape,
  StateError,
  stringsOf,
  tensor,
} from '@myelin/core';
import { HashedCrossing } from '../tabular/hashed-crossing.ts';
import { adaptColumns, learnersAmong } from './adapt-columns.ts';
import type { Columns } from './columns.ts';
import { columnShape, mapColumns, requireColumns } from './columns.ts';
import type { CrossOptions } from './cross.ts';
import { Cross } from './cross.ts';
import type { FeatureOptions } from './feature.ts';
import { Feature } from './feature.ts';
import type { Encoded } from './feature-encoder.ts';
import {
  encodedFeatureShape,
  encodedFeatureType,
  encodeFeature,
  requireEncodable,
} from './feature-encoder.ts';
import type { FeatureSpaceMode, FeatureSpaceOptions } from './feature-space-options.ts';
import { featureOptionsFromKeras, standardFeatureOptions } from './feature-space-options.ts';
import type { FeatureType } from './feature-types.ts';
import * as features from './feature-types.ts';

/** One row of all features, or a record of them. */
export type FeatureSpaceOutput<Mode extends FeatureSpaceMode> = Mode extends 'dict'
  ? Columns<Tensor>
  : Tensor;

/** What an `Input` for a feature takes. */
export interface FeatureInput {
  readonly name: string;
  readonly shape: readonly [1];
  readonly dtype: SymbolicDataType;
}

/**
 * Turns the columns of a table into numbers that a model can learn from: each feature goes through the layer of its kind, some
 * are combined (`crosses`), and all are joined into one row.
 *
 * What the layers need to know of the data is learnt by `adapt`. Features come in the order of their names, crosses after
 * them.
 *
 * @shape input a record of `[batch]` or `[batch, 1]`; single values make a result without the batch axis
 * @shape output `[batch, sum of the widths]`, in `outputMode` 'dict' a record of `[batch, width]`
 * @throws {@link ArgumentError} an option is out of its domain, or a feature cannot be joined as it is.
 * @throws {@link ShapeError} a feature is missing in the input.
 * @throws {@link StateError} it is used before `adapt`, or, read from a file, before the weights are loaded.
 * @source Keras 3 `FeatureSpace`.
 * @example
 * const space = new FeatureSpace({ features: { age: 'float_normalized', city: 'string_categorical' } });
 * space.adapt({ age: [20, 40], city: ['Oslo', 'Rome'] });
 * space.apply({ age: [40], city: ['Rome'] }).arraySync() // => [[1, 0, 1, 0]]
 */
export class FeatureSpace<
  Mode extends FeatureSpaceMode = 'concat',
  Name extends string = string,
> extends Layer<
  FeatureSpaceOptions<Mode>,
  WeightRecord,
  Columns<Tensor>,
  FeatureSpaceOutput<Mode>
> {
  readonly className: string = 'FeatureSpace';
  override readonly module: string = 'keras.utils';
  protected override readonly callArguments: CallArguments<object> = {};
  /** The layer that each feature goes through first. */
  readonly preprocessors: Columns<Layer>;
  /** The layer of each cross, by the names of its features joined by `_X_`. */
  readonly crossers: Columns<HashedCrossing>;
  readonly #features: Columns<Feature>;
  readonly #crosses: readonly Cross[];
  /** Whether it was adapted, now or before it was saved: then what its layers learnt as weights is yet to be loaded. */
  #isAdapted = false;

  static readonly float: typeof features.floatFeature = features.floatFeature;
  static readonly floatNormalized: typeof features.normalizedFeature = features.normalizedFeature;
  static readonly floatRescaled: typeof features.rescaledFeature = features.rescaledFeature;
  static readonly floatDiscretized: typeof features.discretizedFeature =
    features.discretizedFeature;
  static readonly integerCategorical: typeof features.integerCategoricalFeature =
    features.integerCategoricalFeature;
  static readonly stringCategorical: typeof features.stringCategoricalFeature =
    features.stringCategoricalFeature;
  static readonly integerHashed: typeof features.integerHashedFeature =
    features.integerHashedFeature;
  static readonly stringHashed: typeof features.stringHashedFeature = features.stringHashedFeature;

  /** A feature with a layer of your own. */
  static feature(options: FeatureOptions): Feature {
    return new Feature(options);
  }

  /** Features whose combinations count. */
  static cross(options: CrossOptions): Cross {
    return new Cross(options);
  }

  constructor(
    options: FeatureSpaceOptions<Mode> & {
      readonly features: Readonly<Record<Name, FeatureType | Feature>>;
    },
  ) {
    super('FeatureSpace', standardFeatureOptions(options), {
      features: required,
      outputMode: 'concat' as Mode,
      crosses: [],
      crossingDim: 32,
      hashingDim: 32,
      numDiscretizationBins: 32,
    });
    this.#features = this.config.features as Columns<Feature>;
    this.#crosses = this.config.crosses as readonly Cross[];
    this.preprocessors = mapColumns(this.#features, ({ config }) => config.preprocessor);
    this.crossers = Object.fromEntries(
      this.#crosses.map(({ name, config }) => [
        name,
        new HashedCrossing({ numBins: config.crossingDim, name }),
      ]),
    );
    for (const encoded of this.#encoded) requireEncodable(encoded, this.config.outputMode);
  }

  outputShape(inputs: Columns<Shape>): ShapesOf<FeatureSpaceOutput<Mode>> {
    requireColumns('FeatureSpace', inputs, Object.keys(this.#features));
    const isSingle = Object.values(inputs).some((shape) => shape.length === 0);
    const columns = mapColumns(this.preprocessors, (layer, name) =>
      layer.outputShape(columnShape(inputs[name] ?? [])),
    );
    const shapes = this.#encoded.map((encoded) => {
      const { name, crossed, layer } = encoded;
      const shape = crossed
        ? (layer.outputShape(crossed.map((one) => columns[one] ?? [])) as Shape)
        : (columns[name] ?? []);
      const whole = encodedFeatureShape(shape, encoded);
      return [name, isSingle ? whole.slice(1) : whole] as const;
    });
    const first = shapes[0]?.[1] ?? [];
    const width = shapes.reduce((sum, [, shape]) => sum + (shape.at(-1) ?? 0), 0);
    const all =
      this.config.outputMode === 'dict'
        ? Object.fromEntries(shapes)
        : [...first.slice(0, -1), width];
    return all as ShapesOf<FeatureSpaceOutput<Mode>>;
  }

  override outputTypes(): readonly SymbolicDataType[] {
    if (this.config.outputMode === 'concat') return ['float32'];
    const byName = [...this.#encoded].sort((a, b) => (a.name < b.name ? -1 : 1));
    return byName.map(encodedFeatureType);
  }

  /** Options of an `Input` for each feature: `new Input(space.getInputs().age)`. */
  getInputs(): Readonly<Record<Name, FeatureInput>> {
    const inputs = mapColumns(
      this.#features,
      ({ config }, name): FeatureInput => ({ name, shape: [1], dtype: config.dtype }),
    );
    return inputs as Readonly<Record<Name, FeatureInput>>;
  }

  /**
   * Lets every layer that learns from data do so; columns that are no features are left alone.
   *
   * Records of columns are read at once; a stream of batches, each such a record, is awaited.
   */
  adapt(data: Columns<TensorLike>): void;
  adapt(batches: AsyncIterable<Columns<TensorLike>>): Promise<void>;
  adapt(data: Columns<TensorLike> | AsyncIterable<Columns<TensorLike>>): void | Promise<void> {
    const awaited = adaptColumns(this.name, learnersAmong(this.preprocessors), data);
    if (awaited) return awaited.then(() => this.#noteAdapted());
    this.#noteAdapted();
  }

  override get sublayers(): readonly AnyLayer[] {
    return [...Object.values(this.preprocessors), ...Object.values(this.crossers)].map(
      (layer) => layer as unknown as AnyLayer,
    );
  }

  /** Whether a layer inside reads texts or hashes. */
  override get runsOnHost(): boolean {
    return this.sublayers.some((layer) => layer.runsOnHost);
  }

  /** Keras's class takes fewer options than its layers. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { trainable: _, dtype: __, ...config } = usual();
    return config;
  }

  static fromKeras<Made extends Serializable>(config: JsonRecord): Made {
    const space = new FeatureSpace(featureOptionsFromKeras(config));
    // What it learnt comes with the file.
    space.#isAdapted = true;
    return space as unknown as Made;
  }

  /** What Keras's files say of the shapes that it was built for: there, that it is adapted. */
  get buildConfig(): JsonRecord | undefined {
    if (!this.#isAdapted) return undefined;
    return mapColumns(this.preprocessors, (layer) =>
      'buildConfig' in layer ? {} : { input_shape: [null, 1] },
    );
  }

  protected build(inputs: Columns<Shape>): WeightRecord {
    // Weights of a file can be loaded only after this.
    if (!this.#isAdapted) this.#requireAdapted();
    for (const [name, layer] of Object.entries(this.preprocessors)) {
      layer.buildFor(columnShape(inputs[name] ?? []));
    }
    return {};
  }

  protected call(
    inputs: Columns<Tensor>,
    _weights: WeightValues<WeightRecord>,
    pass: Pass,
  ): FeatureSpaceOutput<Mode> {
    this.#requireAdapted();
    const isSingle = Object.values(inputs).some((x) => x.rank === 0);
    const columns = mapColumns(this.preprocessors, (layer, name) =>
      layer.forward(this.#columnOf(name, inputs[name] as Tensor), pass),
    );
    const crossed = Object.fromEntries(
      this.#crosses.map(({ name, config }) => {
        const parts = config.featureNames.map((one) => columns[one] as Tensor);
        return [name, this.crossers[name]?.forward(parts, pass) as Tensor];
      }),
    );
    const all: Columns<Tensor> = { ...columns, ...crossed };
    const encoded = this.#encoded.map((one) => {
      const y = encodeFeature(all[one.name] as Tensor, one);
      return [one.name, isSingle ? reshape(y, y.shape.slice(1)) : y] as const;
    });
    if (this.config.outputMode === 'dict') {
      return Object.fromEntries(encoded) as FeatureSpaceOutput<Mode>;
    }
    const rows = encoded.map(([, y]) => y);
    return concat(rows, (rows[0]?.rank ?? 1) - 1) as FeatureSpaceOutput<Mode>;
  }

  protected override get castsInput(): boolean {
    return false;
  }

  protected override acceptsShape(): boolean {
    return true;
  }

  /** Features by name, then crosses by name. */
  get #encoded(): readonly Encoded[] {
    const own = Object.entries(this.#features).map(([name, { config }]): Encoded => {
      const { preprocessor, dtype, outputMode } = config;
      return { name, layer: preprocessor as unknown as AnyLayer, dtype, mode: outputMode };
    });
    const crosses = this.#crosses.map(({ name, config }): Encoded => {
      const { featureNames: crossed, outputMode } = config;
      const layer = this.crossers[name] as unknown as AnyLayer;
      return { name, layer, dtype: 'int32', mode: outputMode, crossed };
    });
    const byName = (a: Encoded, b: Encoded): number => (a.name < b.name ? -1 : 1);
    return [...own.sort(byName), ...crosses.sort(byName)];
  }

  #noteAdapted(): void {
    this.#isAdapted = true;
  }

  /** A feature with an axis of its own, numbers as floating point where the feature wants them so. */
  #columnOf(name: string, x: Tensor): Tensor {
    const shape = columnShape(x.shape) as KnownShape;
    if (x.dtype === 'string') return tensor(stringsOf(x).reshape(shape));
    const column = x.rank > 1 ? x : reshape(x, shape);
    return this.#features[name]?.config.dtype === 'float32' ? cast(column, 'float32') : column;
  }

  #requireAdapted(): void {
    const learners = learnersAmong(this.preprocessors);
    const waiting = learners.filter(([, layer]) => !layer.isAdapted).map(([name]) => name);
    if (waiting.length === 0) return;
    throw new StateError({
      where: this.name,
      problem: this.#isAdapted
        ? `what the layers of some features learnt is not there yet: ${waiting.join(', ')}`
        : 'the layers of some features have not learnt from data yet',
      fix: this.#isAdapted
        ? 'load the weights that belong to it (setWeights, loadWeights), or call adapt(data)'
        : 'call adapt(data) first',
    });
  }
}
