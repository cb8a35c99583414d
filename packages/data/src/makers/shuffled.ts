import type { RandomSource } from '@myelin/core';

/** The entries in random order (Fisher & Yates). */
export function shuffled<T>(entries: readonly T[], random: RandomSource): T[] {
  const order = [...entries];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j] as T, order[i] as T];
  }
  return order;
}
