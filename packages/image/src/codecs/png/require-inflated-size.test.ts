import { deflateSync } from 'node:zlib';
import { AbortError } from '@myelin/core';
import { expect, test } from 'vitest';
import { requireInflatedSize } from './require-inflated-size.ts';

const source = { where: 'decodeImage', title: 'the image' };
const zeros = (count: number): Uint8Array => deflateSync(new Uint8Array(count), { level: 1 });

test('takes as many bytes as were said, in any number of pieces', async () => {
  const bytes = zeros(100_000);
  const pieces = [bytes.subarray(0, 7), bytes.subarray(7)];
  await expect(requireInflatedSize(pieces, 100_000, source, undefined)).resolves.toBeUndefined();
});

test.each([
  [99_999, 'more pixels are compressed in it than it has'],
  [100_001, 'pixels are missing'],
])('refuses 100,000 bytes where there should be %d', async (size, problem) => {
  const failed = requireInflatedSize([zeros(100_000)], size, source, undefined);
  await expect(failed).rejects.toThrow(`the image is damaged or cut off: ${problem}`);
});

test('refuses what was not compressed', async () => {
  const failed = requireInflatedSize([new Uint8Array(100).fill(7)], 5, source, undefined);
  await expect(failed).rejects.toThrow('its pixels cannot be decompressed');
});

test('lets other work run, which may stop it', async () => {
  const controller = new AbortController();
  const size = 2 ** 26;
  const counting = requireInflatedSize([zeros(size)], size, source, controller.signal);
  setTimeout(() => controller.abort(), 1);
  await expect(counting).rejects.toThrow(AbortError);
});
