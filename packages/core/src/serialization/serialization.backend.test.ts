import { fixtureCases, onEachBackend, optionsFromKeras } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import type {
  ActivationFunction,
  ActivationName,
  Initializer,
  InitializerName,
  Json,
  JsonRecord,
  LayerOptions,
  MetricBatch,
  Serializable,
  Shape,
  Tensor,
} from '../index.ts';
import {
  ArgumentError,
  activation,
  constraintCatalog,
  deserialize,
  HeNormal,
  IdentityInitializer,
  initializer,
  initializerCatalog,
  L1L2,
  L2,
  layerCatalog,
  leakyRelu,
  MaxNorm,
  Metric,
  metricCatalog,
  nextSeed,
  regularizerCatalog,
  relu,
  required,
  SerializationError,
  scalar,
  serialize,
  setRandomSeed,
  silu,
  WeightlessLayer,
} from '../index.ts';

interface SerializedCase {
  readonly name: string;
  readonly kind: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly serialized: JsonRecord;
}

const catalogs = {
  initializers: initializerCatalog,
  regularizers: regularizerCatalog,
  constraints: constraintCatalog,
} as const;

async function recorded(file: string, kind: keyof typeof catalogs): Promise<SerializedCase[]> {
  const cases = await fixtureCases<SerializedCase>(`keras/${file}.json`);
  return cases
    .filter((one) => file !== 'serialized' || one.kind === kind)
    .map((one) => ({ ...one, kind }));
}

const cases = [
  ...(await recorded('serialized', 'initializers')),
  ...(await recorded('regularizers', 'regularizers')),
  ...(await recorded('constraints', 'constraints')),
];

/** Keras stores some numbers as float32, which their text shows. */
function rounded(value: Json): Json {
  if (typeof value === 'number') return Math.fround(value);
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(item)]));
}

function make({ kind, class: name, config }: SerializedCase): Serializable {
  const Class = catalogs[kind as keyof typeof catalogs].find('test', name);
  return new (Class as unknown as new (options: object) => Serializable)(optionsFromKeras(config));
}

interface PairOptions extends LayerOptions {
  readonly units: number;
  readonly activation?: ActivationName | ActivationFunction;
  readonly kernelInitializer?: InitializerName | Initializer;
  readonly kernelRegularizer?: L2 | null;
  readonly inner?: WeightlessLayer | null;
  readonly table?: Readonly<Record<string, number>>;
  readonly mean?: Float32Array | readonly number[] | null;
}

class Pair extends WeightlessLayer<PairOptions> {
  readonly className = 'Pair';
  static readonly kerasOnly = { unroll: false };

  constructor(options: PairOptions) {
    super('Pair', options, {
      units: required,
      activation: 'linear',
      kernelInitializer: 'glorot_uniform',
      kernelRegularizer: null,
      inner: null,
      table: {},
      mean: null,
    });
    activation('Pair', this.config.activation);
    initializer('Pair', this.config.kernelInitializer);
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    return x;
  }
}

/** A layer that writes and reads in its own way. */
class Renamed extends WeightlessLayer {
  readonly className = 'Renamed';

  constructor(options: LayerOptions = {}) {
    super('Renamed', options, {});
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    return { ...usual(), keras_name: 'yes' };
  }

  static fromKeras(config: JsonRecord, usual: (config: JsonRecord) => Renamed): Renamed {
    const { keras_name: _, ...rest } = config;
    return usual(rest);
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    return x;
  }
}

class Count extends Metric {
  readonly className = 'Count';
  readonly direction = undefined;

  constructor(options = {}) {
    super('Count', options, {});
  }

  initialState(): readonly Tensor[] {
    return [scalar(0)];
  }

  nextState([count]: readonly Tensor[], _batch: MetricBatch): readonly Tensor[] {
    return [(count as Tensor).add(1)];
  }

  resultOf([count]: readonly Tensor[]): Tensor {
    return count as Tensor;
  }
}

layerCatalog.register({ Pair, Renamed });
metricCatalog.register({ Count });

const policy = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};

const form = (config: object, class_name = 'Pair'): object => ({
  module: 'keras.layers',
  class_name,
  config,
  registered_name: null,
});

onEachBackend('Serialization', () => {
  test.each(cases)('$name is written as Keras writes it', (one) => {
    // Keras forgets the gain of Identity.
    const { config, ...rest } = serialize(make(one));
    const written = one.class === 'Identity' ? {} : config;
    expect(rounded({ ...rest, config: written })).toEqual(rounded(one.serialized));
  });

  test.each(cases)('$name is rebuilt from what Keras wrote', (one) => {
    const rebuilt = deserialize(one.serialized);
    expect(rebuilt.className).toBe(one.class);
    expect(rounded(serialize(rebuilt))).toEqual(rounded(serialize(make(one))));
  });

  test('a layer is written with name, trainable, dtype and objects inside', () => {
    const layer = new Pair({
      units: 2,
      name: 'pair',
      activation: 'relu',
      kernelInitializer: new HeNormal({ seed: 3 }),
      kernelRegularizer: new L2({ l2: 0.5 }),
      inner: new Renamed({ name: 'within' }),
      table: { aB: 1 },
      inputShape: [4],
    });
    layer.trainable = false;
    expect(serialize(layer)).toEqual({
      module: 'keras.layers',
      class_name: 'Pair',
      config: {
        name: 'pair',
        trainable: false,
        dtype: policy,
        units: 2,
        activation: 'relu',
        kernel_initializer: {
          module: 'keras.initializers',
          class_name: 'HeNormal',
          config: { seed: 3, input_axes: null, output_axes: null },
          registered_name: null,
        },
        kernel_regularizer: {
          module: 'keras.regularizers',
          class_name: 'L2',
          config: { l2: 0.5 },
          registered_name: null,
        },
        inner: form(
          { name: 'within', trainable: true, dtype: policy, keras_name: 'yes' },
          'Renamed',
        ),
        table: { aB: 1 },
        mean: null,
        unroll: false,
      },
      registered_name: null,
    });
  });

  test('a layer comes back equal', () => {
    const layer = new Pair({
      units: 2,
      name: 'pair',
      trainable: false,
      activation: silu,
      kernelRegularizer: new L2(),
      inner: new Renamed({ name: 'within' }),
      table: { aB: 1 },
      mean: Float32Array.of(1, 2),
    });
    const text = JSON.stringify(serialize(layer));
    const back = deserialize(JSON.parse(text), 'layer') as Pair;
    expect(back).toBeInstanceOf(Pair);
    expect(back.name).toBe('pair');
    expect(back.trainable).toBe(false);
    expect(back.config.activation).toBe('silu');
    expect(back.config.mean).toEqual([1, 2]);
    expect(back.config.inner).toBeInstanceOf(Renamed);
    expect(serialize(back)).toEqual(serialize(layer));
  });

  test('initializers given by name are written as objects and use up no seed', () => {
    setRandomSeed(5);
    const layer = new Pair({ units: 1 });
    const expected = nextSeed();
    setRandomSeed(5);
    new Pair({ units: 1 });
    expect(serialize(layer).config.kernel_initializer).toMatchObject({
      class_name: 'GlorotUniform',
      config: { seed: null },
    });
    expect(nextSeed()).toBe(expected);
  });

  test('options that Keras has and this class lacks may be null, or at the value it can honor', () => {
    const config = { name: 'p', units: 1, quantization_config: null, unroll: false };
    expect((deserialize(form(config), 'layer') as Pair).config.units).toBe(1);
    expect(() => deserialize(form({ ...config, unroll: true }))).toThrow(
      'Pair: `unroll` is supported with the value false only, received true',
    );
    expect(() => deserialize(form({ ...config, unknown_option: 1 }))).toThrow(
      'Pair: `unknownOption` is not an option (received 1)',
    );
  });

  test('a null that means something is kept', () => {
    const window = { module: 'keras.initializers', class_name: 'STFT', config: { window: null } };
    expect(deserialize(window, 'initializer').config).toMatchObject({ window: null });
  });

  test('forms of older files without a module are found by class, option or kind', () => {
    expect(deserialize({ class_name: 'L1L2', config: { l1: 1 } })).toBeInstanceOf(L1L2);
    expect(deserialize({ class_name: 'MaxNorm' })).toBeInstanceOf(MaxNorm);
    expect(deserialize({ class_name: 'Identity', config: {} }, 'initializer')).toBeInstanceOf(
      IdentityInitializer,
    );
    const config = { units: 1, kernel_initializer: { class_name: 'Identity', config: {} } };
    const layer = deserialize({ class_name: 'Pair', config }, 'layer') as Pair;
    expect(layer.config.kernelInitializer).toBeInstanceOf(IdentityInitializer);
  });

  test('private modules of Keras are read like the public ones', () => {
    const one = { ...form({ units: 1 }), module: 'keras.src.layers.core.pair' };
    expect(deserialize(one)).toBeInstanceOf(Pair);
  });

  test('activations are strings, also where Keras wrote a function', () => {
    const fn = { module: 'keras.activations', class_name: 'function', config: 'relu' };
    const layer = deserialize(form({ units: 1, activation: fn })) as Pair;
    expect(layer.config.activation).toBe('relu');
    expect(serialize(new Pair({ units: 1, activation: relu })).config.activation).toBe('relu');
  });

  test('arrays that Keras wrote as tensors come back as lists', () => {
    const mean = { class_name: '__tensor__', config: { value: [1, 2], dtype: 'float32' } };
    expect((deserialize(form({ units: 1, mean })) as Pair).config.mean).toEqual([1, 2]);
  });

  test('a metric carries its dtype in files only', () => {
    const written = serialize(new Count({ name: 'n' }));
    expect(written.config).toEqual({ name: 'n', dtype: 'float32' });
    expect(deserialize(written, 'metric').config).toEqual({ name: 'n' });
    const half = { ...written, config: { name: 'n', dtype: 'float16' } };
    expect(() => deserialize(half)).toThrow('`dtype` must be "float32", received "float16"');
  });
});

describe('What cannot be written', () => {
  test.each([
    [
      () => new Pair({ units: 1, activation: (x) => leakyRelu(x, { negativeSlope: 0.5 }) }),
      'Pair.activation: a file cannot hold function activation, which is in no catalog.\n  Fix: give it a name first',
    ],
    [
      () => new Pair({ units: 1, table: { large: Infinity } }),
      'Pair.table.large: a file cannot hold Infinity',
    ],
    [
      () => new Pair({ units: 1, mean: [new Date(0)] as never }),
      'Pair.mean[0]: a file cannot hold an instance of Date',
    ],
  ])('%s', (construct, message) => {
    const object = construct();
    expect(() => serialize(object)).toThrow(SerializationError);
    expect(() => serialize(object)).toThrow(message);
  });

  test('an object that holds itself', () => {
    const table: Record<string, unknown> = {};
    const layer = new Pair({ units: 1, table: table as never });
    table.self = layer;
    expect(() => serialize(layer)).toThrow('the object seems to hold itself');
  });

  test('what is no object of ours', () => {
    expect(() => serialize('relu' as never)).toThrow(ArgumentError);
    expect(() => serialize(relu as never)).toThrow('received function relu');
  });
});

describe('What cannot be read', () => {
  const deep = (levels: number): unknown =>
    levels === 0 ? 1 : form({ units: 1, inner: deep(levels - 1) });

  test.each([
    [
      null,
      'deserialize: an object must be described by { module, class_name, config }, received null',
    ],
    [[], 'received []'],
    ['Pair', 'received "Pair"'],
    [{ class_name: 3 }, 'received an object with class_name'],
    [form('x' as never), 'the config of `Pair` must be an object, received "x"'],
    [form({}, 'Piar'), 'Piar: unknown layer `Piar`.\n  Fix: did you mean `Pair`.'],
    [{ class_name: 'Nothing', config: {} }, "unknown class `Nothing`.\n  Fix: import 'myelin'"],
    [
      { module: 'os', class_name: 'system', config: { command: 'true' } },
      'unknown class `system` of module "os"',
    ],
    [
      { module: 'keras.optimizers.schedules', class_name: 'CosineDecay', config: {} },
      "unknown learning rate schedule `CosineDecay`.\n  Fix: no learning rate schedule is known by name yet: import 'myelin'",
    ],
    [form({}), 'Pair: `units` is required, received none'],
    [form({ units: 1, name: 3 }), 'Pair: `name` must be a string without "/", received 3'],
    [
      form({ units: 1, dtype: { ...policy, config: { name: 'mixed_float16' } } }),
      'Pair: `dtype` must be one of \'float32\', received "mixed_float16"',
    ],
    [
      form({ units: 1, kernel_initializer: { class_name: 'GlorotUnifrom', config: {} } }),
      'Pair.kernel_initializer: unknown initializer `GlorotUnifrom`.\n  Fix: did you mean `GlorotUniform`.',
    ],
    [
      form({ units: 1, activation: { class_name: '__lambda__', config: { value: 'code' } } }),
      'Pair.activation: the file holds a Python lambda, which is code and is not run',
    ],
    [
      form({ units: 1, activation: { class_name: 'function', config: 'evil' } }),
      'Pair.activation: unknown function "evil"',
    ],
    [
      form({ units: 1, mean: { class_name: '__slice__', config: {} } }),
      'Pair.mean: values of the form `__slice__` are not supported',
    ],
    [form({ units: 1, ['__proto__']: { polluted: 1 } }), '`__proto__` is not an option'],
  ])('%j', (damaged, message) => {
    expect(() => deserialize(damaged)).toThrow(SerializationError);
    expect(() => deserialize(damaged)).toThrow(message);
  });

  test('a configuration deeper than any honest one', () => {
    expect(() => deserialize(deep(150))).toThrow('nested more than 200 levels deep');
  });

  test('the wrong kind', () => {
    const l2 = serialize(new L2());
    expect(() => deserialize(l2, 'layer')).toThrow('`L2` is a regularizer, and a layer is wanted');
  });

  test('the error underneath is the cause', () => {
    try {
      deserialize(form({}));
      expect.unreachable();
    } catch (error) {
      expect((error as Error).cause).toBeInstanceOf(ArgumentError);
    }
  });
});
