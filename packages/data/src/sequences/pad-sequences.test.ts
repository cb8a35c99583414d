import { ArgumentError, DataError } from '@myelin/core';
import { expect, test } from 'vitest';
import { type PadSequencesOptions, padSequences } from './pad-sequences.ts';

const SEQUENCES = [[1], [2, 3], [4, 5, 6]];

// The examples in the documentation of keras.utils.pad_sequences, and what it gives for the others.
test.each<[PadSequencesOptions, number[][]]>([
  [
    {},
    [
      [0, 0, 1],
      [0, 2, 3],
      [4, 5, 6],
    ],
  ],
  [
    { value: -1 },
    [
      [-1, -1, 1],
      [-1, 2, 3],
      [4, 5, 6],
    ],
  ],
  [
    { padding: 'post' },
    [
      [1, 0, 0],
      [2, 3, 0],
      [4, 5, 6],
    ],
  ],
  [
    { maxlen: 2 },
    [
      [0, 1],
      [2, 3],
      [5, 6],
    ],
  ],
  [
    { maxlen: 2, truncating: 'post' },
    [
      [0, 1],
      [2, 3],
      [4, 5],
    ],
  ],
  [
    { maxlen: 4, padding: 'post', truncating: 'post' },
    [
      [1, 0, 0, 0],
      [2, 3, 0, 0],
      [4, 5, 6, 0],
    ],
  ],
])('%j', (options, expected) => {
  const rows = padSequences(SEQUENCES, options);
  expect(rows.toArray()).toEqual(expected);
  expect(rows.dtype).toBe('int32');
});

test('typed arrays, empty sequences and fractions', () => {
  const rows = padSequences([Int32Array.of(1, 2), [], [0.5]], { dtype: 'float32' });
  expect([rows.dtype, rows.toArray()]).toEqual([
    'float32',
    [
      [1, 2],
      [0, 0],
      [0, 0.5],
    ],
  ]);
  expect(padSequences([]).shape).toEqual([0, 0]);
  expect(padSequences([[]], { maxlen: 2 }).toArray()).toEqual([[0, 0]]);
});

test.each([
  [
    [[1, 2.5]],
    {},
    DataError,
    'element 1 of sequence 0 must be a number that int32 holds, received 2.5',
  ],
  [[[1, 300]], { dtype: 'uint8' }, DataError, 'a number that uint8 holds, received 300'],
  [[['a']], { dtype: 'float32' }, DataError, 'received "a"'],
  [[[1]], { value: 0.5 }, DataError, '`value` must be a number that int32 holds'],
  [[1], {}, ArgumentError, 'sequence 0 must be a list of numbers, received 1'],
  [[[1]], { padding: 'before' }, ArgumentError, "'pre', 'post'"],
  [[[1]], { maxLen: 3 }, ArgumentError, 'did you mean `maxlen`'],
  [[[1], [2]], { maxlen: 2 ** 31 }, ArgumentError, '`maxlen`'],
])('padSequences(%j, %j) is refused', (sequences, options, Kind, why) => {
  const act = () => padSequences(sequences as number[][], options as PadSequencesOptions);
  expect(act).toThrow(Kind);
  expect(act).toThrow(why);
});
