import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Bytes } from './bytes.ts';
import { inflate } from './inflate.ts';

const text = 'myelin sheath '.repeat(5000);

test.each([
  { format: 'gzip', compress: gzipSync },
  { format: 'deflate-raw', compress: deflateRawSync },
] as const)('$format gives back what was compressed', async ({ format, compress }) => {
  const pieces: Bytes[] = [];
  for await (const piece of inflate(new Uint8Array(compress(text)), format)) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe(text);
});

test('a reader that stops early does not pay for the rest', async () => {
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(300_000_000), { level: 1 }));
  const before = process.memoryUsage().arrayBuffers;
  for await (const piece of inflate(bomb, 'gzip')) {
    expect(piece.length).toBeLessThan(1e6);
    break;
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
});

test('damaged data is an error, not a short result', async () => {
  const damaged = new Uint8Array(gzipSync(text)).subarray(0, 100);
  await expect(async () => {
    for await (const _ of inflate(damaged, 'gzip'));
  }).rejects.toThrow();
});
