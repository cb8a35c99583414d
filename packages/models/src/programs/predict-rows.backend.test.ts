import { Callback, NdArray, RandomSource, setRandomSeed } from '@myelin/core';
import { Dense } from '@myelin/layers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

const silent = { verbose: 0 } as const;

/** More numbers than it takes for rows to be stored: 45 batches of 32, and a last one of 7. */
const ROWS = 1447;
const WIDTH = 64;

const numbers = (share: number, largest: number): number[] => {
  const random = new RandomSource(4);
  return Array.from({ length: ROWS * WIDTH }, () =>
    random.unit() < share ? 1 + random.integer(largest) : 0,
  );
};

function model(): Sequential {
  setRandomSeed(2);
  return new Sequential([
    new Dense({ units: 9, activation: 'tanh', inputShape: [WIDTH] }),
    new Dense({ units: 3 }),
  ]);
}

inBothModes('predict on many rows', () => {
  test.each([
    { form: 'floats', data: Float32Array.from(numbers(1, 9), (n) => n / 32) },
    { form: 'bytes', data: Uint8Array.from(numbers(1, 5)) },
    { form: 'whole numbers', data: Int32Array.from(numbers(1, 5), (n) => n - 3) },
    { form: 'mostly zeros', data: Float32Array.from(numbers(0.1, 9)) },
  ])(
    'of $form gives every row what it gives the row alone, the last short batch included',
    async ({ data }) => {
      using network = model();
      const x = new NdArray(data, [ROWS, WIDTH]);
      const all = await network.predict(x, silent);
      expect(all.shape).toEqual([ROWS, 3]);
      for (const row of [0, 31, 32, 1000, ROWS - 8, ROWS - 7, ROWS - 1]) {
        const alone = await network.predict(x.slice(row, row + 1), silent);
        expectClose(all.slice(row, row + 1), alone);
      }
    },
  );

  test('the same rows twice, with other weights in between, give what the weights say', async () => {
    using network = model();
    const x = new NdArray(Float32Array.from(numbers(1, 3)), [ROWS, WIDTH]);
    const before = await network.predict(x, silent);
    network.setWeights(network.getWeights().map((weight) => weight.mul(0)));
    expect((await network.predict(x, silent)).data.every((value) => value === 0)).toBe(true);
    expect(before.data.some((value) => value !== 0)).toBe(true);
  });

  test('a callback that wants every batch gets every batch', async () => {
    using network = model();
    const seen: number[] = [];
    class Listener extends Callback {
      override onPredictBatchEnd(batch: number): void {
        seen.push(batch);
      }
    }
    const x = new NdArray(new Float32Array(ROWS * WIDTH), [ROWS, WIDTH]);
    await network.predict(x, { ...silent, callbacks: [new Listener()] });
    expect(seen).toEqual(Array.from({ length: 46 }, (_, i) => i));
  });
});
