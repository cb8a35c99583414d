import { DataError, DtypeError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { numpyFile } from '../../test-support/numpy-files.ts';
import { readNpy } from './npy.ts';

describe('readNpy gives the values of numpy.save', () => {
  // [[1.5, -2, 3], [4, 5, 6]] of each type; -2 wraps round in unsigned ones.
  test.each([
    ['<f8', 'float64', [1.5, -2, 3]],
    ['<f4', 'float32', [1.5, -2, 3]],
    ['>f4', 'float32', [1.5, -2, 3]],
    ['<f2', 'float32', [1.5, -2, 3]],
    ['<i4', 'int32', [1, -2, 3]],
    ['>i2', 'int32', [1, -2, 3]],
    ['|i1', 'int32', [1, -2, 3]],
    ['<i8', 'int32', [1, -2, 3]],
    ['|u1', 'uint8', [1, 254, 3]],
    ['<u2', 'int32', [1, 65534, 3]],
    ['<u4', 'float64', [1, 4294967294, 3]],
    ['|b1', 'bool', [1, 1, 1]],
  ] as const)('type %s becomes %s', (name, dtype, first) => {
    const array = readNpy(numpyFile(name));
    expect(array.dtype).toBe(dtype);
    expect(array.shape).toEqual([2, 3]);
    expect(Array.from(array.row(0).data)).toEqual(first);
    expect(Array.from(array.row(1).data)).toEqual(dtype === 'bool' ? [1, 1, 1] : [4, 5, 6]);
  });

  test('Fortran order becomes row-major', () => {
    expect(readNpy(numpyFile('fortran')).toArray()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  test('a scalar has no axes', () => {
    const scalar = readNpy(numpyFile('scalar'));
    expect([scalar.shape, scalar.at()]).toEqual([[], 2.5]);
  });

  test('64-bit integers that int32 cannot hold become float64', () => {
    const array = readNpy(numpyFile('above 2^32'));
    expect([array.dtype, ...array.data]).toEqual(['float64', 2 ** 40, 1]);
  });
});

describe('readNpy refuses, and says why,', () => {
  test.each([
    ['above 2^53', 'whole numbers must be below 2^53 in size, received about 1152921504606847000'],
    ['texts', "the elements must be numbers, received type '<U1'"],
    ['a call', 'received Python objects, which only Python can rebuild'],
  ] as const)('%s', (name, why) => {
    expect(() => readNpy(numpyFile(name))).toThrow(DtypeError);
    expect(() => readNpy(numpyFile(name))).toThrow(why);
  });

  const file = numpyFile('<f4');
  const promising = (shape: string): Uint8Array => {
    const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }\n`;
    return Uint8Array.from([
      ...file.subarray(0, 8),
      header.length,
      0,
      ...new TextEncoder().encode(header),
    ]);
  };
  test.each([
    ['no bytes', new Uint8Array(0), 'begins with'],
    ['another format', new Uint8Array(20), 'begins with'],
    ['half a header', file.subarray(0, 60), 'ends inside its header'],
    ['missing elements', file.subarray(0, -1), "type '<f4' take 24 bytes, received 23"],
    ['left-over bytes', Uint8Array.from([...file, 0]), 'take 24 bytes, received 25'],
    ['a promise of 10^18 elements', promising('(1000000000, 1000000000)'), 'more than `maxSize`'],
    ['records', promising('[1]'), 'must state one type, order and shape'],
  ])('%s', (_, bytes, why) => {
    expect(() => readNpy(bytes)).toThrow(DataError);
    expect(() => readNpy(bytes)).toThrow(why);
  });

  test('more elements than maxSize', () => {
    expect(() => readNpy(file, { maxSize: 5 })).toThrow('6 elements, more than `maxSize` 5');
  });

  test('an unknown option', () => {
    expect(() => readNpy(file, { maxsize: 5 } as object)).toThrow('did you mean `maxSize`');
  });
});
