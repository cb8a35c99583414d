import { RandomSource } from '@myelin/core';

/** Copies of some bytes, each damaged in another way: cut off, bits turned, stretches overwritten. */
export function* damaged(
  bytes: Uint8Array,
  count: number,
  seed: number,
): Generator<Uint8Array<ArrayBuffer>> {
  const random = new RandomSource(seed);
  for (let i = 0; i < count; i++) {
    const isCut = random.integer(12) === 0;
    const copy = bytes.slice(0, isCut ? random.integer(bytes.length) : bytes.length);
    for (let places = 1 + random.integer(4); places > 0 && copy.length > 0; places--) {
      const at = random.integer(copy.length);
      const act = random.integer(3);
      if (act === 0) copy[at] = random.integer(256);
      else if (act === 1) copy.fill(255 * random.integer(2), at, at + random.integer(8));
      else copy[at] = (copy[at] ?? 0) ^ (1 << random.integer(8));
    }
    yield copy;
  }
}
