import { createHash } from 'node:crypto';
import { philoxWords } from '@myelin/core';
import { expect, test } from 'vitest';
import type { Bytes } from '../formats/bytes.ts';
import { verify } from './verify.ts';

const digest = (algorithm: string, bytes: Bytes): string =>
  createHash(algorithm).update(bytes).digest('hex');
const random = new Uint8Array(philoxWords(50, { seed: 1 }).buffer as ArrayBuffer);

// Lengths around those where padding takes another block.
test.each([0, 1, 55, 56, 63, 64, 119, 120, 200])(
  '%d bytes have the digests of OpenSSL',
  async (bytes) => {
    const content = random.slice(0, bytes);
    const [sha256, md5] = [digest('sha256', content), digest('md5', content)];
    expect(await verify({ bytes, sha256 }, content)).toBeUndefined();
    expect(await verify({ bytes, md5 }, content)).toBeUndefined();
    if (bytes === 0) return;
    const wrong = content.slice();
    wrong[0] = (wrong[0] ?? 0) ^ 1;
    expect(await verify({ bytes, sha256 }, wrong)).toMatch(/^has SHA-256 .* instead of /);
    expect(await verify({ bytes, md5 }, wrong)).toBe(
      `has MD5 ${digest('md5', wrong)} instead of ${md5}`,
    );
  },
);

test('the size is looked at first', async () => {
  expect(await verify({ bytes: 3, md5: '' }, random)).toBe('has 208 bytes instead of 3');
});
