import { expect, test } from 'vitest';
import { plainAttributes } from './plain-attributes.ts';

test('copies lists and leaves out what is undefined', () => {
  const shape = [2, 3];
  const plain = plainAttributes({
    shape,
    pad: [[0, 1]],
    axis: null,
    mode: 'same',
    none: undefined,
  });
  shape[0] = 9;
  expect(plain).toEqual({ shape: [2, 3], pad: [[0, 1]], axis: null, mode: 'same' });
  expect(plainAttributes({ perm: Int32Array.of(1, 0) })).toEqual({ perm: [1, 0] });
});

test('names the attribute that is no plain data', () => {
  expect(plainAttributes({ axis: 0, activation: () => 1 })).toBe('activation');
  expect(plainAttributes({ tensors: [{}] })).toBe('tensors');
});
