import { expect, test } from 'vitest';
import { isPlainRecord, mapPlain, plainLeaves } from './plain-values.ts';

test('tells names with values from lists and from objects of classes', () => {
  expect(isPlainRecord({ a: 1 })).toBe(true);
  expect(isPlainRecord(Object.create(null))).toBe(true);
  for (const other of [[1], new Map(), new Float32Array(1), null, 'a', undefined]) {
    expect(isPlainRecord(other)).toBe(false);
  }
});

test('finds what stands in lists and records, in order', () => {
  const map = new Map([['a', 1]]);
  expect(plainLeaves([1, { b: [2, null], a: map }, []])).toEqual([1, 2, null, map]);
  expect(plainLeaves('alone')).toEqual(['alone']);
});

test('changes what stands there, and nothing around it', () => {
  const double = (leaf: unknown): unknown => (typeof leaf === 'number' ? 2 * leaf : leaf);
  expect(mapPlain([1, { b: [2], a: 'x' }], double)).toEqual([2, { b: [4], a: 'x' }]);
});

test('takes `__proto__` for a name as others', () => {
  const given: unknown = JSON.parse('{"__proto__": {"polluted": 1}}');
  const changed = mapPlain(given, (leaf) => leaf) as object;
  expect(Object.keys(changed)).toEqual(['__proto__']);
  expect('polluted' in changed).toBe(false);
});
