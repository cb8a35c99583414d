import { DataError } from '@myelin/core';
import { expect, test } from 'vitest';
import { numpyFile } from '../../test-support/numpy-files.ts';
import { readNpz } from './npz.ts';

test('gives the arrays of numpy.savez by their names', () => {
  const { x, y, ...others } = readNpz(numpyFile('npz'));
  expect(x?.toArray()).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect([x?.dtype, y?.dtype, y?.toArray()]).toEqual(['float32', 'int32', [0, 1]]);
  expect(others).toEqual({});
});

test('and those of numpy.savez_compressed', () => {
  const { x, y } = readNpz(numpyFile('npz, compressed'));
  expect([x?.shape, x?.sum(), y?.toArray()]).toEqual([[100, 100], 0, [0, 1]]);
});

test.each([
  ['no archive', new Uint8Array(30), {}, 'no .npz archive, or a damaged one'],
  ['no bytes', new Uint8Array(0), {}, 'no .npz archive, or a damaged one'],
  ['half an archive', numpyFile('npz').subarray(0, 300), {}, 'no .npz archive, or a damaged one'],
  ['too many bytes', numpyFile('npz, compressed'), { maxBytes: 80_000 }, 'unpacks to 80128 bytes'],
  [
    'too many elements',
    numpyFile('npz'),
    { maxSize: 3 },
    'readNpz, array `x`: the header promises',
  ],
])('refuses %s', (_, bytes, options, why) => {
  expect(() => readNpz(bytes, options)).toThrow(DataError);
  expect(() => readNpz(bytes, options)).toThrow(why);
});
