import { expectNoLeak, onEachBackend } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { dispose, tidy } from '../memory/memory.ts';
import { add, mul, sub } from '../tensors/arithmetic.ts';
import { fill, scalar, tensor } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { UpdateInputs, UpdateResult } from './optimizer.ts';
import { Optimizer } from './optimizer.ts';
import type { OptimizerOptions } from './optimizer-options.ts';

interface CountingOptions extends OptimizerOptions {
  readonly first?: number;
}

/** `w ← w - η·u·g`, where `u` counts updates, and a slot that counts them too. */
class Counting extends Optimizer<CountingOptions, { readonly count: Tensor }> {
  readonly className = 'Counting';
  protected readonly slotGroups: readonly (readonly string[])[] = [['count']];

  constructor(options: CountingOptions = {}) {
    super('Counting', options, { learningRate: 1, first: 0 });
  }

  protected override initialSlot(_name: string, value: Tensor): Tensor {
    return fill(value.shape, this.config.first);
  }

  protected override stepSize(learningRate: Tensor, updates: Tensor): Tensor {
    return mul(learningRate, updates);
  }

  protected update({
    value,
    gradient,
    slots,
    stepSize,
  }: UpdateInputs<{ readonly count: Tensor }>): UpdateResult<{ readonly count: Tensor }> {
    return { value: sub(value, mul(gradient, stepSize)), slots: { count: add(slots.count, 1) } };
  }
}

/** Values and slots of weights [10] and [20] after steps with gradients of 1; the second weight may have none. */
function run(
  optimizer: Optimizer,
  steps: number,
  second: number | null = 1,
): { readonly values: number[]; readonly slots: number[]; readonly final: number[] } {
  return tidy(() => {
    let values = [tensor([10], 'float32'), tensor([20], 'float32')];
    let slots = optimizer.initialSlots(values);
    for (let step = 1; step <= steps; step++) {
      ({ values, slots } = optimizer.apply({
        values,
        slots,
        gradients: [
          tensor([1], 'float32'),
          second === null ? undefined : tensor([second], 'float32'),
        ],
        learningRate: scalar(optimizer.learningRate),
        step: scalar(step),
      }));
    }
    const numbers = (tensors: readonly Tensor[]): number[] =>
      tensors.map((one) => Number((one.dataSync()[0] ?? Number.NaN).toPrecision(6)));
    return {
      values: numbers(values),
      slots: numbers(slots),
      final: numbers(optimizer.finalValues(values, slots)),
    };
  });
}

onEachBackend('Optimizer', () => {
  test('updates each weight and its slots', () => {
    expect(run(new Counting({ first: 5 }), 2)).toEqual({
      values: [7, 17],
      slots: [7, 7],
      final: [7, 17],
    });
  });

  test('leaves a weight without a gradient as it is', () => {
    const { values, slots } = run(new Counting(), 2, null);
    expect(values).toEqual([7, 20]);
    expect(slots).toEqual([2, 0]);
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

  test('updates with the mean gradient of several steps', () => {
    const optimizer = new Counting({ gradientAccumulationSteps: 2 });
    expect(optimizer.slotNames).toEqual(['gradient_accumulator', 'count']);
    expect(run(optimizer, 1, 3)).toMatchObject({ values: [10, 20], slots: [1, 3, 0, 0] });
    expect(run(optimizer, 2, 3)).toMatchObject({ values: [9, 17], slots: [0, 0, 1, 1] });
    expect(run(optimizer, 4, 3)).toMatchObject({ values: [7, 11], slots: [0, 0, 2, 2] });
  });

  test('keeps a moving average of the weights, with which training ends', () => {
    // The first weight is 9, then 7; the average is 9, then (9 + 7) / 2.
    const optimizer = new Counting({ useEma: true, emaMomentum: 0.5 });
    expect(run(optimizer, 2)).toEqual({ values: [7, 17], slots: [8, 18, 2, 2], final: [8, 18] });
    const overwriting = new Counting({ useEma: true, emaMomentum: 0.5, emaOverwriteFrequency: 2 });
    expect(run(overwriting, 2).values).toEqual([8, 18]);
  });

  test('undoes the scale of the loss', () => {
    const optimizer = new Counting({ lossScaleFactor: 4 });
    expect(optimizer.lossScale).toBe(4);
    expect(run(optimizer, 1).values).toEqual([9.75, 19.75]);
    expect(new Counting().lossScale).toBe(1);
  });

  test('leaves nothing behind but the new values and slots', async () => {
    const optimizer = new Counting({ useEma: true, gradientAccumulationSteps: 2, clipnorm: 1 });
    await expectNoLeak(() => {
      const values = [tensor([1, 2], 'float32')];
      const given = {
        values,
        slots: optimizer.initialSlots(values),
        gradients: [tensor([3, 4], 'float32')],
        learningRate: scalar(1),
        step: scalar(1),
      };
      const after = optimizer.apply(given);
      dispose(...given.values, ...given.slots, ...given.gradients, given.learningRate, given.step);
      dispose(...after.values, ...after.slots);
    });
  });

  test('refuses slots of other weights', () => {
    tidy(() => {
      const given = { values: [tensor([1])], gradients: [undefined], slots: [] };
      const rates = { learningRate: scalar(1), step: scalar(1) };
      expect(() => new Counting().apply({ ...given, ...rates })).toThrow(/must hold 1 tensors/);
    });
  });
});

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

  test('the learning rate is checked whenever it is set', () => {
    const optimizer = new Counting();
    expect(() => {
      optimizer.learningRate = Number.NaN;
    }).toThrow('Counting: `learningRate` must be a number of at least 0, received NaN.');
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
