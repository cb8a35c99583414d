import { expect, test } from 'vitest';
import { ByteReader } from './byte-reader.ts';
import type { Bytes } from './bytes.ts';

async function* pieces(...lists: number[][]): AsyncGenerator<Bytes> {
  for (const list of lists) yield Uint8Array.from(list);
}

test('reads across pieces, whatever their sizes', async () => {
  const reader = new ByteReader(pieces([1], [], [2, 3, 4], [5]));
  expect([...(await reader.read(2))]).toEqual([1, 2]);
  expect([...(await reader.read(2))]).toEqual([3, 4]);
  expect(await reader.atEnd()).toBe(false);
  expect([...(await reader.read(3))]).toEqual([5]);
  expect(await reader.atEnd()).toBe(true);
});

test('closing lets the stream clean up', async () => {
  let open = true;
  const stream = (async function* (): AsyncGenerator<Bytes> {
    try {
      yield Uint8Array.of(1);
      yield Uint8Array.of(2);
    } finally {
      open = false;
    }
  })();
  const reader = new ByteReader(stream);
  await reader.read(1);
  await reader.close();
  expect(open).toBe(false);
});
