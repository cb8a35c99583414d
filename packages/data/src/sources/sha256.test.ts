import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sha256 } from './sha256.ts';

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180-4, example
const abc = new TextEncoder().encode('abc');

afterEach(() => vi.unstubAllGlobals());

test('gives the digest of the standard', async () => {
  expect(await sha256(abc)).toBe(ABC);
});

describe('in a page without crypto.subtle', () => {
  test('gives the same digest', async () => {
    vi.stubGlobal('crypto', {});
    expect(await sha256(abc)).toBe(ABC);
  });

  // Around the lengths where padding takes another block, and those of one piece and a little more.
  test.each([0, 55, 56, 64, 119, 120, 2 ** 20, 2 ** 20 + 1, 3_000_000])(
    'agrees with the platform on %i bytes',
    async (length) => {
      const bytes = Uint8Array.from({ length: length + 1 }, (_, i) => (i * 151) & 255).subarray(1);
      const expected = createHash('sha256').update(bytes).digest('hex');
      vi.stubGlobal('crypto', {});
      expect(await sha256(bytes)).toBe(expected);
    },
  );

  test('lets other work run while it reads a large file', async () => {
    vi.stubGlobal('crypto', {});
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await sha256(new Uint8Array(20_000_000));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });
});
