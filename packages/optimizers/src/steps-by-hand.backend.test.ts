import type { Optimizer } from '@myelin/core';
import { ndArray, scalar, tensor, tidy } from '@myelin/core';
import { expectClose, onEachBackend, type RunStep, waysToRun } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { Adafactor } from './adafactor.ts';
import { Adam } from './adam.ts';
import { Adamax } from './adamax.ts';
import { Lamb } from './lamb.ts';
import { Lion } from './lion.ts';
import { LossScaleOptimizer } from './loss-scale-optimizer.ts';
import { Muon } from './muon.ts';
import { Nadam } from './nadam.ts';
import { orthogonalize } from './newton-schulz.ts';
import { ExponentialDecay } from './schedules/exponential-decay.ts';
import { SGD } from './sgd.ts';

/** One step on a weight; the value, then the slots. */
async function step(
  run: RunStep,
  optimizer: Optimizer,
  value: readonly number[],
  gradient: readonly number[],
  path = 'w',
): Promise<readonly (readonly number[])[]> {
  const weights = [{ path, shape: [value.length] }];
  const inputs = {
    value: ndArray([...value], [value.length], 'float32'),
    gradient: ndArray([...gradient], [value.length], 'float32'),
    learningRate: ndArray(optimizer.learningRate, [], 'float32'),
  };
  const results = await run(inputs, ({ value, gradient, learningRate }) => {
    const values = [value!];
    const after = optimizer.apply({
      weights,
      values,
      slots: optimizer.initialSlots(weights, values),
      gradients: [gradient],
      learningRates: [learningRate!],
      step: scalar(1),
    });
    return Object.fromEntries([...after.values, ...after.slots].map((one, i) => [`out${i}`, one]));
  });
  return Object.values(results).map(({ data }) => Array.from(data));
}

onEachBackend('One step by hand', (backend) => {
  describe.each(waysToRun(backend))('$name', ({ run }) => {
    test.each([
      ['Adam', () => new Adam()],
      ['Adamax', () => new Adamax()],
      ['Nadam', () => new Nadam()],
      ['Lion', () => new Lion()],
      ['Lamb', () => new Lamb()],
      ['Adafactor', () => new Adafactor()],
      ['Muon', () => new Muon({ adamWeightDecay: null })],
    ] as const)('%s leaves a weight without slope where it is', async (_, make) => {
      expect((await step(run, make(), [3, -2], [0, 0]))[0]).toEqual([3, -2]);
    });

    test('the first step of Adam is as long as the learning rate, unless ε is felt', async () => {
      const [value] = await step(run, new Adam({ learningRate: 0.5 }), [1, 1, 1], [1e15, -1, 1e-3]);
      // √v is √0.001·|g|, so that the last move is 0.5 / (1 + 1e-7 / 3.1623e-5).
      expectClose(ndArray([...value!]), [0.5, 1.5, 0.501576]);
    });

    test.each([
      ['Adam', () => new Adam()],
      ['Lion', () => new Lion()],
    ] as const)('NaN in a gradient is seen in the weight: %s', async (_, make) => {
      const [value] = await step(run, make(), [1, 1], [Number.NaN, 0]);
      expect(value).toEqual([Number.NaN, 1]);
    });

    test('a gradient that is not finite changes nothing but the scale of the loss', async () => {
      for (const bad of [Number.NaN, Number.NEGATIVE_INFINITY]) {
        const optimizer = new LossScaleOptimizer({
          innerOptimizer: new SGD({ learningRate: 1, momentum: 0.5 }),
          initialScale: 4,
          dynamicGrowthSteps: 1,
        });
        // value, good steps in a row, scale, steps taken, momentum
        expect(await step(run, optimizer, [1, 1], [bad, 4])).toEqual([
          [1, 1],
          [0],
          [2],
          [0],
          [0, 0],
        ]);
        expect(await step(run, optimizer, [1, 1], [8, 4])).toEqual([
          [-1, 0],
          [0],
          [8],
          [1],
          [-2, -1],
        ]);
      }
    });

    test('five Newton–Schulz steps bring singular values near 1', async () => {
      // Columns are orthogonal, of lengths 5 and 0.5: singular values of the result are the lengths of its columns.
      const x = ndArray([3, 0.4, 4, -0.3, 0, 0], [3, 2], 'float32');
      const { y } = await run({ x }, ({ x }) => ({
        y: orthogonalize(x!, 5, [3.4445, -4.775, 2.0315]),
      }));
      const [a, b, c, d] = Array.from(y!.data) as [number, number, number, number];
      for (const length of [Math.hypot(a, c), Math.hypot(b, d)]) {
        expect(length).toBeGreaterThan(0.65);
        expect(length).toBeLessThan(1.25);
      }
      expect(a * b + c * d).toBeCloseTo(0, 5);
    });
  });

  test('the loss is multiplied by the scale of the moment', () => {
    tidy(() => {
      const optimizer = new LossScaleOptimizer({ innerOptimizer: new Adam(), initialScale: 8 });
      const weights = [{ path: 'w', shape: [1] }];
      const slots = optimizer.initialSlots(weights, [tensor([1])]);
      expect(optimizer.scaleLoss(scalar(3), slots).dataSync()[0]).toBe(24);
    });
  });

  test('after an overflow the rate that is read is ahead of that of the next step', () => {
    tidy(() => {
      const learningRate = new ExponentialDecay({
        initialLearningRate: 0.5,
        decaySteps: 1,
        decayRate: 0.5,
      });
      const optimizer = new LossScaleOptimizer({
        innerOptimizer: new SGD({ learningRate }),
        initialScale: 4,
      });
      const weights = [{ path: 'w', shape: [1] }];
      let values = [tensor([2])];
      let slots = optimizer.initialSlots(weights, values);
      // The overflow halves the scale to 2: the later gradients are 1.
      for (const gradient of [Number.POSITIVE_INFINITY, 2]) {
        optimizer.iterations += 1;
        const gradients = [tensor([gradient])];
        const step = scalar(optimizer.iterations);
        const given = { weights, values, slots, gradients, learningRates: [scalar(9)], step };
        ({ values, slots } = optimizer.apply(given));
      }
      expectClose(values[0]!, [1.5]); // The first rate, 0.5, not the second.
      expect(optimizer.learningRate).toBe(0.125);
      const gradients = [tensor([2])];
      const rest = { learningRates: [scalar(9)], step: scalar(3) };
      expectClose(
        optimizer.apply({ weights, values, slots, gradients, ...rest }).values[0]!,
        [1.25],
      );
    });
  });

  test('without a gradient a loss scale optimizer does nothing', () => {
    tidy(() => {
      const optimizer = new LossScaleOptimizer({ innerOptimizer: new SGD() });
      const weights = [{ path: 'w', shape: [1] }];
      const values = [tensor([1])];
      const slots = optimizer.initialSlots(weights, values);
      const rest = { learningRates: [scalar(1)], step: scalar(1) };
      expect(optimizer.apply({ weights, values, slots, gradients: [undefined], ...rest })).toEqual({
        values,
        slots,
      });
      const short = { weights, values, slots: slots.slice(2), gradients: values, ...rest };
      expect(() => optimizer.apply(short)).toThrow(
        '`slots` must hold 3 tensors (step_counter, dynamic_scale, iteration of 0 weights), received 1',
      );
    });
  });
});

describe('which weights Muon updates itself', () => {
  const labels = (optimizer: Muon, path: string, shape: number[] = [2, 3]) =>
    optimizer.slotLabels([{ path, shape }]).length;

  test('matrices alone', () => {
    const muon = new Muon();
    expect(labels(muon, 'dense/kernel')).toBe(1);
    expect(labels(muon, 'dense/bias', [3])).toBe(2);
    expect(labels(muon, 'conv/kernel', [3, 3, 1, 4])).toBe(2);
  });

  test('no embeddings, unless they are wanted', () => {
    expect(labels(new Muon(), 'my_Embedding/embeddings')).toBe(2);
    expect(labels(new Muon({ excludeEmbeddings: false }), 'my_Embedding/embeddings')).toBe(1);
  });

  test('none that `excludeLayers` finds', () => {
    const muon = new Muon({ excludeLayers: ['^output/'] });
    expect(labels(muon, 'output/kernel')).toBe(2);
    expect(labels(muon, 'hidden/output/kernel')).toBe(1);
  });
});
