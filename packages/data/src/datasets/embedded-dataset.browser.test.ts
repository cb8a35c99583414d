import { expect, test } from 'vitest';
import { numpyFile } from '../../test-support/numpy-files.ts';
import { readNpz } from '../formats/npz.ts';
import { breastCancer } from './breast-cancer.ts';

test('a table of this package unpacks in a browser to the same figures', async () => {
  const { train, test: held } = await breastCancer.load();
  expect([train.x.shape, held.x.shape]).toEqual([
    [456, 30],
    [113, 30],
  ]);
  expect(train.x.sum() + held.x.sum()).toBeCloseTo(1056474.4596356, 5); // as scikit-learn's
});

test('so does an archive of NumPy', () => {
  expect(readNpz(numpyFile('npz, compressed')).y?.toArray()).toEqual([0, 1]);
});
