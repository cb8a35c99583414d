/** Castagnoli's polynomial, its bits reversed. */
const polynomial = 0x82f63b78;

/** Remainders of all bytes. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = (remainder >>> 1) ^ (remainder & 1 ? polynomial : 0);
  }
  return remainder;
});

/**
 * CRC-32C of bytes, from 0 to 2³² − 1.
 *
 * @source RFC 3720, appendix B.4.
 * @example
 * crc32c(new TextEncoder().encode('123456789')) // => 3808858755
 */
export function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder = (remainder >>> 8) ^ (table[(remainder ^ byte) & 0xff] ?? 0);
  }
  return ~remainder >>> 0;
}
