import { expect, test } from 'vitest';
import { digits } from './digits.ts';

test('the digits unpack in a browser to the same figures', async () => {
  const { train, test: held } = await digits.load();
  expect(train.images.shape).toEqual([1438, 8, 8]);
  expect(held.images.shape).toEqual([359, 8, 8]);
  expect(train.images.sum() + held.images.sum()).toBe(561718); // as scikit-learn's
});
