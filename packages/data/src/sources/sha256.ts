import type { Bytes } from '../formats/bytes.ts';
import { hexDigits } from './hex-digits.ts';
import { plainSha256 } from './plain-sha256.ts';

/** SHA-256 of the bytes, as 64 hexadecimal digits. */
export async function sha256(bytes: Bytes): Promise<string> {
  // A page served over plain http, such as a class's server in its own network, has no `crypto.subtle`.
  const digest = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : plainSha256(bytes);
  return hexDigits(digest);
}
