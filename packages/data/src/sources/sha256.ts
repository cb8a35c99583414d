import type { Bytes } from '../formats/bytes.ts';
import { digestInPieces } from './digest-in-pieces.ts';
import { hexDigits } from './hex-digits.ts';

/** SHA-256 of the bytes, as 64 hexadecimal digits. */
export async function sha256(bytes: Bytes): Promise<string> {
  if (globalThis.crypto?.subtle) {
    return hexDigits(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  }
  // A page served over plain http, such as a class's server in its own network, has no `crypto.subtle`.
  const noble = await import('@noble/hashes/sha2.js');
  return digestInPieces(noble.sha256.create(), bytes);
}
