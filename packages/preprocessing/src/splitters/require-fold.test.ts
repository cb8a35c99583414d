import { DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { crossValidate } from './cross-validate.ts';

describe('Folds that are given', () => {
  test('are refused where they learn from rows that they are judged by, before anything is trained', async () => {
    let fits = 0;
    const run = (train: readonly number[], judged: readonly number[]): Promise<unknown> =>
      crossValidate({
        x: [1, 2, 3, 4, 5, 6],
        y: [1, 2, 3, 4, 5, 6],
        score: () => 1,
        splitter: [{ train: Int32Array.from(train), test: Int32Array.from(judged) }],
        fit() {
          fits++;
          return { predict: (rows) => rows.map(() => 0) };
        },
      });
    await expect(run([0, 1, 2], [2, 3])).rejects.toThrow(DataError);
    await expect(run([0, 1, 2], [2, 3])).rejects.toThrow(/received row 2 in both parts/);
    await expect(run([0, 6], [1])).rejects.toThrow(/whole numbers from 0 to 5, received 6/);
    await expect(run([], [1])).rejects.toThrow(/`train` of a fold must be a list of rows/);
    expect(fits).toBe(0);
  });
});
