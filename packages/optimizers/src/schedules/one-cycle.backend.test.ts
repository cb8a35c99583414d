import { ArgumentError, deserialize, ndArray, scheduleCatalog, serialize } from '@myelin/core';
import { expectClose, onEachBackend, waysToRun } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { OneCycleOptions } from './one-cycle.ts';
import { OneCycle } from './one-cycle.ts';

/**
 * By the rule in torch's documentation, worked by hand. Of ten steps with `pctStart` 0.3 the third one, number 2, is
 * the top, and the last one, number 9, the end; half a cosine is at a quarter of its height a third of the way from
 * its foot, at half of it halfway.
 */
const worked: readonly [string, OneCycleOptions, Readonly<Record<number, number>>][] = [
  [
    'a straight rise and a straight fall',
    {
      maxLearningRate: 1,
      totalSteps: 10,
      annealStrategy: 'linear',
      divFactor: 10,
      finalDivFactor: 10,
    },
    // From 1 to 0.01 in seven steps: 0.99 / 7 less each time.
    {
      0: 0.1,
      1: 0.55,
      2: 1,
      3: 1 - 0.99 / 7,
      5: 1 - (3 * 0.99) / 7,
      8: 0.01 + 0.99 / 7,
      9: 0.01,
    },
  ],
  [
    'half cosines',
    { maxLearningRate: 1, totalSteps: 14, pctStart: 0.5, divFactor: 2, finalDivFactor: 5 },
    // Up in 6 steps from 0.5, down in 7 to 0.1.
    { 0: 0.5, 2: 0.625, 3: 0.75, 4: 0.875, 6: 1, 13: 0.1 },
  ],
  [
    'the defaults',
    { maxLearningRate: 0.1, totalSteps: 100 },
    // 0.1 / 25 at first, the top at step 29, 0.1 / 25 / 1e4 in step 99; halfway down at step 64.
    { 0: 0.004, 29: 0.1, 64: (0.1 + 4e-7) / 2, 99: 4e-7 },
  ],
  [
    'three phases',
    {
      maxLearningRate: 1,
      totalSteps: 20,
      pctStart: 0.25,
      annealStrategy: 'linear',
      divFactor: 5,
      finalDivFactor: 10,
      threePhase: true,
    },
    // Up in 4 steps from 0.2, down again in 4, and in 11 to 0.02.
    { 0: 0.2, 2: 0.6, 4: 1, 6: 0.6, 8: 0.2, 9: 0.2 - 0.18 / 11, 19: 0.02 },
  ],
  [
    'the last rate stays',
    { maxLearningRate: 1, totalSteps: 4, divFactor: 10, finalDivFactor: 10 },
    { 3: 0.01, 4: 0.01, 1000: 0.01 },
  ],
  [
    // The fall begins at step -1, where the rise would end, and takes five steps from 1 to 0.5.
    'without a rise',
    {
      maxLearningRate: 1,
      totalSteps: 5,
      pctStart: 0,
      annealStrategy: 'linear',
      divFactor: 1,
      finalDivFactor: 2,
    },
    { 0: 0.9, 1: 0.8, 4: 0.5 },
  ],
  [
    'the top falls between two steps',
    {
      maxLearningRate: 1,
      totalSteps: 5,
      pctStart: 0.5,
      annealStrategy: 'linear',
      divFactor: 2,
      finalDivFactor: 10,
    },
    // Top at 1.5. Step 1 is two thirds up from 0.5; step 2 a fifth of the way down to 0.05.
    { 0: 0.5, 1: 0.5 + 1 / 3, 2: 1 - 0.95 / 5, 4: 0.05 },
  ],
  [
    'the rise of one step is its top',
    { maxLearningRate: 1, totalSteps: 2, pctStart: 0.5 },
    { 0: 1 },
  ],
  [
    'a rise to the end',
    { maxLearningRate: 1, totalSteps: 3, pctStart: 1 },
    { 0: 0.04, 1: 0.52, 2: 1, 9: 1 },
  ],
  ['one step, all of it rise', { maxLearningRate: 3, totalSteps: 1, pctStart: 1 }, { 0: 3, 1: 3 }],
];

onEachBackend('OneCycle', (backend) => {
  for (const { name: way, run } of waysToRun(backend)) {
    test.each(worked)(`%s, ${way}`, async (_, options, expected) => {
      const schedule = new OneCycle(options);
      const inputs = Object.fromEntries(
        Object.keys(expected).map((step) => [step, ndArray(Number(step))]),
      );
      const rates = await run(inputs, (given) =>
        Object.fromEntries(
          Object.entries(given).map(([step, one]) => [step, schedule.rateOf(one)] as const),
        ),
      );
      const received = Object.keys(expected).map((step) => rates[step]!.at());
      // Half a cosine near its foot is a difference of numbers near 1: float32 leaves 6e-8 of the top.
      const tolerance = { absolute: 1e-7, relative: 2e-6 };
      expectClose(ndArray(received), ndArray(Object.values(expected)), tolerance);
    });
  }
});

test('a file names a module that is not of Keras', () => {
  scheduleCatalog.register({ OneCycle });
  const schedule = new OneCycle({ maxLearningRate: 0.1, totalSteps: 50, threePhase: true });
  const form = serialize(schedule);
  expect(form).toEqual({
    module: 'myelin.optimizers.schedules',
    class_name: 'OneCycle',
    config: {
      max_learning_rate: 0.1,
      total_steps: 50,
      pct_start: 0.3,
      anneal_strategy: 'cos',
      div_factor: 25,
      final_div_factor: 1e4,
      three_phase: true,
      name: 'OneCycle',
    },
    registered_name: 'OneCycle',
  });
  expect(deserialize(form, 'schedule').config).toEqual(schedule.config);
});

const options = { maxLearningRate: 0.1, totalSteps: 50 };

test.each<[string, () => unknown]>([
  ['maxLearningRate', () => new OneCycle({ ...options, maxLearningRate: 0 })],
  ['totalSteps', () => new OneCycle({ ...options, totalSteps: 0 })],
  ['totalSteps', () => new OneCycle({ maxLearningRate: 0.1 } as never)],
  ['pctStart', () => new OneCycle({ ...options, pctStart: 1.1 })],
  ['pctStart', () => new OneCycle({ ...options, pctStart: 0.6, threePhase: true })],
  ['annealStrategy', () => new OneCycle({ ...options, annealStrategy: 'cosine' as never })],
  ['divFactor', () => new OneCycle({ ...options, divFactor: 0 })],
  ['finalDivFactor', () => new OneCycle({ ...options, finalDivFactor: -1 })],
  ['threePhase', () => new OneCycle({ ...options, threePhase: 1 as never })],
])('a bad `%s` is refused by its name', (option, make) => {
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(`\`${option}\``);
});
