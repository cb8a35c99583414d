import type { RandomSource } from '@myelin/core';
import { shuffled } from './shuffled.ts';

/** That many different whole numbers from 0 to `below - 1`, in random order (Floyd 1987). */
export function distinctIntegers(count: number, below: number, random: RandomSource): number[] {
  const chosen = new Set<number>();
  for (let last = below - count; last < below; last++) {
    const drawn = random.integer(last + 1);
    chosen.add(chosen.has(drawn) ? last : drawn);
  }
  return shuffled([...chosen], random);
}
