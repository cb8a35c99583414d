import { DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { numpyFile } from '../../test-support/numpy-files.ts';
import type { Bytes } from './bytes.ts';
import { readIntegerLists } from './integer-lists.ts';

const read = (bytes: Bytes, maxSize?: number) => readIntegerLists('a test', bytes, maxSize);

test.each(['lists, protocol 3', 'lists, protocol 4'] as const)('%s', (name) => {
  const lists = read(numpyFile(name));
  expect(lists.map((list) => [...list])).toEqual([[1, 2, 300], [70000, -1], []]);
  expect(lists.every((list) => list instanceof Int32Array)).toBe(true);
});

/** A header that promises lists, then these instructions. */
const pickle = (count: number, ...instructions: (string | number)[]): Bytes => {
  const header = `{'descr': '|O', 'fortran_order': False, 'shape': (${count},), }\n`;
  const bytes = (part: string | number) =>
    typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)];
  return Uint8Array.from(
    [0x93, ...bytes('NUMPY'), 1, 0, header.length, 0, ...bytes(header)].concat(
      instructions.flatMap(bytes),
    ),
  );
};

const ARRAY = ['cnumpy.core.multiarray\n_reconstruct\n', ')R'];

test('a list that is named a thousand times is kept once', () => {
  const named = Array.from({ length: 1000 }, () => ['h', 0]).flat();
  const lists = read(
    pickle(1001, ...ARRAY, '(NNNN', ']', '(', ']q', 0, 'K', 7, 'a', ...named, 'e', 't', 'b.'),
  );
  expect(lists).toHaveLength(1001);
  expect(new Set(lists).size).toBe(1);
  expect([...(lists[1000] ?? [])]).toEqual([7]);
});

describe('refuses, without running anything,', () => {
  test.each([
    ['a call', numpyFile('a call'), 'the name posix.system'],
    ['a text', numpyFile('a text as an object'), 'every element must be a list of 32-bit integers'],
    ['numbers beyond int32', numpyFile('large in lists'), 'every element must be a list'],
    ['plain numbers', numpyFile('<f4'), "the elements must be lists, received type '<f4'"],
    ['half a file', numpyFile('lists, protocol 4').subarray(0, -20), 'the file ends too early'],
    ['a huge text', pickle(1, 'X', 255, 255, 255, 255), 'the file ends too early'],
    ['another instruction', pickle(1, 'P1\n.'), 'instruction 0x50'],
    ['a name of another module', pickle(1, 'cos\nsystem\n.'), 'the name os.system'],
    ['a call of the class', pickle(1, 'cnumpy\nndarray\n)R.'), 'a call'],
    ['a name that was never kept', pickle(1, 'h', 3, '.'), 'a value that was never kept'],
    ['nothing on the stack', pickle(1, '.'), 'too few operands'],
    ['operands without a beginning', pickle(1, 't.'), 'operands without a beginning'],
    ['another number of lists', pickle(2, ...ARRAY, '(NNNN]]atb.'), 'promises 2 lists'],
  ])('%s', (_, bytes, why) => {
    expect(() => read(bytes)).toThrow(DataError);
    expect(() => read(bytes)).toThrow(why);
  });

  test('more lists than it may', () => {
    expect(() => read(numpyFile('lists, protocol 3'), 2)).toThrow(
      '3 elements, more than `maxSize` 2',
    );
  });
});
