import { expect, test } from 'vitest';
import { Binarizer } from './binarizer.ts';

test('1 stands for what is above the threshold, not for what is at it', () => {
  expect(new Binarizer({ threshold: 1 }).fitTransform([[0.5, 1, 1.1]]).toArray()).toEqual([
    [0, 0, 1],
  ]);
});

test('refuses a threshold that is no number', () => {
  expect(() => new Binarizer({ threshold: '1' as never })).toThrow(/`threshold` must be a number/);
});
