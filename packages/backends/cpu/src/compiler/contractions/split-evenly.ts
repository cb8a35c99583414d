/** A stretch of `times` pieces of equal size. */
export interface Pieces {
  readonly size: number;
  readonly times: number;
}

/** Cuts `total` into the fewest pieces of at most `most`, of sizes that differ by 1 at most, larger ones first. */
export function splitEvenly(total: number, most: number): Pieces[] {
  if (total <= 0) return [];
  const count = Math.ceil(total / most);
  const size = Math.floor(total / count);
  const larger = total - size * count;
  return [
    { size: size + 1, times: larger },
    { size, times: count - larger },
  ].filter(({ times }) => times > 0);
}
