import { ArgumentError, ndArray, ShapeError, stringArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plain, plainElements } from '../../test-support/plain.ts';
import { Dataset } from './dataset.ts';
import { fromTensorSlices } from './from-tensor-slices.ts';

const filled = (value: number, shape: readonly number[]) =>
  ndArray(new Int32Array(shape.reduce((a, b) => a * b, 1)).fill(value), shape);

/** [1], [2, 2], [3, 3, 3], … */
const ragged = Dataset.range(1, 6).map((n) => filled(n.at(), [n.at()]));
const records = Dataset.range(1, 4).map((n) => ({ a: filled(n.at(), [n.at(), 2]), b: n }));

// Expected values recorded from tf.data.
test('pads to the longest of each batch', async () => {
  expect(await plainElements(ragged.paddedBatch(2))).toEqual([
    [
      [1, 0],
      [2, 2],
    ],
    [
      [3, 3, 3, 0],
      [4, 4, 4, 4],
    ],
    [[5, 5, 5, 5, 5]],
  ]);
  expect(await plainElements(ragged.paddedBatch(2, { dropRemainder: true }))).toHaveLength(2);
  expect(ragged.paddedBatch(2).cardinality).toBe(3);
});

test('pads to a given shape with a given value', async () => {
  const padded = ragged.paddedBatch(2, { paddedShapes: [6], paddingValues: -1 });
  expect(await plainElements(padded)).toEqual([
    [
      [1, -1, -1, -1, -1, -1],
      [2, 2, -1, -1, -1, -1],
    ],
    [
      [3, 3, 3, -1, -1, -1],
      [4, 4, 4, 4, -1, -1],
    ],
    [[5, 5, 5, 5, 5, -1]],
  ]);
});

test('pads every axis', async () => {
  const shrinking = Dataset.range(1, 4).map((n) => filled(n.at(), [n.at(), 4 - n.at()]));
  expect(await plainElements(shrinking.paddedBatch(3))).toEqual([
    [
      [
        [1, 1, 1],
        [0, 0, 0],
        [0, 0, 0],
      ],
      [
        [2, 2, 0],
        [2, 2, 0],
        [0, 0, 0],
      ],
      [
        [3, 0, 0],
        [3, 0, 0],
        [3, 0, 0],
      ],
    ],
  ]);
});

test('pads each array of a record in its own way', async () => {
  const options = { paddedShapes: { a: [null, 3], b: [] }, paddingValues: { a: 9 } } as const;
  expect(await plainElements(records.paddedBatch(2, options))).toEqual([
    {
      a: [
        [
          [1, 1, 9],
          [9, 9, 9],
        ],
        [
          [2, 2, 9],
          [2, 2, 9],
        ],
      ],
      b: [1, 2],
    },
    {
      a: [
        [
          [3, 3, 9],
          [3, 3, 9],
          [3, 3, 9],
        ],
      ],
      b: [3],
    },
  ]);
});

test('pads texts with empty ones, and empty arrays with anything', async () => {
  const words = Dataset.range(1, 4).map((n) =>
    stringArray(Array.from({ length: n.at() }, () => 'a')),
  );
  const [batch] = await collect(words.paddedBatch(3));
  expect(plain(batch)).toEqual([
    ['a', '', ''],
    ['a', 'a', ''],
    ['a', 'a', 'a'],
  ]);
  const [dashes] = await collect(words.paddedBatch(3, { paddingValues: '-' }));
  expect(plain(dashes)).toEqual([
    ['a', '-', '-'],
    ['a', 'a', '-'],
    ['a', 'a', 'a'],
  ]);
  const mostlyEmpty = Dataset.range(2).map((n) => filled(7, [n.at()]));
  expect(await plainElements(mostlyEmpty.paddedBatch(2))).toEqual([[[0], [7]]]);
});

test('says what the batches are made of', () => {
  const rows = fromTensorSlices({ a: [[[1, 2]], [[3, 4]]], b: [1, 2] });
  const spec = rows.paddedBatch(2, { paddedShapes: { a: [null, 3] } }).elementSpec;
  expect(String(spec?.a)).toBe('int32 [?, ?, 3]');
  expect(String(spec?.b)).toBe('int32 [?]');
});

test.each<[string, () => Dataset<never>, new (...args: never[]) => Error, string]>([
  [
    'too small a shape',
    () => ragged.paddedBatch(2, { paddedShapes: [1] }) as never,
    ShapeError,
    'element 1 of the batch has shape [2], which `paddedShapes` [1] has no room for',
  ],
  [
    'a shape of another rank',
    () => ragged.paddedBatch(2, { paddedShapes: [3, 3] }) as never,
    ShapeError,
    'element 0 of the batch has shape [1], which `paddedShapes` [3, 3] has no room for',
  ],
  [
    'elements of several ranks',
    () =>
      Dataset.range(2)
        .map((n) => (n.at() ? ndArray([1]) : n))
        .paddedBatch(2) as never,
    ShapeError,
    'element 1 of the batch has shape [1] where the first has 0 axes',
  ],
  [
    'a value that the type cannot hold',
    () => ragged.paddedBatch(2, { paddingValues: 0.5 }) as never,
    ArgumentError,
    '`paddingValues` must be a value of int32, received 0.5',
  ],
  [
    'a text among numbers',
    () => records.paddedBatch(2, { paddingValues: { a: '' } }) as never,
    ArgumentError,
    '`paddingValues` of `a` must be a value of int32, received ""',
  ],
  [
    'an array that elements lack',
    () => records.paddedBatch(2, { paddedShapes: { c: [] } as never }) as never,
    ArgumentError,
    '`paddedShapes` names `c`, and elements have a, b',
  ],
  [
    'something else for a shape',
    () => records.paddedBatch(2, { paddedShapes: { a: 3 } as never }) as never,
    ArgumentError,
    '`paddedShapes.a` must have the structure of the elements, received 3',
  ],
])('refuses %s', async (_, make, kind, message) => {
  const error = await collect(make()).catch((reason) => reason);
  expect(error).toBeInstanceOf(kind);
  expect(error.message).toContain(`Dataset.paddedBatch: ${message}`);
});

test('refuses unknown options', () => {
  expect(() => ragged.paddedBatch(2, { paddedShape: [3] } as never)).toThrow(
    'did you mean `paddedShapes`',
  );
  expect(() => ragged.paddedBatch(0)).toThrow('Dataset.paddedBatch: `batchSize`');
});

test('a batch may have more elements than a call has arguments', async () => {
  const many = 200_000;
  const scalars = fromTensorSlices(filled(7, [many, 1]));
  const [whole] = await collect(scalars.paddedBatch(many));
  expect(whole?.shape).toEqual([many, 1]);
  expect(whole?.sum()).toBe(7 * many);
});
