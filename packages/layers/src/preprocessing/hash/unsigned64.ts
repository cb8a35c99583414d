/** Arithmetic of whole numbers modulo 2^64, in which 64-bit hashes are computed. */

const MASK = (1n << 64n) - 1n;

export const add64 = (a: bigint, b: bigint): bigint => (a + b) & MASK;

export const mul64 = (a: bigint, b: bigint): bigint => (a * b) & MASK;

export const rotateLeft64 = (x: bigint, bits: bigint): bigint =>
  ((x << bits) | (x >> (64n - bits))) & MASK;

export const rotateRight64 = (x: bigint, bits: bigint): bigint => rotateLeft64(x, 64n - bits);

/** A whole number, perhaps negative, as the unsigned one with the same 64 bits. */
export const unsigned64 = (x: bigint): bigint => BigInt.asUintN(64, x);
