import type { JsonRecord, LearningRateSchedule, Tensor } from '@myelin/core';
import {
  ArgumentError,
  currentBackend,
  deserialize,
  type LearningRateScheduleOptions,
  ndArray,
  optimizerCatalog,
  pow,
  LearningRateSchedule as Schedule,
  scalar,
  scheduleCatalog,
  serialize,
  tidy,
} from '@myelin/core';
import type { RecordedCase, RunStep, Tolerance } from '@myelin/testkit';
import {
  expectClose,
  expectNoLeak,
  fixtureCases,
  onEachBackend,
  recordedTests,
  waysToRun,
} from '@myelin/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { Adam } from '../adam.ts';
import { SGD } from '../sgd.ts';
import { schedules } from './catalog.ts';
import { CosineDecay } from './cosine-decay.ts';
import { CosineDecayRestarts } from './cosine-decay-restarts.ts';
import { ExponentialDecay } from './exponential-decay.ts';
import { InverseTimeDecay } from './inverse-time-decay.ts';
import { PiecewiseConstantDecay } from './piecewise-constant-decay.ts';
import { PolynomialDecay } from './polynomial-decay.ts';

interface ScheduleCase extends RecordedCase {
  readonly steps: readonly number[];
  readonly values: readonly number[];
  readonly serialized: JsonRecord;
}

/**
 * A few units in the last place: far closer than layers, because small rates would pass as zero there. The cosine of
 * a graphics processor may be off by 2^-11 (so the Vulkan specification; 1.3e-4 where it was measured), of which half,
 * times the largest rate of 0.1, is left.
 */
const exact = (): Tolerance =>
  currentBackend()?.backend.name === 'webgl'
    ? { absolute: 2.5e-5, relative: 1e-4 }
    : { absolute: 1e-8, relative: 2e-6 };

beforeAll(() => {
  scheduleCatalog.register(schedules);
  optimizerCatalog.register({ Adam, SGD });
});

async function ratesOf(
  schedule: LearningRateSchedule,
  steps: readonly number[],
  run: RunStep,
): Promise<number[]> {
  const inputs = Object.fromEntries(steps.map((step) => [`step${step}`, ndArray(step)]));
  const rates = await run(inputs, (given) =>
    Object.fromEntries(
      Object.entries(given).map(([name, step]) => [name, schedule.rateOf(step)] as const),
    ),
  );
  return steps.map((step) => rates[`step${step}`]!.at());
}

await recordedTests<ScheduleCase, LearningRateSchedule>(
  'keras/schedules.json',
  schedules as never,
  {
    check: async (make, { steps, values, serialized }, run) => {
      await expectNoLeak(async () => {
        const schedule = make();
        expectClose(ndArray(await ratesOf(schedule, steps, run)), ndArray([...values]), exact());
      });
      expect(serialize(make())).toEqual(serialized);
      expect(JSON.stringify(serialize(make()).config)).toBe(JSON.stringify(serialized.config));
      expect(deserialize(serialized, 'schedule').config).toEqual(make().config);
    },
  },
  {},
);

/** Worked by hand. */
const worked: readonly [string, LearningRateSchedule, Readonly<Record<number, number>>][] = [
  [
    'a staircase falls on the very step',
    new ExponentialDecay({
      initialLearningRate: 8,
      decaySteps: 3,
      decayRate: 0.5,
      staircase: true,
    }),
    { 0: 8, 2: 8, 3: 4, 5: 4, 6: 2, 3000000: 0 },
  ],
  [
    'a decay rate of zero leaves one step',
    new ExponentialDecay({ initialLearningRate: 0.5, decaySteps: 1, decayRate: 0 }),
    { 0: 0.5, 1: 0, 7: 0 },
  ],
  [
    'steps of decay need not be whole',
    new InverseTimeDecay({
      initialLearningRate: 1,
      decaySteps: 2.5,
      decayRate: 1,
      staircase: true,
    }),
    { 0: 1, 2: 1, 3: 1 / 2, 5: 1 / 3, 7: 1 / 3, 8: 1 / 4 },
  ],
  [
    'a polynomial may rise',
    new PolynomialDecay({ initialLearningRate: 0, decaySteps: 4, endLearningRate: 1, power: 2 }),
    { 0: 0, 2: 3 / 4, 4: 1, 1000: 1 },
  ],
  [
    'a power of zero is constant',
    new PolynomialDecay({ initialLearningRate: 0.5, decaySteps: 4, power: 0 }),
    { 0: 0.5, 3: 0.5, 4: 0.5, 9: 0.5 },
  ],
  [
    'boundaries need not be whole, and hold themselves',
    new PiecewiseConstantDecay({ boundaries: [2, 4.5], values: [3, 2, 1] }),
    { 0: 3, 2: 3, 3: 2, 4: 2, 5: 1, 16000000: 1 },
  ],
  [
    'a warmup of no steps begins at its target',
    new CosineDecay({ initialLearningRate: 0, decaySteps: 2, warmupTarget: 1 }),
    { 0: 1, 1: 0.5, 2: 0, 3: 0 },
  ],
  [
    'a warmup may fall',
    new CosineDecay({ initialLearningRate: 3, decaySteps: 2, warmupTarget: 1, warmupSteps: 2 }),
    { 0: 3, 1: 2, 2: 1, 3: 0.5, 4: 0, 5: 0 },
  ],
  [
    'each restart falls on the very step, twenty doublings on',
    new CosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 4 }),
    { 0: 1, 2: 0.5, 4: 1, 8: 0.5, 12: 1, 28: 1, 60: 1, 4092: 1, 4194300: 1 },
  ],
  [
    // Periods of 1000, 1200, 1440: Keras, whose logarithm is low, has 0 at 2200 and 3640.
    'restarts do not come late where a logarithm is rounded down',
    new CosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 1000, tMul: 1.2 }),
    { 1000: 1, 1600: 0.5, 2200: 1, 3640: 1 },
  ],
  [
    'equal periods',
    new CosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 2, tMul: 1, mMul: 0.5 }),
    { 0: 1, 1: 0.5, 2: 0.5, 3: 0.25, 4: 0.25, 5: 0.125 },
  ],
  [
    // Periods of 4, 2 and 1 steps, and so on: 8 in all.
    'periods may shorten',
    new CosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 4, tMul: 0.5 }),
    { 0: 1, 2: 0.5, 4: 1, 5: 0.5, 6: 1, 7: 1 },
  ],
];

onEachBackend('Learning rate schedules', (backend) => {
  for (const { name: way, run } of waysToRun(backend)) {
    test.each(worked)(`%s, ${way}`, async (_, schedule, expected) => {
      const rates = await ratesOf(schedule, Object.keys(expected).map(Number), run);
      // Half a cosine at its lowest is rounding and nothing else.
      const tolerance = { absolute: 1e-7, relative: 2e-6 };
      expectClose(ndArray(rates), ndArray(Object.values(expected)), tolerance);
    });
  }

  test('a step is asked for by its number', () => {
    const schedule = new InverseTimeDecay({ initialLearningRate: 1, decaySteps: 1, decayRate: 1 });
    expect([0, 1, 3].map((step) => schedule.at(step))).toEqual([1, 0.5, 0.25]);
    expect(() => schedule.at(-1)).toThrow(/InverseTimeDecay: `step` must be .*received -1/);
    expect(() => schedule.at(0.5)).toThrow(ArgumentError);
  });

  test('an optimizer takes its step size from the schedule, and does not let it be set', () => {
    const learningRate = new PiecewiseConstantDecay({ boundaries: [0], values: [0.5, 0.25] });
    const optimizer = new SGD({ learningRate });
    expect(optimizer.learningRate).toBe(0.5);
    optimizer.iterations = 1;
    expect(optimizer.learningRate).toBe(0.25);
    expect(() => {
      optimizer.learningRate = 0.1;
    }).toThrow(/SGD: the learning rate follows PiecewiseConstantDecay and cannot be set/);
    const weights = [{ path: 'w', shape: [] }];
    tidy(() => {
      const step = (value: number, count: number): number =>
        optimizer
          .apply({
            weights,
            values: [scalar(value)],
            slots: [],
            gradients: [scalar(1)],
            learningRates: [scalar(99)],
            step: scalar(count),
          })
          .values[0]!.dataSync()[0]!;
      expect(step(1, 1)).toBe(0.5);
      expect(step(0.5, 2)).toBe(0.25);
    });
  });

  test('a schedule of your own is a function of the step', () => {
    class Halving extends Schedule {
      readonly className = 'Halving';

      constructor(options: LearningRateScheduleOptions = {}) {
        super('Halving', options, { name: 'Halving' });
      }

      rateOf(step: Tensor): Tensor {
        return pow(0.5, step);
      }
    }
    expect(new Halving().at(2)).toBeCloseTo(0.25, 6);
    expect(new Adam({ learningRate: new Halving() }).learningRate).toBeCloseTo(1, 6);
  });
});

interface SerializedCase extends RecordedCase {
  readonly kind: string;
  readonly serialized: JsonRecord & { readonly config: JsonRecord };
}

const withSchedules = (await fixtureCases<SerializedCase>('keras/serialized.json')).filter(
  ({ kind, serialized }) =>
    kind === 'optimizers' && typeof serialized.config.learning_rate === 'object',
);

describe('optimizers with schedules, in files', () => {
  test.each(withSchedules)('$name is read and written as Keras writes it', ({ serialized }) => {
    const optimizer = deserialize(serialized, 'optimizer');
    expect(optimizer.schedule).toBeInstanceOf(CosineDecay);
    expect(serialize(optimizer)).toEqual(serialized);
  });

  test('a schedule of an older file has no module, and no name', () => {
    const learning_rate = {
      class_name: 'ExponentialDecay',
      config: { initial_learning_rate: 0.1, decay_steps: 5, decay_rate: 0.5, name: null },
    };
    const optimizer = deserialize({ class_name: 'SGD', config: { learning_rate } }, 'optimizer');
    expect(optimizer.schedule?.config).toEqual({
      initialLearningRate: 0.1,
      decaySteps: 5,
      decayRate: 0.5,
      staircase: false,
      name: null,
    });
  });

  test('private modules of Keras are read like the public ones', () => {
    const module = 'keras.src.optimizers.schedules.learning_rate_schedule';
    const config = { boundaries: [1], values: [2, 1] };
    const form = { module, class_name: 'PiecewiseConstantDecay', config };
    expect(deserialize(form)).toBeInstanceOf(PiecewiseConstantDecay);
  });

  test('what is no schedule is refused by its place', () => {
    const learning_rate = serialize(new SGD());
    expect(() =>
      deserialize({ class_name: 'SGD', config: { learning_rate } }, 'optimizer'),
    ).toThrow(/`learningRate` must be/);
    expect(() => deserialize(serialize(new SGD()), 'schedule')).toThrow(
      '`SGD` is a optimizer, and a schedule is wanted',
    );
  });
});

const cosine = { initialLearningRate: 0.1, decaySteps: 10 };
const decay = { ...cosine, decayRate: 0.5 };
const restarts = { initialLearningRate: 0.1, firstDecaySteps: 5 };

const refused: readonly [string, () => unknown][] = [
  ['initialLearningRate', () => new ExponentialDecay({ ...decay, initialLearningRate: -1 })],
  ['decaySteps', () => new ExponentialDecay({ ...decay, decaySteps: 0 })],
  ['decayRate', () => new ExponentialDecay({ ...decay, decayRate: Number.NaN })],
  ['staircase', () => new ExponentialDecay({ ...decay, staircase: 1 as never })],
  ['name', () => new ExponentialDecay({ ...decay, name: 3 as never })],
  ['decayRate', () => new ExponentialDecay(cosine as never)],
  ['decaySteps', () => new InverseTimeDecay({ ...decay, decaySteps: -5 })],
  ['decayRate', () => new InverseTimeDecay({ ...decay, decayRate: -0.5 })],
  ['decayrate', () => new InverseTimeDecay({ ...decay, decayrate: 1 } as never)],
  ['decaySteps', () => new PolynomialDecay({ ...cosine, decaySteps: 0 })],
  ['endLearningRate', () => new PolynomialDecay({ ...cosine, endLearningRate: -1 })],
  ['power', () => new PolynomialDecay({ ...cosine, power: -1 })],
  ['cycle', () => new PolynomialDecay({ ...cosine, cycle: 'yes' as never })],
  ['boundaries', () => new PiecewiseConstantDecay({ boundaries: [], values: [1] })],
  ['boundaries', () => new PiecewiseConstantDecay({ boundaries: [2, 2], values: [1, 2, 3] })],
  ['boundaries', () => new PiecewiseConstantDecay({ boundaries: 3 as never, values: [1, 2] })],
  ['boundaries[0]', () => new PiecewiseConstantDecay({ boundaries: [-1], values: [1, 2] })],
  ['values', () => new PiecewiseConstantDecay({ boundaries: [2, 5], values: [1, 2] })],
  ['values[1]', () => new PiecewiseConstantDecay({ boundaries: [2], values: [1, Infinity] })],
  ['decaySteps', () => new CosineDecay({ ...cosine, decaySteps: 0 })],
  ['alpha', () => new CosineDecay({ ...cosine, alpha: -0.1 })],
  ['warmupTarget', () => new CosineDecay({ ...cosine, warmupTarget: -1 })],
  ['warmupSteps', () => new CosineDecay({ ...cosine, warmupSteps: 1.5 })],
  ['firstDecaySteps', () => new CosineDecayRestarts({ ...restarts, firstDecaySteps: 0 })],
  ['tMul', () => new CosineDecayRestarts({ ...restarts, tMul: 0 })],
  ['mMul', () => new CosineDecayRestarts({ ...restarts, mMul: -1 })],
  ['alpha', () => new CosineDecayRestarts({ ...restarts, alpha: Number.NaN })],
];

test.each(refused)('a bad `%s` is refused by its name', (option, make) => {
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(`\`${option}\``);
});

test('boundaries out of order are shown', () => {
  expect(() => new PiecewiseConstantDecay({ boundaries: [5, 3], values: [1, 2, 3] })).toThrow(
    '`boundaries` must rise, received 3 after 5',
  );
});
