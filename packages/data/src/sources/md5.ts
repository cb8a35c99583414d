import type { Bytes } from '../formats/bytes.ts';
import { digestInPieces } from './digest-in-pieces.ts';

/** MD5 of the bytes, as 32 hexadecimal digits. It tells a damaged file, and is no proof against forgers. */
export async function md5(bytes: Bytes): Promise<string> {
  // No platform has it for pages: `crypto.subtle` leaves it out.
  const noble = await import('@noble/hashes/legacy.js');
  return digestInPieces(noble.md5.create(), bytes);
}
