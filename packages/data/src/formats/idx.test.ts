import { gzipSync } from 'node:zlib';
import { DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { readIdx } from './idx.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const matrix = bytes(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255);

test.each([
  { kind: 'plain', file: matrix },
  { kind: 'gzipped', file: new Uint8Array(gzipSync(matrix)) },
])('reads a $kind matrix of bytes', async ({ file }) => {
  const array = await readIdx(file);
  expect(array.dtype).toBe('uint8');
  expect(array.toArray()).toEqual([
    [1, 2, 3],
    [4, 5, 255],
  ]);
});

describe('refuses, and says why,', () => {
  test.each([
    { what: 'an empty file', file: bytes(), why: 'received no bytes at all' },
    { what: 'another format', file: bytes(0x89, 0x50, 0x4e, 0x47), why: 'the bytes 89 50 4e 47' },
    { what: 'floats', file: bytes(0, 0, 0x0d, 1, 0, 0, 0, 0), why: 'received floats' },
    { what: 'an unknown type', file: bytes(0, 0, 7, 1), why: 'the unknown type 0x07' },
    { what: 'half a header', file: matrix.subarray(0, 9), why: 'ends inside its header' },
    {
      what: 'missing elements',
      file: matrix.subarray(0, 17),
      why: 'ends after 5 of the 6 elements of shape [2, 3]',
    },
    {
      what: 'left-over bytes',
      file: bytes(...matrix, 0),
      why: 'goes on after the 6 elements of shape [2, 3]',
    },
    {
      what: 'a promise of 2^62 elements',
      file: bytes(0, 0, 8, 2, 0x7f, 255, 255, 255, 0x7f, 255, 255, 255),
      why: 'more than `maxSize` 1073741824',
    },
    {
      what: 'damaged gzip',
      file: new Uint8Array(gzipSync(matrix)).subarray(0, 20),
      why: 'the gzip data is damaged',
    },
  ])('$what', async ({ file, why }) => {
    const error = await readIdx(file).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(String(error)).toContain(why);
  });

  test('more elements than maxSize', async () => {
    await expect(readIdx(matrix, { maxSize: 5 })).rejects.toThrow(
      /6 elements, more than .maxSize. 5/,
    );
  });

  test('an unknown option', async () => {
    await expect(readIdx(matrix, { maxsize: 5 } as object)).rejects.toThrow(
      'did you mean `maxSize`',
    );
  });
});

test('a gzip bomb is not inflated past what the header promises', async () => {
  const bomb = new Uint8Array(
    gzipSync(Buffer.concat([matrix, Buffer.alloc(300_000_000)]), { level: 1 }),
  );
  const before = process.memoryUsage().arrayBuffers;
  await expect(readIdx(bomb)).rejects.toThrow('goes on after the 6 elements');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
});
