import type { Json, Optimizer } from '@myelin/core';
import {
  ArgumentError,
  deserialize,
  optimizerCatalog,
  SerializationError,
  StateError,
  scalar,
  scheduleCatalog,
  serialize,
  tensor,
  tidy,
} from '@myelin/core';
import type { OptimizerCase, RecordedArray } from '@myelin/testkit';
import { checkOptimizerCase, onEachBackend, waysToRun } from '@myelin/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { Adam } from './adam.ts';
import { optimizers } from './catalog.ts';
import { LossScaleOptimizer } from './loss-scale-optimizer.ts';
import { MultiOptimizer } from './multi-optimizer.ts';
import { Nadam } from './nadam.ts';
import { OptimizerMap } from './optimizer-map.ts';
import { schedules } from './schedules/catalog.ts';
import { ExponentialDecay } from './schedules/exponential-decay.ts';
import { SGD } from './sgd.ts';

beforeAll(() => {
  optimizerCatalog.register(optimizers);
  scheduleCatalog.register(schedules);
});

const names = ['encoder/kernel', 'out/kernel', 'encoder/bias', 'out/bias'];
const weights = names.map((path) => ({ path, shape: [2] }));

/** Weights cos(1 + j + 7i) for element j of weight i, gradients sin(1 + j + 3t + 5i) in step t, counted from 0. */
interface Recorded {
  /** Values after each step, as Keras 3.15.1 gives them. */
  readonly after: readonly (readonly (readonly number[])[])[];
  readonly slots: readonly (readonly [path: string, values: readonly number[]])[];
  readonly final: readonly (readonly number[])[];
}

const byPattern = () =>
  new MultiOptimizer({
    optimizerMap: new OptimizerMap({
      defaultOptimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }),
      optimizerMap: { 'encoder/.*': new Adam({ learningRate: 0.05 }) },
    }),
  });

const sgdAndAdam: Recorded = {
  after: [
    [
      [0.4903028, -0.4661463],
      [-0.1175585, -0.9768289],
      [-0.7096884, -0.9076601],
      [-0.9711705, -0.4366933],
    ],
    [
      [0.4902857, -0.4621881],
      [-0.1336229, -0.9815556],
      [-0.7120843, -0.915048],
      [-0.9602469, -0.441462],
    ],
    [
      [0.4742292, -0.4788908],
      [-0.09442367, -1.027826],
      [-0.6955892, -0.8980576],
      [-0.9495305, -0.3611319],
    ],
    [
      [0.4732505, -0.475525],
      [-0.1241731, -1.04068],
      [-0.6974102, -0.9041885],
      [-0.9266506, -0.3650906],
    ],
  ],
  slots: [
    ['momentum of encoder/kernel', [0.004768904, -0.02234187]],
    ['velocity of encoder/kernel', [0.002004715, 0.003719873]],
    ['momentum of encoder/bias', [0.01210867, 0.02963386]],
    ['velocity of encoder/bias', [0.003733155, 0.001972487]],
    ['momentum of out/kernel', [-0.02974943, -0.01285332]],
    ['momentum of out/bias', [0.02287989, -0.003958702]],
  ],
  final: [
    [0.4732505, -0.475525],
    [-0.1241731, -1.04068],
    [-0.6974102, -0.9041885],
    [-0.9266506, -0.3650906],
  ],
};

/** The path itself comes before the pattern that fits it, too; no two optimizers have the same options. */
const withOptions = () =>
  new MultiOptimizer({
    optimizerMap: new OptimizerMap({
      defaultOptimizer: new SGD({ learningRate: 0.1, weightDecay: 0.1 }),
      optimizerMap: {
        '.*/bias': new Adam({
          learningRate: 0.05,
          useEma: true,
          emaMomentum: 0.5,
          gradientAccumulationSteps: 2,
        }),
        'encoder/bias': new Nadam({ learningRate: 0.1, clipnorm: 0.5 }),
      },
    }),
    lossScaleFactor: 4,
  });

const threeOptimizers: Recorded = {
  after: [
    [
      [0.5138625, -0.4347178],
      [-0.1370597, -0.9184436],
      [-0.6534092, -0.8513808],
      [-0.9999608, -0.532833],
    ],
    [
      [0.5276439, -0.4063975],
      [-0.145992, -0.8956587],
      [-0.720207, -0.9256122],
      [-0.9499704, -0.4828595],
    ],
    [
      [0.5059428, -0.4270675],
      [-0.1311178, -0.8972062],
      [-0.6603643, -0.8557811],
      [-0.9499704, -0.4828595],
    ],
    [
      [0.5144839, -0.3977971],
      [-0.1460638, -0.8810366],
      [-0.7094442, -0.919111],
      [-0.8999509, -0.4338875],
    ],
    [
      [0.4988349, -0.4185843],
      [-0.1258285, -0.8759732],
      [-0.6618696, -0.855971],
      [-0.8999509, -0.4338875],
    ],
  ],
  slots: [
    ['average of out/bias', [-0.9124557, -0.4461305]],
    ['gradient_accumulator of out/bias', [0.06772645, -0.1659085]],
    ['momentum of out/bias', [-0.003317832, -0.001590862]],
    ['velocity of out/bias', [6.089134e-7, 1.460093e-7]],
    ['momentum of encoder/bias', [-0.01843107, -0.01597184]],
    ['velocity of encoder/bias', [0.0002778408, 0.0001744094]],
    ['u_product of all weights', [0.03146153]],
  ],
  final: [
    [0.4988349, -0.4185843],
    [-0.1258285, -0.8759732],
    [-0.6618696, -0.855971],
    [-0.9124557, -0.4461305],
  ],
};

const cases: readonly [string, () => MultiOptimizer, Recorded][] = [
  ['SGD and Adam by a pattern', byPattern, sgdAndAdam],
  ['optimizers with options of their own', withOptions, threeOptimizers],
  [
    'a function',
    () => {
      const adam = new Adam({ learningRate: 0.05 });
      const sgd = new SGD({ learningRate: 0.1, momentum: 0.9 });
      return new MultiOptimizer({
        optimizerMap: ({ path }) => (path.startsWith('encoder') ? adam : sgd),
      });
    },
    sgdAndAdam,
  ],
  [
    'a function that gives each weight an optimizer of its own',
    () =>
      new MultiOptimizer({
        optimizerMap: ({ path }) =>
          path.startsWith('encoder')
            ? new Adam({ learningRate: 0.05 })
            : new SGD({ learningRate: 0.1, momentum: 0.9 }),
      }),
    // Slots by weights, not by classes.
    { ...sgdAndAdam, slots: [0, 1, 4, 2, 3, 5].map((i) => sgdAndAdam.slots[i]!) },
  ],
];

onEachBackend('MultiOptimizer', (backend) => {
  describe.each(waysToRun(backend))('$name', ({ run }) => {
    test.each(cases)('with %s takes the steps of Keras', async (title, make, recorded) => {
      const optimizer = make();
      await checkOptimizerCase(optimizer, recordedCase(title, recorded), run);
      expect(optimizer.slotLabels(weights)).toEqual(recorded.slots.map(([path]) => path));
    });
  });

  test('hands each optimizer its own learning rate, and leaves weights without gradient alone', () => {
    tidy(() => {
      const optimizer = byPattern();
      expect(optimizer.learningRates).toEqual([0.05, 0.1]);
      const values = weights.map(() => tensor([1, 1]));
      const slots = optimizer.initialSlots(weights, values);
      const after = optimizer.apply({
        weights,
        values,
        slots,
        gradients: [undefined, tensor([1, 2]), tensor([3, -3]), undefined],
        learningRates: [scalar(0), scalar(0.5)],
        step: scalar(1),
      });
      expect(after.values.map((value) => Array.from(value.dataSync()))).toEqual([
        [1, 1],
        [0.5, 0],
        [1, 1],
        [1, 1],
      ]);
      expect(after.slots).toHaveLength(slots.length);
    });
  });

  test('refuses slots of other weights', () => {
    tidy(() => {
      const optimizer = byPattern();
      const values = weights.map(() => tensor([1, 1]));
      const given = { weights, values, gradients: values, learningRates: [], step: scalar(1) };
      const slots = optimizer.initialSlots(weights, values);
      for (const other of [slots.slice(1), [...slots, scalar(0)]]) {
        expect(() => optimizer.apply({ ...given, slots: other })).toThrow(
          `\`slots\` must hold 6 tensors, received ${other.length}`,
        );
      }
    });
  });

  test('may stand inside a loss scale optimizer', () => {
    tidy(() => {
      const optimizer = new LossScaleOptimizer({ innerOptimizer: byPattern(), initialScale: 2 });
      expect(optimizer.hasLearningRate).toBe(false);
      expect(optimizer.learningRates).toEqual([0.05, 0.1]);
      const one = [{ path: 'out/kernel', shape: [1] }];
      const after = optimizer.apply({
        weights: one,
        values: [tensor([1])],
        slots: optimizer.initialSlots(one, [tensor([1])]),
        gradients: [tensor([4])],
        learningRates: [scalar(0.05), scalar(0.25)],
        step: scalar(1),
      });
      // 1 - 0.25 · 4 / 2
      expect(after.values[0]?.dataSync()[0]).toBe(0.5);
    });
  });
});

describe('the learning rates of a MultiOptimizer', () => {
  test('are those of the optimizers inside', () => {
    const optimizer = byPattern();
    const [adam, sgd] = optimizer.optimizers;
    sgd!.learningRate = 0.25;
    expect(optimizer.learningRates).toEqual([0.05, 0.25]);
    optimizer.learningRates = [0.5, 0.125];
    expect([adam!.learningRate, sgd!.learningRate]).toEqual([0.5, 0.125]);
  });

  test('are decided by schedules where there are some', () => {
    const learningRate = new ExponentialDecay({
      initialLearningRate: 0.1,
      decaySteps: 1,
      decayRate: 0.5,
    });
    const optimizer = new MultiOptimizer({
      optimizerMap: {
        defaultOptimizer: new SGD(),
        optimizerMap: { kernel: new Adam({ learningRate }) },
      },
    });
    expect(optimizer.learningRates).toEqual([null, 0.01]);
    optimizer.learningRates = [null, 0.5];
    expect(optimizer.learningRates).toEqual([null, 0.5]);
    optimizer.iterations = 2;
    expect(optimizer.optimizers[0]!.learningRate).toBeCloseTo(0.025, 7);
  });

  test('are not one', () => {
    const optimizer = byPattern();
    expect(optimizer.hasLearningRate).toBe(false);
    expect(() => optimizer.learningRate).toThrow(StateError);
    expect(() => optimizer.learningRate).toThrow(
      'MultiOptimizer: `learningRate` cannot be read: each optimizer inside has its own.\n' +
        '  Fix: use that of one of them, optimizer.optimizers[0].learningRate',
    );
    expect(() => {
      optimizer.learningRate = 1;
    }).toThrow('`learningRate` cannot be set');
  });
});

describe('the optimizers inside', () => {
  test('are each there once, the default last', () => {
    const [adam, sgd] = [new Adam(), new SGD()];
    const optimizerMap = { a: sgd, b: adam, c: sgd, d: adam };
    const optimizer = new MultiOptimizer({
      optimizerMap: { defaultOptimizer: adam, optimizerMap },
    });
    expect(optimizer.optimizers).toEqual([sgd, adam]);
  });

  test('that a function chooses are known with the weights, and asked for once', () => {
    let asked = 0;
    const optimizer = new MultiOptimizer({
      optimizerMap: () => {
        asked += 1;
        return new Adam();
      },
    });
    optimizer.iterations = 3;
    expect(optimizer.optimizers).toEqual([]);
    expect(optimizer.slotLabels(weights)).toEqual(optimizer.slotLabels([...weights]));
    expect(asked).toBe(4);
    expect(optimizer.optimizers.map(({ iterations }) => iterations)).toEqual([3, 3, 3, 3]);
  });

  test('without weights have no slots', () => {
    const optimizer = new MultiOptimizer({ optimizerMap: { defaultOptimizer: new Nadam() } });
    expect(optimizer.slotLabels([])).toEqual([]);
    expect(optimizer.averagePlaces(weights)).toBeUndefined();
  });
});

describe('an optimizer map', () => {
  const [adam, sgd, other] = [new Adam(), new SGD(), new Nadam()];
  const map = new OptimizerMap({
    defaultOptimizer: other,
    optimizerMap: {
      'encoder/layer_0/dense': adam,
      'encoder/.*': sgd,
      decoder: adam,
      'a|head/kernel': sgd,
    },
  });

  test.each<[string, Optimizer]>([
    ['decoder', adam],
    ['encoder/layer_0/dense', adam],
    ['encoder/layer_0/attention/query', sgd],
    ['decoder/layer_0/dense', other],
    ['encoder', other],
    ['my/encoder/x', other],
    ['head/kernel', sgd],
    ['head/kernel2', other],
    ['a', sgd],
    ['ab', other],
    ['toString', other],
    ['', other],
  ])('finds the optimizer of %j', (path, expected) => {
    expect(map.optimizerOf({ path })).toBe(expected);
  });

  test('does not choose between two patterns, even of one optimizer', () => {
    const unclear = new OptimizerMap({
      defaultOptimizer: adam,
      optimizerMap: { '.*kernel': sgd, 'dense/.*': sgd },
    });
    expect(() => unclear.optimizerOf({ path: 'dense/kernel' })).toThrow(ArgumentError);
    expect(() => unclear.optimizerOf({ path: 'dense/kernel' })).toThrow(
      'OptimizerMap: `optimizerMap` names several optimizers for weight `dense/kernel`: the keys [".*kernel", "dense/.*"] fit it',
    );
  });
});

const wrong = <Value>(value: unknown): Value => value as Value;
const multi = (optimizerMap: unknown, options: object = {}) =>
  new MultiOptimizer({ optimizerMap: wrong(optimizerMap), ...options });

const refused: readonly [string, () => unknown][] = [
  ['`optimizerMap`', () => new MultiOptimizer(wrong({}))],
  ['`optimizerMap`', () => multi(null)],
  ['`optimizerMap`', () => multi('adam')],
  ['`optimizerMap`', () => multi(new Adam())],
  ['`defaultOptimizer`', () => multi({})],
  ['`defaultOptimizer`', () => multi({ defaultOptimizer: 'adam' })],
  ["`optimizerMap['a']`", () => multi({ defaultOptimizer: new SGD(), optimizerMap: { a: 'sgd' } })],
  ['`optimizerMap`', () => multi({ defaultOptimizer: new SGD(), optimizerMap: [new SGD()] })],
  ['"("', () => multi({ defaultOptimizer: new SGD(), optimizerMap: { '(': new SGD() } })],
  ['a)|(b', () => multi({ defaultOptimizer: new SGD(), optimizerMap: { 'a)|(b': new SGD() } })],
  ['`optimizerMap`', () => multi({ defaultOptimizer: byPattern() })],
  [
    'LossScale',
    () => multi({ defaultOptimizer: new LossScaleOptimizer({ innerOptimizer: new SGD() }) }),
  ],
  ['`lossScaleFactor`', () => multi({ defaultOptimizer: new SGD() }, { lossScaleFactor: 0 })],
  ['received 2', () => multi({ defaultOptimizer: new SGD({ lossScaleFactor: 2 }) })],
  [
    'received 2',
    () => multi({ defaultOptimizer: new SGD({ lossScaleFactor: 2 }) }, { lossScaleFactor: 4 }),
  ],
  ['`clipnorm`', () => multi({ defaultOptimizer: new SGD() }, { clipnorm: 1 })],
  ['`learningRate`', () => multi({ defaultOptimizer: new SGD() }, { learningRate: 1 })],
  ['`out/kernel`', () => multi(() => 'adam').slotLabels([{ path: 'out/kernel', shape: [1] }])],
  ['`out/kernel`', () => multi(byPattern).slotLabels([{ path: 'out/kernel', shape: [1] }])],
];

test.each(refused)('%s is refused by its name', (named, make) => {
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(named);
});

describe('a MultiOptimizer in a file', () => {
  /** As Keras 3.15.1 writes it. */
  const common = {
    weight_decay: null,
    clipnorm: null,
    global_clipnorm: null,
    clipvalue: null,
    use_ema: false,
    ema_momentum: 0.99,
    ema_overwrite_frequency: null,
    gradient_accumulation_steps: null,
  };
  const written = (factor: number | null): Json => ({
    module: 'keras.optimizers',
    class_name: 'MultiOptimizer',
    config: {
      optimizer_map: {
        module: 'keras.optimizers',
        class_name: 'OptimizerMap',
        config: {
          default_optimizer: {
            module: 'keras.optimizers',
            class_name: 'SGD',
            config: {
              name: 'sgd',
              learning_rate: 0.5,
              ...common,
              loss_scale_factor: factor,
              momentum: 0.9,
              nesterov: false,
            },
            registered_name: null,
          },
          optimizer_map: {
            'my_bias/.*': {
              module: 'keras.optimizers',
              class_name: 'Adam',
              config: {
                name: 'adam',
                learning_rate: 0.25,
                ...common,
                loss_scale_factor: factor,
                beta_1: 0.9,
                beta_2: 0.999,
                epsilon: 1e-7,
                amsgrad: false,
              },
              registered_name: null,
            },
          },
        },
        registered_name: null,
      },
      loss_scale_factor: factor,
      name: 'multi_optimizer',
    },
    registered_name: null,
  });

  test.each([null, 8])('is written as it was read, with the loss scale %j', (factor) => {
    const optimizer = deserialize(written(factor), 'optimizer') as MultiOptimizer;
    expect(optimizer.optimizers.map(({ className }) => className)).toEqual(['Adam', 'SGD']);
    expect(optimizer.learningRates).toEqual([0.25, 0.5]);
    expect(serialize(optimizer)).toEqual(written(factor));
  });

  test.each([null, 8])('is written as Keras writes it, with the loss scale %j', (factor) => {
    const optimizer = new MultiOptimizer({
      optimizerMap: new OptimizerMap({
        defaultOptimizer: new SGD({ learningRate: 0.5, momentum: 0.9 }),
        optimizerMap: { 'my_bias/.*': new Adam({ learningRate: 0.25 }) },
      }),
      lossScaleFactor: factor,
    });
    expect(serialize(optimizer)).toEqual(written(factor));
    expect(serialize(new MultiOptimizer(optimizer.config))).toEqual(written(factor));
  });

  test('is not written where a function chooses', () => {
    const optimizer = new MultiOptimizer({ optimizerMap: () => new Adam() });
    expect(() => serialize(optimizer)).toThrow(SerializationError);
    expect(() => serialize(optimizer)).toThrow(
      'MultiOptimizer: a file cannot hold the function that chooses the optimizer of each weight.\n  Fix: choose by paths',
    );
  });

  test.each<[string, Json, RegExp]>([
    ['a map of another class', { class_name: 'SGD', config: {} }, /must be an OptimizerMap/],
    ['no default', { class_name: 'OptimizerMap', config: {} }, /`defaultOptimizer` must be/],
    [
      'a layer among the optimizers',
      {
        class_name: 'OptimizerMap',
        config: {
          default_optimizer: { class_name: 'SGD', config: {} },
          optimizer_map: { a: { module: 'keras.initializers', class_name: 'Zeros', config: {} } },
        },
      },
      /Zeros/,
    ],
    ['no map', null, /must be an OptimizerMap/],
    ['a function', { class_name: '__lambda__', config: {} }, /lambda/],
  ])('is refused with %s', (_, map, message) => {
    const form = { class_name: 'MultiOptimizer', config: { optimizer_map: map } };
    expect(() => deserialize(form, 'optimizer')).toThrow(SerializationError);
    expect(() => deserialize(form, 'optimizer')).toThrow(message);
  });

  test('has no name for compile', () => {
    for (const name of ['multi_optimizer', 'multioptimizer', 'OptimizerMap']) {
      expect(optimizerCatalog.has(name)).toBe(false);
    }
    expect(() => new optimizers.MultiOptimizer()).toThrow('MultiOptimizer: takes one object');
  });
});

function recordedCase(name: string, { after, slots, final }: Recorded): OptimizerCase {
  const array = (data: readonly number[], shape = [data.length]): RecordedArray => ({
    shape,
    dtype: 'float32',
    data: [...data],
  });
  const all = (lists: readonly (readonly number[])[]) => lists.map((list) => array(list));
  const pair = (element: (j: number) => number) => array([element(0), element(1)]);
  return {
    name,
    class: '',
    config: {},
    variables: names.map((path, i) => ({
      name: path,
      value: pair((j) => Math.cos(1 + j + 7 * i)),
    })),
    grads: after.map((_, t) => names.map((__, i) => pair((j) => Math.sin(1 + j + 3 * t + 5 * i)))),
    after: after.map(all),
    // The first is Keras's step count.
    optimizerVariables: [['iteration', [0]] as const, ...slots].map(([path, values]) => ({
      path,
      value: array(values, values.length === 1 ? [] : [values.length]),
    })),
    afterFinalize: all(final),
  };
}
