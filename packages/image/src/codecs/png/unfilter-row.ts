import { damaged, type ImageSource } from '../image-source.ts';

/**
 * Takes the filter from a row, in place: each byte was stored as its difference from a guess of the bytes around it.
 *
 * @param above - The row before, of the same length; zeros for the first.
 * @param step - Bytes from a pixel to the next, at least 1.
 * @source PNG specification, "Filtering".
 */
export function unfilterRow(
  filter: number,
  row: Uint8Array,
  above: Uint8Array,
  step: number,
  source: ImageSource,
): void {
  if (filter > 4) throw damaged(source, `there is no filter ${filter}`);
  if (filter === 0) return;
  for (let i = 0; i < row.length; i++) {
    const left = i < step ? 0 : (row[i - step] ?? 0);
    const up = above[i] ?? 0;
    const corner = i < step ? 0 : (above[i - step] ?? 0);
    row[i] = (row[i] ?? 0) + guess(filter, left, up, corner);
  }
}

/** What a byte is taken to be before it is known. */
export function guess(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter === 0) return 0;
  const [toLeft, toUp] = [Math.abs(up - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + up - 2 * corner);
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
}
