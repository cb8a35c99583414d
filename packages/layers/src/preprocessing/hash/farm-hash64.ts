/**
 * FarmHash's 64-bit fingerprint (`farmhashna::Hash64`), which TensorFlow hashes text with.
 *
 * @source Pike & Alakuijala, FarmHash 1.1. Written anew, since the packages that have it are compiled modules which a
 * page cannot import without a bundler.
 */

import { add64, mul64, rotateRight64 } from './unsigned64.ts';

const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;

/** A 64-bit hash of bytes; as a fingerprint it never changes. */
export function farmHash64(bytes: Uint8Array): bigint {
  const input = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (input.byteLength <= 16) return hashUpTo16(input);
  if (input.byteLength <= 32) return hashUpTo32(input);
  if (input.byteLength <= 64) return hashUpTo64(input);
  return hashLong(input);
}

const word = (input: DataView, at: number): bigint => input.getBigUint64(at, true);

const halfWord = (input: DataView, at: number): bigint => BigInt(input.getUint32(at, true));

const mixed = (x: bigint): bigint => x ^ (x >> 47n);

function hash16(low: bigint, high: bigint, factor: bigint): bigint {
  const a = mixed(mul64(low ^ high, factor));
  return mul64(mixed(mul64(high ^ a, factor)), factor);
}

function hashUpTo16(input: DataView): bigint {
  const length = input.byteLength;
  const size = BigInt(length);
  const factor = add64(K2, size * 2n);
  if (length >= 8) {
    const a = add64(word(input, 0), K2);
    const b = word(input, length - 8);
    const c = add64(mul64(rotateRight64(b, 37n), factor), a);
    const d = mul64(add64(rotateRight64(a, 25n), b), factor);
    return hash16(c, d, factor);
  }
  if (length >= 4) {
    return hash16(size + (halfWord(input, 0) << 3n), halfWord(input, length - 4), factor);
  }
  if (length === 0) return K2;
  const first = BigInt(input.getUint8(0));
  const y = first + (BigInt(input.getUint8(length >> 1)) << 8n);
  const z = size + (BigInt(input.getUint8(length - 1)) << 2n);
  return mul64(mixed(mul64(y, K2) ^ mul64(z, K0)), K2);
}

function hashUpTo32(input: DataView): bigint {
  const length = input.byteLength;
  const factor = add64(K2, BigInt(length) * 2n);
  const a = mul64(word(input, 0), K1);
  const b = word(input, 8);
  const c = mul64(word(input, length - 8), factor);
  const d = mul64(word(input, length - 16), K2);
  return hash16(
    add64(add64(rotateRight64(add64(a, b), 43n), rotateRight64(c, 30n)), d),
    add64(add64(a, rotateRight64(add64(b, K2), 18n)), c),
    factor,
  );
}

function hashUpTo64(input: DataView): bigint {
  const length = input.byteLength;
  const factor = add64(K2, BigInt(length) * 2n);
  const a = mul64(word(input, 0), K2);
  const b = word(input, 8);
  const c = mul64(word(input, length - 8), factor);
  const d = mul64(word(input, length - 16), K2);
  const y = add64(add64(rotateRight64(add64(a, b), 43n), rotateRight64(c, 30n)), d);
  const z = hash16(y, add64(add64(a, rotateRight64(add64(b, K2), 18n)), c), factor);
  const e = mul64(word(input, 16), factor);
  const f = word(input, 24);
  const g = mul64(add64(y, word(input, length - 32)), factor);
  const h = mul64(add64(z, word(input, length - 24)), factor);
  return hash16(
    add64(add64(rotateRight64(add64(e, f), 43n), rotateRight64(g, 30n)), h),
    add64(add64(e, rotateRight64(add64(f, a), 18n)), g),
    factor,
  );
}

type Pair = readonly [bigint, bigint];

/** 32 bytes at `at`, mixed into a state of two words. */
function weakHash32(input: DataView, at: number, a: bigint, b: bigint): Pair {
  const last = word(input, at + 24);
  const first = add64(a, word(input, at));
  const rotated = rotateRight64(add64(add64(b, first), last), 21n);
  const sum = add64(add64(first, word(input, at + 8)), word(input, at + 16));
  return [add64(sum, last), add64(add64(rotated, rotateRight64(sum, 44n)), first)];
}

/** One block of 64 bytes after another, and the last 64 bytes once more. */
function hashLong(input: DataView): bigint {
  const length = input.byteLength;
  const seed = 81n;
  let x = add64(mul64(seed, K2), word(input, 0));
  let y = add64(mul64(seed, K1), 113n);
  let z = mul64(mixed(add64(mul64(y, K2), 113n)), K2);
  let v: Pair = [0n, 0n];
  let w: Pair = [0n, 0n];
  const end = (length - 1) & ~63;
  for (let at = 0; at < end; at += 64) {
    x = mul64(rotateRight64(add64(add64(add64(x, y), v[0]), word(input, at + 8)), 37n), K1);
    y = mul64(rotateRight64(add64(add64(y, v[1]), word(input, at + 48)), 42n), K1);
    x ^= w[1];
    y = add64(y, add64(v[0], word(input, at + 40)));
    z = mul64(rotateRight64(add64(z, w[0]), 33n), K1);
    v = weakHash32(input, at, mul64(v[1], K1), add64(x, w[0]));
    w = weakHash32(input, at + 32, add64(z, w[1]), add64(y, word(input, at + 16)));
    [z, x] = [x, z];
  }
  const factor = add64(K1, (z & 0xffn) << 1n);
  const at = length - 64;
  w = [add64(w[0], BigInt((length - 1) & 63)), w[1]];
  v = [add64(v[0], w[0]), v[1]];
  w = [add64(w[0], v[0]), w[1]];
  x = mul64(rotateRight64(add64(add64(add64(x, y), v[0]), word(input, at + 8)), 37n), factor);
  y = mul64(rotateRight64(add64(add64(y, v[1]), word(input, at + 48)), 42n), factor);
  x ^= mul64(w[1], 9n);
  y = add64(y, add64(mul64(v[0], 9n), word(input, at + 40)));
  z = mul64(rotateRight64(add64(z, w[0]), 33n), factor);
  v = weakHash32(input, at, mul64(v[1], factor), add64(x, w[0]));
  w = weakHash32(input, at + 32, add64(z, w[1]), add64(y, word(input, at + 16)));
  [z, x] = [x, z];
  return hash16(
    add64(add64(hash16(v[0], w[0], factor), mul64(mixed(y), K0)), z),
    add64(hash16(v[1], w[1], factor), x),
    factor,
  );
}
