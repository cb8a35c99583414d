/** Hashes of combined values, as TensorFlow's crossed features have them. */

import { farmHash64 } from './farm-hash64.ts';
import { mul64, unsigned64 } from './unsigned64.ts';

const FACTOR = 0xc6a4a7935bd1e995n;

/** TensorFlow's default key of crosses. */
const KEY = 0xdecafcaffen;

const encoder = new TextEncoder();

/** A bucket from 0 to `buckets - 1` for values that occur together; their order matters. */
export function crossedBucket(values: readonly (string | number)[], buckets: number): number {
  let hash = KEY;
  for (const value of values) hash = joined(hash, fingerprint(value));
  return Number(hash % BigInt(buckets));
}

/** Whole numbers are their own fingerprint. */
function fingerprint(value: string | number): bigint {
  return typeof value === 'number' ? unsigned64(BigInt(value)) : farmHash64(encoder.encode(value));
}

/** @source `FingerprintCat64` of TensorFlow. */
function joined(a: bigint, b: bigint): bigint {
  const mixedB = mul64(shiftMix(mul64(b, FACTOR)), FACTOR);
  const result = mul64(a ^ FACTOR ^ mixedB, FACTOR);
  return shiftMix(mul64(shiftMix(result), FACTOR));
}

const shiftMix = (x: bigint): bigint => x ^ (x >> 47n);
