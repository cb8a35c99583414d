import { farmHash64 } from './farm-hash64.ts';
import type { SipKey } from './sip-hash64.ts';
import { sipHash64 } from './sip-hash64.ts';

const encoder = new TextEncoder();

/**
 * A bucket from 0 to `buckets - 1` for a text, the same for all time: FarmHash64 of its UTF-8 bytes, or, with a salt,
 * SipHash64.
 *
 * @source TensorFlow's `to_hash_bucket_fast` and `to_hash_bucket_strong`.
 */
export function hashBucket(text: string, buckets: number, salt: SipKey | null): number {
  const bytes = encoder.encode(text);
  const hash = salt ? sipHash64(bytes, salt) : farmHash64(bytes);
  return Number(hash % BigInt(buckets));
}
