import { EventLoopBreather } from '@myelin/core';
import { hexDigits } from './hex-digits.ts';

/** A digest that is on its way, as `@noble/hashes` makes them. */
interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** Bytes digested without a pause: some 10 ms of work. */
const PIECE = 2 ** 20;

/** The digest of the bytes as hexadecimal digits, made in steps that let a page stay alive. */
export async function digestInPieces(hash: Hash, bytes: Uint8Array): Promise<string> {
  const breather = new EventLoopBreather();
  for (let from = 0; from < bytes.length; from += PIECE) {
    hash.update(bytes.subarray(from, from + PIECE));
    await breather.breathe();
  }
  return hexDigits(hash.digest());
}
