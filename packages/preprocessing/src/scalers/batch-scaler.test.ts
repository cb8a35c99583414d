import { AbortError, DataError, NdArray } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { MaxAbsScaler } from './max-abs-scaler.ts';
import { MinMaxScaler } from './min-max-scaler.ts';
import { StandardScaler } from './standard-scaler.ts';

const { NaN: missing } = Number;

async function* batches() {
  yield new NdArray(Float64Array.of(1, 5, 3, missing), [2, 2]);
  yield [
    [8, 1],
    [2, 2],
    [6, 3],
  ];
}

describe('fitBatches', () => {
  test('learns mean and variance, as scikit-learn’s partial_fit does', async () => {
    const scaler = await new StandardScaler().fitBatches(batches());
    // Recorded from scikit-learn 1.9.1; by hand: (1 + 3 + 8 + 2 + 6) / 5 = 4, (9 + 1 + 16 + 4 + 4) / 5 = 6.8
    expect(scaler.mean).toEqual(Float64Array.of(4, 2.75));
    expect(scaler.variance).toEqual(Float64Array.of(6.8, 2.1875));
    expect(scaler.nSamplesSeen).toEqual(Float64Array.of(5, 4));
  });

  test('learns extremes', async () => {
    const scaler = await new MinMaxScaler().fitBatches(batches());
    expect(scaler.dataMin).toEqual(Float64Array.of(1, 1));
    expect(scaler.dataMax).toEqual(Float64Array.of(8, 5));
    expect(scaler.nSamplesSeen).toBe(5);
    expect((await new MaxAbsScaler().fitBatches([[[1]], [[-9]], [[missing]]])).maxAbs).toEqual(
      Float64Array.of(9),
    );
  });

  test('stops between two batches when a signal says so', async () => {
    const stop = new AbortController();
    async function* endless() {
      for (let i = 0; ; i++) {
        if (i === 3) stop.abort('enough');
        yield [[i]];
      }
    }
    const learn = new StandardScaler().fitBatches(endless(), { signal: stop.signal });
    await expect(learn).rejects.toThrow(AbortError);
  });

  test('needs a batch', async () => {
    await expect(new StandardScaler().fitBatches([])).rejects.toThrow(DataError);
    await expect(new StandardScaler().fitBatches([])).rejects.toThrow(/received none/);
  });
});

describe('extend', () => {
  test('gives a new one and leaves the old one as it was', () => {
    const before = new MaxAbsScaler().fit([[2]]);
    const after = before.extend([[-4]]);
    expect(after.maxAbs).toEqual(Float64Array.of(4));
    expect(before.maxAbs).toEqual(Float64Array.of(2));
    expect(after.nSamplesSeen).toBe(2);
  });

  test('takes the columns of a table by name', () => {
    const scaler = new MinMaxScaler().fit(table({ a: [0, 1], b: [10, 20] }));
    const wider = scaler.extend(table({ b: [30], a: [-1] }));
    expect(wider.dataMin).toEqual(Float64Array.of(-1, 10));
    expect(wider.dataMax).toEqual(Float64Array.of(1, 30));
  });

  test('refuses options that it does not have', async () => {
    const batches = [[[1]]];
    await expect(new StandardScaler().fitBatches(batches, { sgnal: 1 } as never)).rejects.toThrow(
      /`sgnal` is not an option .*\n.*did you mean `signal`/,
    );
  });

  test('a column that is wholly missing in one batch has the moments of the others', () => {
    const rows = [[1], [3]];
    const none = [[missing], [missing]];
    for (const [first, second] of [
      [rows, none],
      [none, rows],
    ] as const) {
      const scaler = new StandardScaler().fit(first).extend(second);
      expect(scaler.mean).toEqual(Float64Array.of(2));
      expect(scaler.variance).toEqual(Float64Array.of(1));
      expect(new MinMaxScaler().fit(first).extend(second).dataRange).toEqual(Float64Array.of(2));
      expect(new MaxAbsScaler().fit(first).extend(second).maxAbs).toEqual(Float64Array.of(3));
    }
  });
});
