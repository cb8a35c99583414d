import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { beforeEach, expect, test } from 'vitest';
import type {
  AnyLayer,
  Initializer,
  LayerOptions,
  Shape,
  Tensor,
  Tensors,
  Weight,
  WeightMaker,
  WeightValues,
} from '../index.ts';
import {
  ArgumentError,
  add,
  automaticName,
  Constant,
  knownAxis,
  Layer,
  lastAxis,
  matMul,
  memory,
  ndArray,
  Ones,
  Pass,
  RandomCounts,
  required,
  requireWholeNumber,
  resetNames,
  ShapeError,
  StateError,
  scalar,
  snakeCase,
  tensor,
  tidy,
  WeightlessLayer,
  Zeros,
} from '../index.ts';

interface ScaleOptions extends LayerOptions {
  readonly units: number;
  readonly start?: Initializer;
}

type ScaleWeights = {
  readonly count: Weight;
  readonly kernel: Weight;
  readonly bias: Weight | undefined;
};

/** `x · kernel`, which also counts the passes in training. */
class Scale extends Layer<ScaleOptions, ScaleWeights> {
  readonly className: string = 'Scale';
  built = 0;

  constructor(options: ScaleOptions) {
    super('Scale', options, { units: required, start: new Ones() });
    requireWholeNumber('Scale', 'units', this.config.units, { min: 1 });
  }

  outputShape(input: Shape): Shape {
    lastAxis('Scale', input);
    return [...input.slice(0, -1), this.config.units];
  }

  protected build(input: Shape, weight: WeightMaker): ScaleWeights {
    this.built++;
    return {
      count: weight('count', [], new Zeros(), { trainable: false }),
      kernel: weight(
        'kernel',
        [knownAxis('Scale', input, -1), this.config.units],
        this.config.start,
      ),
      bias: undefined,
    };
  }

  protected call(x: Tensor, { kernel }: WeightValues<ScaleWeights>, pass: Pass): Tensor {
    const { count } = this.ownWeights;
    if (pass.training) pass.update(count, add(pass.read(count), 1));
    return matMul(x, kernel);
  }

  get count(): number {
    return this.ownWeights.count.value.dataSync()[0] ?? Number.NaN;
  }
}

class Pair extends Layer {
  readonly className = 'Pair';
  readonly #inner = [new Scale({ units: 2 }), new Scale({ units: 1 })];

  constructor(options: LayerOptions = {}) {
    super('Pair', options, {});
  }

  override get sublayers(): readonly Layer[] {
    return this.#inner;
  }

  outputShape(input: Shape): Shape {
    return this.#inner.reduce((shape, layer) => layer.outputShape(shape), input);
  }

  protected build(): Record<string, never> {
    return {};
  }

  protected call(x: Tensor, _weights: object, pass: Pass): Tensor {
    return this.#inner.reduce((y, layer) => layer.forward(y, pass), x);
  }
}

/** Hands its input on, and says what mask it saw. */
class Watch extends WeightlessLayer {
  readonly className = 'Watch';
  seen: Tensor | undefined;

  constructor(options: LayerOptions = {}) {
    super('Watch', options, {});
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor, _weights: object, pass: Pass): Tensor {
    this.seen = pass.maskOf(x);
    return x;
  }
}

class Broken extends Watch {
  protected override call(x: Tensor): Tensor {
    return matMul(x, x);
  }
}

beforeEach(resetNames);

onEachBackend('Layer', () => {
  test('has the name of its class, numbered, unless told', () => {
    expect([new Watch().name, new Watch().name, new Watch({ name: 'own' }).name]).toEqual([
      'watch',
      'watch_1',
      'own',
    ]);
    expect(new Watch().name).toBe('watch_2');
  });

  test('its config is complete and rebuilds it', () => {
    const layer = new Scale({ units: 2, trainable: false, inputShape: [4] });
    expect(layer.config).toMatchObject({
      units: 2,
      name: 'scale',
      trainable: false,
      dtype: 'float32',
      inputShape: [4],
    });
    expect(layer.config.start).toBeInstanceOf(Ones);
    const again = new Scale(layer.config);
    expect(again.config).toEqual(layer.config);
    expect(again.trainable).toBe(false);
    expect(new Scale({ units: 1, inputDim: 3 }).config.inputShape).toEqual([3]);
  });

  test('is built once, on the first data', () => {
    using layer = new Scale({ units: 2 });
    expect(layer.isBuilt).toBe(false);
    expect(layer.weights).toEqual([]);
    layer.apply([[1, 2]]).dispose();
    layer
      .apply([
        [3, 4],
        [5, 6],
      ])
      .dispose();
    layer.buildFor([null, 2]);
    expect(layer.built).toBe(1);
    expect(layer.builtInputShape).toEqual([null, 2]);
  });

  test('computes with its weights', () => {
    using layer = new Scale({ units: 2, start: new Constant({ value: 0.5 }) });
    using y = layer.apply([
      [1, 2],
      [-3, 1],
    ]);
    expectClose(y, [
      [1.5, 1.5],
      [-1, -1],
    ]);
  });

  test('apply leaves nothing behind but the result', async () => {
    using layer = new Scale({ units: 2 });
    layer.buildFor([null, 2]);
    await expectNoLeak(() => layer.apply([[1, 2]]).dispose());
    await expectNoLeak(() => layer.apply([[1, 2]], { training: true }).dispose());
    await expectNoLeak(() => expect(() => layer.apply([[1, 2, 3]])).toThrow());
  });

  test('a result that is the input is a tensor of its own', () => {
    using x = tensor([[1, 2]], 'float32');
    const y = new Watch().apply(x);
    y.dispose();
    expect(x.isDisposed).toBe(false);
  });

  test('gives its memory back', async () => {
    await expectNoLeak(() => {
      const layer = new Scale({ units: 2 });
      layer.buildFor([null, 3]);
      expect(memory().tensors).toBeGreaterThan(0);
      layer.dispose();
      expect(() => layer.apply([[1, 2, 3]])).toThrow(StateError);
    });
  });

  test('lists learnable weights first and counts their elements', () => {
    using layer = new Scale({ units: 2 });
    layer.buildFor([null, 3]);
    expect(layer.weights.map(({ path }) => path)).toEqual(['scale/kernel', 'scale/count']);
    expect(layer.trainableWeights.map(({ name }) => name)).toEqual(['kernel']);
    expect(layer.nonTrainableWeights.map(({ name }) => name)).toEqual(['count']);
    expect(layer.countParams()).toBe(7);
  });

  test('freezing reaches the weights made before and after, and the layers inside', () => {
    using early = new Scale({ units: 2, trainable: false });
    early.buildFor([null, 3]);
    expect(early.trainableWeights).toEqual([]);
    early.trainable = true;
    expect(early.trainableWeights.map(({ name }) => name)).toEqual(['kernel']);
    using pair = new Pair();
    pair.apply([[1, 2]]).dispose();
    expect(pair.weights).toHaveLength(4);
    pair.trainable = false;
    expect(pair.trainableWeights).toEqual([]);
    expect(pair.sublayers.every((layer) => !layer.trainable)).toBe(true);
    expect(() => {
      pair.trainable = 1 as never;
    }).toThrow('pair: `trainable` must be true or false, received 1');
  });

  test('updates that a pass states take effect after it', () => {
    using layer = new Scale({ units: 1 });
    layer.apply([[1]]).dispose();
    expect(layer.count).toBe(0);
    layer.apply([[1]], { training: true }).dispose();
    layer.apply([[1]], { training: true }).dispose();
    expect(layer.count).toBe(2);
  });

  test('whole numbers come to `call` as float32', () => {
    using layer = new Scale({ units: 1 });
    using x = tensor([[1, 2]]);
    expect(x.dtype).toBe('int32');
    using y = layer.apply(x);
    expect(y.dtype).toBe('float32');
  });

  test('a mask is handed on, also to the layers after', () => {
    const layer = new Watch();
    using mask = tensor([[true, false]]);
    using x = tensor([[1, 2]], 'float32');
    layer.apply(x, { mask }).dispose();
    expect(layer.seen).toBe(mask);
    const pass = new Pass();
    pass.setMask(x, mask);
    expect(pass.maskOf(layer.forward(x, pass))).toBe(mask);
  });

  test('a mask may be an array', () => {
    const layer = new Watch();
    layer.apply([[1, 2]], { mask: ndArray([[true, false]]) as never }).dispose();
    expect(layer.seen?.shape).toEqual([1, 2]);
  });

  test('refuses inputs of another shape than it was built for', () => {
    using layer = new Scale({ units: 2 });
    layer.buildFor([null, 3]);
    expect(() => layer.apply([[1, 2]])).toThrow(ShapeError);
    expect(() => layer.apply([[1, 2]])).toThrow(
      'scale: the layer was built for inputs of shape [?, 3], received [1, 2]',
    );
    expect(() => layer.buildFor([null, 3])).not.toThrow();
    const loose = new Watch();
    loose.apply([[1]]).dispose();
    expect(() => loose.apply([[1, 2]]).dispose()).not.toThrow();
  });

  test('a failure inside says which layer it comes from', () => {
    const layer = new Broken({ name: 'culprit' });
    expect(() => layer.apply([[1, 2]])).toThrow(ShapeError);
    expect(() => layer.apply([[1, 2]])).toThrow(/^Watch "culprit": matMul: /);
  });

  test('building that fails leaves no weights behind', async () => {
    class Halfway extends Scale {
      protected override build(input: Shape, weight: WeightMaker): ScaleWeights {
        super.build(input, weight);
        throw new ShapeError({ where: 'Halfway', problem: 'it does not fit', fix: 'go on' });
      }
    }
    await expectNoLeak(() => {
      const layer = new Halfway({ units: 1 });
      expect(() => layer.buildFor([null, 2])).toThrow('it does not fit');
      expect(layer.isBuilt).toBe(false);
    });
  });

  test('has no weights before it is built', () => {
    const layer = new Scale({ units: 1 });
    expect(() => layer.count).toThrow(StateError);
    expect(() => layer.count).toThrow('scale: the layer has no weights before it is built');
  });
});

test.each([
  [() => new Scale({} as never), 'Scale: `units` is required, received none'],
  [
    () => new Scale({ units: 0 }),
    'Scale: `units` must be a whole number of at least 1, received 0',
  ],
  [() => new Scale({ units: 1, unit: 2 } as never), 'did you mean `units`'],
  [
    () => new Scale({ units: 1, name: '' }),
    'Scale: `name` must be a string without "/", received ""',
  ],
  [() => new Scale({ units: 1, name: 'a/b' }), 'received "a/b"'],
  [() => new Scale({ units: 1, trainable: 'no' as never }), '`trainable` must be true or false'],
  [() => new Scale({ units: 1, dtype: 'float16' as never }), "`dtype` must be one of 'float32'"],
  [
    () => new Scale({ units: 1, inputShape: [0] }),
    '`inputShape` must be a list of sizes of at least 1',
  ],
])('a bad option is named: %s', (make, message) => {
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(message);
});

test.each([
  ['Dense', 'dense'],
  ['LeakyReLU', 'leaky_re_lu'],
  ['PReLU', 'p_re_lu'],
  ['Conv2DTranspose', 'conv2d_transpose'],
  ['GlobalAveragePooling1D', 'global_average_pooling1d'],
  ['STFTSpectrogram', 'stft_spectrogram'],
])('%s is %s in automatic names', (className, name) => {
  expect(snakeCase(className)).toBe(name);
  expect(automaticName(className)).toBe(name);
  expect(automaticName(className)).toBe(`${name}_1`);
});

onEachBackend('Pass', () => {
  test('reads values in this order: stated in the pass, given to it, the weight’s own', () => {
    using layer = new Scale({ units: 1 });
    layer.buildFor([null, 1]);
    const [kernel, count] = layer.weights as [Weight, Weight];
    using given = tensor([[7]], 'float32');
    using stated = scalar(3);
    const pass = new Pass({ values: new Map([[kernel, given]]) });
    expect(pass.read(kernel)).toBe(given);
    expect(pass.read(count)).toBe(count.value);
    pass.update(count, stated);
    expect(pass.read(count)).toBe(stated);
    expect(count.value).not.toBe(stated);
  });

  test('draws by seed, step and number of the call; a seed of one’s own takes the place of seed and number', () => {
    const draw = (seed: number, step: number, own: (number | null)[] = [null]): number[] => {
      const randomness = { seed: scalar(seed, 'int32'), step: scalar(step, 'int32') };
      const pass = new Pass({ randomness });
      return own.map((each) => [...pass.uniform([4], each).dataSync()]).at(-1) ?? [];
    };
    expect(draw(1, 2)).toEqual(draw(1, 2));
    expect(draw(1, 2)).not.toEqual(draw(2, 2));
    expect(draw(1, 2)).not.toEqual(draw(1, 3));
    expect(draw(1, 2)).not.toEqual(draw(1, 2, [null, null]));
    expect(draw(1, 2, [5, null])).toEqual(draw(1, 2));
    expect(draw(1, 2, [5])).toEqual(draw(9, 2, [null, null, 5]));
    expect(draw(1, 2, [5])).not.toEqual(draw(1, 3, [5]));
    expect(draw(1, 2, [5])).not.toEqual(draw(1, 2, [6]));
    expect(draw(1, 2, [5])).not.toEqual(draw(1, 2, [5, 5]));
    expect(draw(1, 2, [5])).not.toEqual(draw(1, 2, [5 + 2 ** 32]));
    expect(draw(1, 2).every((u) => u >= 0 && u < 1)).toBe(true);
  });

  test('counts on from the passes before it, where they share their counts', () => {
    const randomness = { seed: scalar(1, 'int32'), step: scalar(2, 'int32') };
    const counts = new RandomCounts();
    const draw = (seed: number | null, options = {}): number[] => [
      ...new Pass({ randomness, ...options }).uniform([4], seed).dataSync(),
    ];
    for (const seed of [null, 5]) {
      const first = draw(seed, { counts });
      expect(first).toEqual(draw(seed));
      expect(draw(seed, { counts })).not.toEqual(first);
    }
  });

  test('tells whoever watches what each layer made', () => {
    tidy(() => {
      const seen: [string, number[]][] = [];
      const layer = new Scale({ units: 1, name: 'watched' });
      const onResult = (one: AnyLayer, _input: Tensors, result: Tensors): void => {
        seen.push([one.name, [...(result as Tensor).shape]]);
      };
      layer.forward(tensor([[1], [2]], 'float32'), new Pass({ onResult }));
      expect(seen).toEqual([['watched', [2, 1]]]);
      layer.dispose();
    });
  });

  test('is in inference mode unless told', () => {
    expect(new Pass().training).toBe(false);
  });
});
