import { expect, test } from 'vitest';
import { constantFrom, elementsOf, sameConstant } from './constant-from.ts';

test('finds out that all numbers are alike, NaN included', () => {
  expect(constantFrom(new Float32Array(4).fill(0.5), 'float32')).toEqual({
    kind: 'fill',
    value: 0.5,
  });
  expect(constantFrom([Number.NaN, Number.NaN], 'float32')).toEqual({
    kind: 'fill',
    value: Number.NaN,
  });
  expect(constantFrom(Uint8Array.of(1, 1), 'bool')).toEqual({ kind: 'fill', value: 1 });
});

test('copies numbers that differ, as 0 and -0 do', () => {
  const values = Float32Array.of(0, -0);
  const constant = constantFrom(values, 'float32');
  values[0] = 7;
  expect(constant).toEqual({ kind: 'elements', elements: Float32Array.of(0, -0) });
  expect(constantFrom([], 'int32')).toEqual({ kind: 'elements', elements: new Int32Array(0) });
});

test('gives constants back in the arrays of their type', () => {
  const constant = constantFrom(Int32Array.of(1, 0), 'bool');
  expect(elementsOf(constant, 2, 'bool')).toEqual(Uint8Array.of(1, 0));
  expect(elementsOf({ kind: 'fill', value: 3 }, 2, 'int32')).toEqual(Int32Array.of(3, 3));
});

test('compares constants number by number', () => {
  const of = (...values: number[]) => constantFrom(values, 'float32');
  expect(sameConstant(of(1, 2), of(1, 2))).toBe(true);
  expect(sameConstant(of(1, 2), of(1, 3))).toBe(false);
  expect(sameConstant(of(1, 2), of(1, 2, 3))).toBe(false);
  expect(sameConstant(of(1), of(1, 2))).toBe(false);
  expect(sameConstant(of(Number.NaN, 1), of(Number.NaN, 1))).toBe(true);
});
