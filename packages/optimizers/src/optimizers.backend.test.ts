import type { Optimizer, Tensor } from '@myelin/core';
import { scalar, tensor, tidy } from '@myelin/core';
import type { OptimizerCase, RecordedArray } from '@myelin/testkit';
import {
  camelCase,
  expectClose,
  expectNoLeak,
  fixtureArray,
  fixtureCases,
  onEachBackend,
  recordedTests,
} from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { Adam } from './adam.ts';
import { optimizers } from './catalog.ts';
import { RMSprop } from './rmsprop.ts';
import { SGD } from './sgd.ts';

interface Serialized {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

interface RecordedRun extends OptimizerCase {
  readonly optimizerVariables: readonly { readonly path: string; readonly value: RecordedArray }[];
  readonly serialized: Serialized;
}

interface State {
  readonly values: readonly Tensor[];
  readonly slots: readonly Tensor[];
}

const classes = { SGD, RMSprop, Adam };

await recordedTests<RecordedRun, Optimizer>(
  'keras/optimizers.json',
  classes,
  {
    missing: ({ options }) =>
      options?.constraint ? 'models, which apply constraints after each step' : undefined,
    check: (make, recorded) => expectNoLeak(() => tidy(() => checkRun(make(), recorded))),
  },
  {},
);

function checkRun(optimizer: Optimizer, recorded: RecordedRun): void {
  const values = recorded.variables.map(({ value }) => tensor(fixtureArray(value)));
  let state: State = { values, slots: optimizer.initialSlots(values) };
  for (const [i, gradients] of recorded.grads.entries()) {
    state = take(
      optimizer,
      state,
      gradients.map(fixtureArray).map((one) => tensor(one)),
      i + 1,
    );
    for (const [v, expected] of (recorded.after[i] ?? []).entries()) {
      expectClose(state.values[v]!, fixtureArray(expected));
    }
  }
  // The first two are the number of steps and the learning rate.
  const expectedSlots = recorded.optimizerVariables.slice(2);
  expect(state.slots.length).toBe(expectedSlots.length);
  for (const [s, { value }] of expectedSlots.entries()) {
    expectClose(state.slots[s]!, fixtureArray(value));
  }
  const final = optimizer.finalValues(state.values, state.slots);
  for (const [v, expected] of (recorded.afterFinalize ?? []).entries()) {
    expectClose(final[v]!, fixtureArray(expected));
  }
  expectConfig(optimizer, recorded.serialized);
}

function take(
  optimizer: Optimizer,
  { values, slots }: State,
  gradients: readonly Tensor[],
  step: number,
): State {
  const learningRate = scalar(optimizer.learningRate);
  return optimizer.apply({ values, slots, gradients, learningRate, step: scalar(step) });
}

function expectConfig(optimizer: Optimizer, { class_name, config }: Serialized): void {
  expect(optimizer.className).toBe(class_name);
  const names = Object.keys(config).map(camelCase);
  expect(Object.keys(optimizer.config)).toEqual(names);
  const own = { ...optimizer.config, learningRate: Math.fround(optimizer.learningRate) };
  expect(own).toEqual(Object.fromEntries(names.map((name, i) => [name, Object.values(config)[i]])));
}

const serialized = (
  await fixtureCases<{ name: string; kind: string; class: string; serialized: Serialized }>(
    'keras/serialized.json',
  )
).filter((one) => one.kind === 'optimizers' && one.class in classes);

describe('optimizers as Keras 3 serializes them', () => {
  test.each(
    serialized.filter(({ serialized }) => typeof serialized.config.learning_rate === 'number'),
  )('$name', ({ class: className, serialized }) => {
    expectConfig(new classes[className as keyof typeof classes](), serialized);
  });

  for (const {
    name,
    serialized: { config },
  } of serialized) {
    if (typeof config.learning_rate === 'number') continue;
    test.skip(`${name}: needs learning rate schedules`, () => {});
  }

  test.each(Object.entries(classes))('%s is rebuilt by its config', (_, Class) => {
    const optimizer = new Class({ learningRate: 0.5, clipvalue: 2, name: 'mine' });
    optimizer.learningRate = 0.25;
    const rebuilt = new Class(optimizer.config);
    expect(rebuilt.config).toEqual(optimizer.config);
    expect(rebuilt.learningRate).toBe(0.25);
  });
});

const names = await fixtureCases<{ name: string; optimizer?: string; class?: string }>(
  'keras/names.json',
);

describe('optimizers by name', () => {
  test.each(names.filter((one) => one.optimizer !== undefined && one.optimizer in optimizers))(
    '$name is $class',
    ({ optimizer, class: className, ...rest }) => {
      const made = new optimizers[optimizer as keyof typeof optimizers]();
      const { optimizerName, learningRate } = rest as {
        optimizerName?: string;
        learningRate?: number;
      };
      expect(made.className).toBe(className);
      expect(made.name).toBe(optimizerName);
      expect(made.learningRate).toBe(learningRate);
    },
  );
});

/** Values after three steps from w = [1, 2] with g = [0.5, -1], [0.25, -0.5], [0.1, 2], as Keras 3.15.1 gives them. */
const goldens: readonly [string, Optimizer, readonly number[][]][] = [
  [
    'Adam',
    new Adam(),
    [
      [0.999, 2.0009999],
      [0.9980679, 2.0019321],
      [0.997246, 2.0017257],
    ],
  ],
  [
    'SGD with momentum',
    new SGD({ learningRate: 0.1, momentum: 0.9 }),
    [
      [0.95, 2.1],
      [0.88, 2.24],
      [0.807, 2.166],
    ],
  ],
  [
    'SGD with nesterov momentum',
    new SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true }),
    [
      [0.905, 2.19],
      [0.817, 2.366],
      [0.7413, 2.0994],
    ],
  ],
  [
    'RMSprop',
    new RMSprop(),
    [
      [0.9968377, 2.0031624],
      [0.9953633, 2.0046368],
      [0.9947533, 2.0018182],
    ],
  ],
  [
    'Adam with clipnorm',
    new Adam({ clipnorm: 0.1 }),
    [
      [0.9990001, 2.0009999],
      [0.9980001, 2.0019999],
      [0.9971793, 2.0022104],
    ],
  ],
  [
    'RMSprop, centered, with momentum',
    new RMSprop({ centered: true, momentum: 0.9 }),
    [
      [0.9966667, 2.0033333],
      [0.9920478, 2.0079522],
      [0.9872097, 2.0092752],
    ],
  ],
];

onEachBackend('three steps of an optimizer', () => {
  test.each(goldens)('%s agrees with Keras to seven digits', (_, optimizer, expected) => {
    tidy(() => {
      const values = [tensor([1, 2], 'float32')];
      let state: State = { values, slots: optimizer.initialSlots(values) };
      for (const [i, gradient] of [
        [0.5, -1],
        [0.25, -0.5],
        [0.1, 2],
      ].entries()) {
        state = take(optimizer, state, [tensor(gradient)], i + 1);
        expectClose(state.values[0]!, expected[i]!, { absolute: 1e-6, relative: 0 });
      }
    });
  });
});
