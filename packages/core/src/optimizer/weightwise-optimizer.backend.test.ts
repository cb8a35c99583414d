import { expectNoLeak, onEachBackend } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { dispose, tidy } from '../memory/memory.ts';
import { add, mul, pow, sub } from '../tensors/arithmetic.ts';
import { scalar, tensor } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { LearningRateSchedule } from './learning-rate-schedule.ts';
import type { Optimizer } from './optimizer.ts';
import type { OptimizerOptions } from './optimizer-options.ts';
import type { SlotRecord } from './optimizer-state.ts';
import type { SlotGroup } from './slot-layout.ts';
import type { WeightDecayExclusion } from './weight-decay.ts';
import type { UpdateInputs, UpdateResult, UpdateStep } from './weightwise-optimizer.ts';
import { WeightwiseOptimizer } from './weightwise-optimizer.ts';

interface CountingOptions extends OptimizerOptions {
  readonly first?: number;
}

interface CountingSlots {
  readonly count: Tensor;
}

interface CountingStep {
  readonly stepSize: Tensor;
}

/** `w ← w - η·u·g`, where `u` counts updates, with a slot of each weight that counts them, and a shared one. */
class Counting extends WeightwiseOptimizer<CountingOptions, CountingSlots, CountingStep> {
  readonly className = 'Counting';

  constructor(options: CountingOptions = {}) {
    super('Counting', options, { learningRate: 1, first: 0 });
  }

  protected get slotGroups(): readonly SlotGroup[] {
    return [
      { perWeight: [{ name: 'count', first: this.config.first }] },
      { shared: [{ name: 'total', first: 100 }] },
    ];
  }

  protected override nextShared({ total }: SlotRecord, { updates }: UpdateStep): SlotRecord {
    return { total: add(total!, updates) };
  }

  protected override common({ learningRate, updates }: UpdateStep): CountingStep {
    return { stepSize: mul(learningRate, updates) };
  }

  protected update({
    value,
    gradient,
    slots,
    common,
  }: UpdateInputs<CountingSlots, CountingStep>): UpdateResult<CountingSlots> {
    return {
      value: sub(value, mul(gradient, common.stepSize)),
      slots: { count: add(slots.count, 1) },
    };
  }
}

const weights = [
  { path: 'dense/kernel', shape: [1] },
  { path: 'dense/bias', shape: [1] },
];

/** Values and slots of weights [10] and [20] after steps with gradients of 1; the second weight may have none. */
function run(
  optimizer: Optimizer,
  steps: number,
  second: number | null = 1,
): { readonly values: number[]; readonly slots: number[]; readonly final: number[] } {
  return tidy(() => {
    let values = [tensor([10], 'float32'), tensor([20], 'float32')];
    let slots = optimizer.initialSlots(weights, values);
    for (let step = 1; step <= steps; step++) {
      ({ values, slots } = optimizer.apply({
        weights,
        values,
        slots,
        gradients: [
          tensor([1], 'float32'),
          second === null ? undefined : tensor([second], 'float32'),
        ],
        learningRates: optimizer.learningRates.map((rate) => scalar(rate ?? 0)),
        step: scalar(step),
      }));
    }
    const numbers = (tensors: readonly Tensor[]): number[] =>
      tensors.map((one) => Number((one.dataSync()[0] ?? Number.NaN).toPrecision(6)));
    return {
      values: numbers(values),
      slots: numbers(slots),
      final: numbers(optimizer.finalValues(weights, values, slots)),
    };
  });
}

onEachBackend('WeightwiseOptimizer', () => {
  test('updates each weight and its slots', () => {
    expect(run(new Counting({ first: 5 }), 2)).toEqual({
      values: [7, 17],
      slots: [7, 7, 103],
      final: [7, 17],
    });
  });

  test('leaves a weight without a gradient as it is', () => {
    const { values, slots } = run(new Counting(), 2, null);
    expect(values).toEqual([7, 20]);
    expect(slots).toEqual([2, 0, 103]);
  });

  test('takes the learning rate of the moment', () => {
    const optimizer = new Counting();
    optimizer.learningRate = 0.5;
    expect(run(optimizer, 1).values).toEqual([9.5, 19.5]);
  });

  test('decays weights before the update, by weightDecay times the learning rate', () => {
    expect(run(new Counting({ learningRate: 0.5, weightDecay: 0.2 }), 1).values).toEqual([
      8.5, 17.5,
    ]);
  });

  test('what is excluded from the decay does not decay', () => {
    const decayed = (exclusion: WeightDecayExclusion): number[] => {
      const optimizer = new Counting({ learningRate: 0.5, weightDecay: 0.2 });
      optimizer.excludeFromWeightDecay(exclusion);
      return run(optimizer, 1).values;
    };
    expect(decayed({ names: ['bias'] })).toEqual([8.5, 19.5]);
    expect(decayed({ names: ['^bias', 'no such'] })).toEqual([8.5, 17.5]);
    expect(decayed({ weights: [{ path: 'dense/kernel' }] })).toEqual([9.5, 17.5]);
    expect(decayed({ names: ['dense'] })).toEqual([9.5, 19.5]);
    expect(decayed({})).toEqual([8.5, 17.5]);
  });

  test('the decay is fixed once slots are made', () => {
    const optimizer = new Counting();
    optimizer.excludeFromWeightDecay({ names: ['bias'] });
    tidy(() => optimizer.initialSlots(weights, [tensor([1]), tensor([2])]));
    expect(() => optimizer.excludeFromWeightDecay({ names: ['kernel'] })).toThrow(
      'Counting.excludeFromWeightDecay: training has begun, and its steps are fixed.\n' +
        '  Fix: call it before the first step, on the optimizer that is given to compile.',
    );
  });

  test('a schedule sets the learning rate of each step', () => {
    const optimizer = new Counting({ learningRate: new Halving('Halving', {}, { name: null }) });
    // Steps of 1·1·1 and 0.5·2·1.
    expect(run(optimizer, 2).values).toEqual([8, 18]);
    optimizer.iterations = 2;
    expect(optimizer.learningRate).toBe(0.25);
    expect(() => {
      optimizer.learningRate = 1;
    }).toThrow('Counting: the learning rate follows Halving and cannot be set');
    expect(new Counting(optimizer.config).schedule).toBe(optimizer.schedule);
  });

  test('updates with the mean gradient of several steps', () => {
    const optimizer = new Counting({ gradientAccumulationSteps: 2 });
    expect(optimizer.slotLabels(weights)).toEqual([
      'gradient_accumulator of dense/kernel',
      'gradient_accumulator of dense/bias',
      'count of dense/kernel',
      'count of dense/bias',
      'total of all weights',
    ]);
    expect(run(optimizer, 1, 3)).toMatchObject({ values: [10, 20], slots: [1, 3, 0, 0, 100] });
    expect(run(optimizer, 2, 3)).toMatchObject({ values: [9, 17], slots: [0, 0, 1, 1, 101] });
    expect(run(optimizer, 4, 3)).toMatchObject({ values: [7, 11], slots: [0, 0, 2, 2, 103] });
  });

  test('keeps a moving average of the weights, with which training ends', () => {
    // The first weight is 9, then 7; the average is 9, then (9 + 7) / 2.
    const optimizer = new Counting({ useEma: true, emaMomentum: 0.5 });
    expect(run(optimizer, 2)).toEqual({
      values: [7, 17],
      slots: [8, 18, 2, 2, 103],
      final: [8, 18],
    });
    const overwriting = new Counting({ useEma: true, emaMomentum: 0.5, emaOverwriteFrequency: 2 });
    expect(run(overwriting, 2).values).toEqual([8, 18]);
  });

  test('undoes the scale of the loss', () => {
    const optimizer = new Counting({ lossScaleFactor: 4 });
    expect(run(optimizer, 1).values).toEqual([9.75, 19.75]);
    tidy(() => {
      const loss = scalar(3);
      expect(optimizer.scaleLoss(loss, []).dataSync()[0]).toBe(12);
      expect(new Counting().scaleLoss(loss, [])).toBe(loss);
    });
  });

  test('leaves nothing behind but the new values and slots', async () => {
    const optimizer = new Counting({ useEma: true, gradientAccumulationSteps: 2, clipnorm: 1 });
    await expectNoLeak(() => {
      const values = [tensor([1, 2], 'float32')];
      const weights = [{ path: 'kernel', shape: [2] }];
      const given = {
        weights,
        values,
        slots: optimizer.initialSlots(weights, values),
        gradients: [tensor([3, 4], 'float32')],
        learningRates: [scalar(1)],
        step: scalar(1),
      };
      const after = optimizer.apply(given);
      dispose(
        ...given.values,
        ...given.slots,
        ...given.gradients,
        ...given.learningRates,
        given.step,
      );
      dispose(...after.values, ...after.slots);
    });
  });

  test('refuses slots of other weights', () => {
    tidy(() => {
      const values = [tensor([1]), tensor([2])];
      const given = { weights, values, gradients: [undefined, undefined], slots: [] };
      const rates = { learningRates: [scalar(1)], step: scalar(1) };
      expect(() => new Counting().apply({ ...given, ...rates })).toThrow(
        '`slots` must hold 3 tensors (count, total of 2 weights), received 0',
      );
    });
  });
});

/** `0.5ˢᵗᵉᵖ`. */
class Halving extends LearningRateSchedule {
  readonly className = 'Halving';

  rateOf(step: Tensor): Tensor {
    return pow(0.5, step);
  }
}

describe('options of an optimizer', () => {
  test.each<[string, OptimizerOptions]>([
    ['learningRate', { learningRate: -0.1 }],
    ['weightDecay', { weightDecay: -1 }],
    ['clipnorm', { clipnorm: 0 }],
    ['globalClipnorm', { globalClipnorm: Number.NaN }],
    ['clipvalue', { clipvalue: -1 }],
    ['clipvalue', { clipnorm: 1, clipvalue: 1 }],
    ['useEma', { useEma: 1 as unknown as boolean }],
    ['emaMomentum', { emaMomentum: 1.1 }],
    ['emaOverwriteFrequency', { emaOverwriteFrequency: 0 }],
    ['lossScaleFactor', { lossScaleFactor: 0 }],
    ['gradientAccumulationSteps', { gradientAccumulationSteps: 1 }],
    ['learnRate', { learnRate: 1 } as object],
  ])('a bad `%s` is refused by its name', (option, options) => {
    expect(() => new Counting(options)).toThrow(`\`${option}\``);
  });

  test.each([
    ['weights', { weights: ['kernel'] }],
    ['names', { names: 'bias' }],
    ['names', { names: ['('] }],
    ['name', { name: ['bias'] }],
  ])('a bad `%s` of an exclusion is refused by its name', (option, exclusion) => {
    expect(() => new Counting().excludeFromWeightDecay(exclusion as object)).toThrow(
      `\`${option}\``,
    );
  });

  test('the learning rate is checked whenever it is set', () => {
    const optimizer = new Counting();
    expect(() => {
      optimizer.learningRate = Number.NaN;
    }).toThrow(
      'Counting: `learningRate` must be a number of at least 0, or a schedule, received NaN.',
    );
    expect(optimizer.learningRate).toBe(1);
  });

  test('the config holds all options and the learning rate of the moment', () => {
    const optimizer = new Counting({ clipnorm: 2 });
    optimizer.learningRate = 0.25;
    expect(optimizer.config).toEqual({
      name: 'counting',
      learningRate: 0.25,
      weightDecay: null,
      clipnorm: 2,
      globalClipnorm: null,
      clipvalue: null,
      useEma: false,
      emaMomentum: 0.99,
      emaOverwriteFrequency: null,
      lossScaleFactor: null,
      gradientAccumulationSteps: null,
      first: 0,
    });
  });
});
