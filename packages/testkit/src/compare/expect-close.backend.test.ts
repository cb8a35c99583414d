import { NdArray, tensor } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { fixtureArray } from '../fixtures/fixture-array.ts';
import { fixtureCases } from '../fixtures/read-fixture.ts';
import { onEachBackend } from '../on-each-backend.ts';
import { expectClose } from './expect-close.ts';

onEachBackend('expectClose', () => {
  test('accepts what lies within 1e-5 + 1e-4 |b|', () => {
    using x = tensor([100.009, 0.000009]);
    expectClose(x, [100, 0]);
  });

  test('names the worst element and how many differ', () => {
    const x = new NdArray(Float32Array.of(1, 2, 3, 9), [2, 2]);
    expect(() =>
      expectClose(x, [
        [1, 2.5],
        [3, 4],
      ]),
    ).toThrow(/2 of 4 elements differ\nworst at \[1, 1\]: received 9, expected 4/);
  });

  test('treats NaN as equal to NaN only', () => {
    const x = new NdArray(Float32Array.of(Number.NaN, Infinity), [2]);
    expectClose(x, fixtureArray({ shape: [2], dtype: 'float32', data: ['NaN', 'Infinity'] }));
    expect(() => expectClose(x, [0.5, Infinity])).toThrow(/received NaN, expected 0.5/);
    expect(() => expectClose(x, [Number.NaN, -Infinity])).toThrow(/expected -Infinity/);
  });

  test('compares whole numbers exactly', () => {
    expect(() => expectClose(new NdArray(Int32Array.of(100000), [1]), [100001])).toThrow(/differ/);
  });

  test('refuses another shape', () => {
    expect(() => expectClose(new NdArray(Float32Array.of(1, 2), [2, 1]), [1, 2])).toThrow(/shape/);
  });
});

const cases = await fixtureCases<{ name: string }>('keras/losses.json');

describe('fixtureCases', () => {
  test.runIf(cases.length)('reads recorded cases here', () => {
    expect(cases[0]?.name).toBe('MeanSquaredError-sum_over_batch_size');
  });
});
