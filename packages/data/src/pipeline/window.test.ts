import { ArgumentError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plainElements } from '../../test-support/plain.ts';
import { Dataset } from './dataset.ts';
import { fromArrays } from './from-arrays.ts';
import { fromTensorSlices } from './from-tensor-slices.ts';
import type { DatasetWindowOptions } from './window.ts';

const windowsOf = async (dataset: Dataset<Dataset<unknown>>): Promise<unknown[][]> =>
  Promise.all((await collect(dataset)).map(plainElements));

// Recorded from tf.data: list(range(7).window(…)) and its cardinality.
const recorded: readonly [size: number, options: DatasetWindowOptions, windows: number[][]][] = [
  [3, {}, [[0, 1, 2], [3, 4, 5], [6]]],
  [
    3,
    { dropRemainder: true },
    [
      [0, 1, 2],
      [3, 4, 5],
    ],
  ],
  [3, { shift: 1 }, [[0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 6], [5, 6], [6]]],
  [3, { shift: 2, stride: 2 }, [[0, 2, 4], [2, 4, 6], [4, 6], [6]]],
  [
    3,
    { shift: 2, stride: 2, dropRemainder: true },
    [
      [0, 2, 4],
      [2, 4, 6],
    ],
  ],
  [
    2,
    { shift: 4 },
    [
      [0, 1],
      [4, 5],
    ],
  ],
  [2, { shift: 3, stride: 3 }, [[0, 3], [3, 6], [6]]],
  [1, { shift: 5, dropRemainder: true }, [[0], [5]]],
  [10, {}, [[0, 1, 2, 3, 4, 5, 6]]],
  [10, { dropRemainder: true }, []],
  [3, { stride: 3, shift: 1 }, [[0, 3, 6], [1, 4], [2, 5], [3, 6], [4], [5], [6]]],
];

describe.each([
  { kind: 'elements', dataset: Dataset.range(7) },
  { kind: 'rows', dataset: fromTensorSlices([0, 1, 2, 3, 4, 5, 6]) },
])('windows of $kind', ({ dataset }) => {
  test.each(recorded)('of %i, %o', async (size, options, windows) => {
    const made = dataset.window(size, options);
    expect(await windowsOf(made)).toEqual(windows);
    expect(made.cardinality).toBe(windows.length);
  });
});

test('the number of windows is known without a pass', () => {
  // Recorded from tf.data for 0, 1, 5, 7 and 8 elements, without and with dropRemainder.
  const plans = [
    [3, 3, 1],
    [3, 1, 1],
    [3, 2, 2],
    [2, 4, 1],
    [2, 3, 3],
  ] as const;
  const counts = [0, 1, 5, 7, 8].flatMap((count) =>
    plans.flatMap(([size, shift, stride]) =>
      [false, true].map(
        (dropRemainder) =>
          Dataset.range(count).window(size, { shift, stride, dropRemainder }).cardinality,
      ),
    ),
  );
  expect(counts).toEqual([
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 2, 1, 5, 3, 3, 1, 2, 1, 2, 1, 3, 2,
    7, 5, 4, 2, 2, 2, 3, 2, 3, 2, 8, 6, 4, 2, 2, 2, 3, 2,
  ]);
  expect(Dataset.range(7).repeat().window(2).cardinality).toBe(Number.POSITIVE_INFINITY);
});

test('windows become sequences with flatMap and batch', async () => {
  const rows = fromTensorSlices([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  const sequences = rows
    .window(2, { shift: 1, dropRemainder: true })
    .flatMap((window) => window.batch(2));
  expect(await plainElements(sequences)).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    [
      [3, 4],
      [5, 6],
    ],
  ]);
  const repeated = Dataset.range(1, 4)
    .repeat(2)
    .window(2)
    .flatMap((window) => window.batch(2));
  expect(await plainElements(repeated)).toEqual([
    [1, 2],
    [3, 1],
    [2, 3],
  ]);
});

test('elements stay whole, and a window can be gone through again', async () => {
  const examples = fromArrays([1, 2, 3], [10, 20, 30]).window(2);
  const [first] = await collect(examples);
  expect(first?.cardinality).toBe(2);
  const expected = [
    { x: 1, y: 10 },
    { x: 2, y: 20 },
  ];
  expect(await plainElements(first as Dataset)).toEqual(expected);
  expect(await plainElements(first as Dataset)).toEqual(expected);
});

test('windows have to become arrays before they can be batched', async () => {
  const batches = Dataset.range(4).window(2).batch(2);
  await expect(collect(batches)).rejects.toThrow(
    /an instance of Dataset.\n {2}Fix: make arrays of windows first: flatMap/,
  );
});

test.each<[string, () => unknown]>([
  ['size', () => Dataset.range(3).window(0)],
  ['shift', () => Dataset.range(3).window(1, { shift: 0 })],
  ['stride', () => Dataset.range(3).window(1, { stride: 1.5 })],
  ['dropRemainder', () => Dataset.range(3).window(1, { dropRemainder: 1 as never })],
  ['shft', () => Dataset.range(3).window(1, { shft: 1 } as never)],
])('a bad `%s` is refused', (option, build) => {
  expect(build).toThrow(ArgumentError);
  expect(build).toThrow(`Dataset.window: \`${option}\``);
});
