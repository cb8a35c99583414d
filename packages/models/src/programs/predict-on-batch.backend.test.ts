import { memory, NdArray, ndArray, ShapeError, tensor } from '@myelin/core';
import { Dense, Flatten } from '@myelin/layers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

const silent = { verbose: 0 } as const;

/** `y = x · [[1], [2]] + 0.5` */
function linear(): Sequential {
  const model = new Sequential([new Dense({ units: 1, inputShape: [2] })]);
  model.setWeights([[[1], [2]], [0.5]]);
  return model;
}

inBothModes('predictOnBatch', (mode) => {
  test('answers at once, in whichever form samples come', async () => {
    using model = linear();
    using x = tensor([[3, 4]], 'float32');
    for (let i = 0; i < 3; i++) {
      expect(model.predictOnBatch([[3, 4]]).toArray()).toEqual([[11.5]]);
      expect(model.predictOnBatch(ndArray([[3, 4]])).toArray()).toEqual([[11.5]]);
      expect(model.predictOnBatch(new NdArray(Uint8Array.of(3, 4), [1, 2])).at(0, 0)).toBe(11.5);
      expect(model.predictOnBatch(x).toArray()).toEqual([[11.5]]);
      const rows = [
        [1, 0],
        [0, 1],
        [2.5, 1],
      ];
      expect(model.predictOnBatch(rows).toArray()).toEqual([[1.5], [2.5], [5]]);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  });

  test('is compiled by one call of predict on such a batch', async () => {
    using model = linear();
    await model.predict([[3, 4]], silent);
    model.predictOnBatch([[1, 1]]);
    const form = mode === 'compiled' ? /batches: 2 compiled/ : /batches: 2 operation by operation/;
    expect(model.explain()).toMatch(form);
  });

  test('follows every change of the weights, and of the layers', async () => {
    using model = linear();
    await model.predict([[3, 4]], silent);
    expect(model.predictOnBatch([[3, 4]]).at(0, 0)).toBe(11.5);
    model.setWeights([[[0], [0]], [7]]);
    expect(model.predictOnBatch([[3, 4]]).at(0, 0)).toBe(7);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.fit([[0, 0]], [[8]], silent);
    // Gradient of (b - 8)² at 7 is -2; the step is 0.01.
    expect(model.predictOnBatch([[3, 4]]).at(0, 0)).toBeCloseTo(7.02, 5);
    const inner = new Sequential([model, new Dense({ units: 2, kernelInitializer: 'ones' })]);
    expectClose(await inner.predict([[3, 4]], silent), [[7.02, 7.02]]);
    inner.pop();
    expect(inner.predictOnBatch([[3, 4]]).shape).toEqual([1, 1]);
    inner.add(new Dense({ units: 3, kernelInitializer: 'ones' }));
    expect(inner.predictOnBatch([[3, 4]]).shape).toEqual([1, 3]);
    inner.dispose();
  });

  test('builds a model that has no shape yet, and adds a last axis of one', () => {
    using model = new Sequential([new Dense({ units: 3 })]);
    expect(model.predictOnBatch([[1, 2]]).shape).toEqual([1, 3]);
    using scalars = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
    expect(scalars.predictOnBatch([3, 4]).shape).toEqual([2, 1]);
    using images = new Sequential([new Flatten({ inputShape: [2, 2] })]);
    expect(
      images
        .predictOnBatch([
          [
            [1, 2],
            [3, 4],
          ],
        ])
        .toArray(),
    ).toEqual([[1, 2, 3, 4]]);
  });

  test('refuses what predict refuses', async () => {
    using model = linear();
    await model.predict([[3, 4]], silent);
    expect(() => model.predictOnBatch([[1, 2, 3]])).toThrow(ShapeError);
    expect(() => model.predictOnBatch([[1, 2], [3]])).toThrow(ShapeError);
    expect(() => model.predictOnBatch([])).toThrow(/at least one row/);
    expect(() => model.predictOnBatch([['a', 'b']] as never)).toThrow(/predictOnBatch/);
  });

  test('holds constant memory', async () => {
    using model = linear();
    await model.predict([[3, 4]], silent);
    model.predictOnBatch([[3, 4]]);
    const before = memory();
    for (let i = 0; i < 100; i++) model.predictOnBatch([[i, 4]]);
    expect(memory()).toEqual(before);
  });
});
