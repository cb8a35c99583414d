import { DataError, NdArray, ShapeError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { recordedLabels } from '../../test-support/recorded-labels.ts';
import { LabelEncoder } from './label-encoder.ts';

await recordedLabels('sklearn/categorical.json', { LabelEncoder });

describe('LabelEncoder', () => {
  test('codes the sorted labels: China 0, Japan 1, Korea 2', () => {
    const encoder = new LabelEncoder().fit(['Korea', 'Japan', 'China']);
    expect(encoder.classes).toEqual(['China', 'Japan', 'Korea']);
    const codes = encoder.transform(['Korea', 'Japan', 'China', 'Japan']);
    expect(codes.dtype).toBe('int32');
    expect(codes.toArray()).toEqual([2, 1, 0, 1]);
    expect(encoder.inverseTransform(codes)).toEqual(['Korea', 'Japan', 'China', 'Japan']);
    expect(new LabelEncoder().fitTransform(['b', 'a']).toArray()).toEqual([1, 0]);
  });

  test('sorts numbers by size, not as texts, and takes them from typed arrays and columns', () => {
    const encoder = new LabelEncoder().fit(Int32Array.of(10, 9, 100));
    expect(encoder.classes).toEqual([9, 10, 100]);
    expect(encoder.transform(table({ y: [100, 9] }).column('y')).toArray()).toEqual([2, 0]);
    expect(encoder.transform(new NdArray(Int32Array.of(10), [1, 1])).toArray()).toEqual([1]);
    expect(new LabelEncoder().fit([0.25, -1e300, 1e300, -0, 0]).classes).toEqual([
      -1e300, 0, 0.25, 1e300,
    ]);
  });

  test('codes none where there are none', () => {
    const encoder = new LabelEncoder().fit([1, 2]);
    for (const none of [[], new Float64Array(0), new NdArray(new Float64Array(0), [0])]) {
      expect(encoder.transform(none).shape).toEqual([0]);
    }
  });

  test('says which labels and codes it does not know', () => {
    const encoder = new LabelEncoder().fit(['a', 'b']);
    expect(() => encoder.transform(['a', 'c'])).toThrow(
      /a label must be one of \["a", "b"\], which fit saw, received "c" at 1/,
    );
    expect(() => encoder.transform([1])).toThrow(DataError);
    expect(() => encoder.transform(table({ y: ['a'] }) as never)).toThrow(
      /Fix: pass one of its columns: table\.column\('y'\)/,
    );
    expect(() => encoder.transform(new BigInt64Array(1) as never)).toThrow(DataError);
    expect(() => encoder.inverseTransform([2])).toThrow(/from 0 to 1, received 2/);
    expect(() => encoder.inverseTransform([-1])).toThrow(DataError);
    expect(() => encoder.inverseTransform(new NdArray(new Float32Array(4), [2, 2]))).toThrow(
      ShapeError,
    );
    expect(() => new LabelEncoder({ classes: [] } as never)).toThrow(/`classes` is not an option/);
  });
});
