import { afterEach, expect, test, vi } from 'vitest';
import { verify } from './verify.ts';

afterEach(() => vi.unstubAllGlobals());

const abc = new TextEncoder().encode('abc');
const md5 = '900150983cd24fb0d6963f7d28e17f72'; // RFC 1321, A.5
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180-4

test('a page compares checksums, with crypto.subtle and without', async () => {
  expect(await verify({ bytes: 3, md5 }, abc)).toBeUndefined();
  expect(await verify({ bytes: 3, sha256 }, abc)).toBeUndefined();
  vi.stubGlobal('crypto', {});
  expect(await verify({ bytes: 3, sha256 }, abc)).toBeUndefined();
  expect(await verify({ bytes: 3, sha256: md5 }, abc)).toMatch(/^has SHA-256 ba78/);
});
