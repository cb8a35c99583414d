/**
 * Where the first byte sequence begins that is no character in UTF-8, or that the end cuts off; -1 if all are.
 *
 * Continuation bytes at the very beginning are taken for the rest of a character that began before.
 *
 * @source Unicode 17, table 3-7 (well-formed UTF-8 byte sequences)
 */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let at = 0;
  while (at < Math.min(3, bytes.length) && isContinuation(bytes[at])) at++;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && byte >> 6 === 0b10;

/** Bytes of the character that begins there; 0 if none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return 0;
  const second = bytes[at + 1];
  for (let i = 1; i < length; i++) if (!isContinuation(bytes[at + i])) return 0;
  const [low, high] = secondRange(first);
  return second !== undefined && second >= low && second <= high ? length : 0;
}

/** No overlong forms, no halves of surrogate pairs, nothing above U+10FFFF. */
function secondRange(first: number): readonly [low: number, high: number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  if (first === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}
