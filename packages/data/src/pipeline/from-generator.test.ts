import { ArgumentError, DataError, type NdArray, ndArray, type StringArray } from '@myelin/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plainElements } from '../../test-support/plain.ts';
import type { Dataset } from './dataset.ts';
import { ArraySpec } from './element-spec.ts';
import { fromGenerator } from './from-generator.ts';

function* three(): Generator<NdArray> {
  yield* [1, 2, 3].map((value) => ndArray(value));
}

async function* promised(): AsyncGenerator<NdArray> {
  yield* three();
}

describe('a data set comes from', () => {
  test.each<[string, Parameters<typeof fromGenerator<NdArray>>[0]]>([
    ['a generator', three],
    ['an async generator', promised],
    ['a function that promises one', async () => promised()],
    ['a list', () => [...three()]],
    ['a list of promises', () => [...three()].map(async (one) => one)],
    ['a bare iterator', () => ({ next: three().next.bind(three()) }) as never],
    ['a stream', () => fromGenerator(three).toReadableStream()],
    [
      'a stream that cannot be iterated over',
      () => {
        const reader = fromGenerator(three).toReadableStream().getReader();
        return { getReader: () => reader } as never;
      },
    ],
    ['another data set', () => fromGenerator(three)],
  ])('%s', async (_, generate) => {
    const dataset = fromGenerator(generate);
    expect(await plainElements(dataset.batch(2))).toEqual([[1, 2], [3]]);
    expect(dataset.cardinality).toBe('unknown');
  });
});

test('every pass calls the function anew', async () => {
  const dataset = fromGenerator(three);
  expect(await plainElements(dataset.repeat(2))).toEqual([1, 2, 3, 1, 2, 3]);
  expect(await plainElements(dataset)).toEqual([1, 2, 3]);
});

test('numbers, texts and lists become arrays', async () => {
  const dataset = fromGenerator(function* () {
    yield { x: { size: 50, place: 'Ulsan' }, y: [1, 0] };
    yield { x: { size: 60, place: 'Jeju' }, y: [0.5, 1] };
  });
  expectTypeOf(dataset).toEqualTypeOf<
    Dataset<{
      readonly x: { readonly size: NdArray; readonly place: StringArray };
      readonly y: NdArray;
    }>
  >();
  const [first, second] = await collect(dataset);
  expect(first?.x.size.dtype).toBe('int32');
  expect(first?.x.place.toArray()).toBe('Ulsan');
  expect([first?.y.dtype, second?.y.dtype]).toEqual(['int32', 'float32']);
});

describe('elementSpec', () => {
  const elementSpec = {
    x: new ArraySpec({ shape: [null], dtype: 'float32' }),
    y: new ArraySpec({ shape: [], dtype: 'uint8' }),
  };
  const withSpec = (...elements: readonly unknown[]) =>
    fromGenerator(() => elements as { x: number[]; y: number }[], { elementSpec });

  test('says which types numbers in lists become', async () => {
    const dataset = withSpec({ x: [1, 2], y: 0 }, { x: [0.5, 1], y: 255 });
    expect(dataset.elementSpec).toBe(elementSpec);
    const [batch] = await collect(dataset.batch(2));
    expect([batch?.x.dtype, batch?.y.dtype]).toEqual(['float32', 'uint8']);
    expect(batch?.x.toArray()).toEqual([
      [1, 2],
      [0.5, 1],
    ]);
    expect(String(dataset.batch(2).elementSpec?.x)).toBe('float32 [?, ?]');
  });

  test.each<[string, unknown, string]>([
    ['a value that the type cannot hold', { x: [1], y: 256 }, '`y` of element 0 must hold uint8'],
    [
      'an array of another type',
      { x: ndArray([1]), y: 1 },
      '`x` of element 0 must be float32 as `elementSpec` says, received int32',
    ],
    [
      'another shape',
      { x: [[1]], y: 1 },
      '`x` of element 0 must have shape [?] as `elementSpec` says, received [1, 1]',
    ],
    [
      'a text',
      { x: ['a'], y: 1 },
      '`x` of element 0 must be float32 as `elementSpec` says, received string',
    ],
    [
      'a missing array',
      { x: [1] },
      'element 0 must have x, y as `elementSpec` says, received an object with x',
    ],
    ['one array for a record', [1], 'element 0 must have x, y as `elementSpec` says, received [1]'],
  ])('refuses %s', async (_, element, message) => {
    await expect(collect(withSpec(element))).rejects.toThrow(message);
  });
});

test('an error of the generator says at which element, and is kept', async () => {
  const cause = new Error('the disk is gone.');
  const dataset = fromGenerator(function* () {
    yield 1;
    throw cause;
  });
  const error = await collect(dataset).catch((reason) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect(error.message).toContain(
    'fromGenerator: the generator failed at element 1: the disk is gone.\n',
  );
  expect(error.cause).toBe(cause);
});

test.each<[string, () => unknown, string]>([
  [
    'an iterator instead of a function',
    () => fromGenerator<number>(three() as never),
    '`generate` must be a function',
  ],
  [
    'something else for a spec',
    () => fromGenerator(three, { elementSpec: { x: { shape: [], dtype: 'int32' } } as never }),
    '`elementSpec.x.shape` must be an ArraySpec, or a list or record of them, received []',
  ],
  [
    'an unknown element type',
    () => new ArraySpec({ shape: [], dtype: 'float' as never }),
    "ArraySpec: `dtype` must be one of 'float64'",
  ],
  [
    'sizes that make no sense',
    () => new ArraySpec({ shape: [-1], dtype: 'int32' }),
    'ArraySpec: `shape` must be a list of sizes, received [-1]',
  ],
  ['unknown options', () => fromGenerator(three, { spec: 1 } as never), '`elementSpec`'],
])('refuses %s', (_, build, message) => {
  expect(build).toThrow(ArgumentError);
  expect(build).toThrow(message);
});

test.each<[string, unknown, string]>([
  [
    'nothing to iterate over',
    () => 3,
    '`generate` must give something to iterate over, received 3',
  ],
  ['a text', () => 'abc', '`generate` must give something to iterate over, received "abc"'],
  [
    'nothing for an element',
    () => [undefined],
    'must yield arrays, received undefined as element 0',
  ],
  ['something odd for an element', () => [new Map()], 'element 0'],
])('refuses in the pass %s', async (_, generate, message) => {
  await expect(collect(fromGenerator<number>(generate as never))).rejects.toThrow(message);
});
