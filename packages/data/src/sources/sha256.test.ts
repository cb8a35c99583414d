import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { plainSha256 } from './plain-sha256.ts';
import { sha256 } from './sha256.ts';

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180-4, example
const abc = new TextEncoder().encode('abc');

afterEach(() => vi.unstubAllGlobals());

test('gives the digest of the standard', async () => {
  expect(await sha256(abc)).toBe(ABC);
});

test('gives it also in a page without crypto.subtle', async () => {
  vi.stubGlobal('crypto', {});
  expect(await sha256(abc)).toBe(ABC);
});

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])(
  'agrees without help with the platform on %i bytes',
  (length) => {
    const bytes = Uint8Array.from({ length: length + 1 }, (_, i) => (i * 151) & 255).subarray(1);
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(Buffer.from(plainSha256(bytes)).toString('hex')).toBe(expected);
  },
);
