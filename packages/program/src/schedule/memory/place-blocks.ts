import type { Block } from './lifetimes.ts';

/** Places begin at multiples of this. */
const alignment = 64;
/** Bytes after each place that nobody minds being read or written. */
const spare = 64;

export interface PlacedBlocks {
  readonly offsets: ReadonlyMap<Block, number>;
  readonly bytes: number;
}

/** Puts blocks into as little memory as it can: the largest first, each into the tightest gap that is free while it lives. */
export function placeBlocks(blocks: readonly Block[]): PlacedBlocks {
  const offsets = new Map<Block, number>();
  let end = 0;
  const placed: Block[] = [];
  for (const block of [...blocks].sort((a, b) => b.bytes - a.bytes || a.from - b.from)) {
    const size = paddedSize(block);
    const neighbors = placed
      .filter((other) => other.from <= block.to && block.from <= other.to)
      .sort((a, b) => (offsets.get(a) ?? 0) - (offsets.get(b) ?? 0));
    let best = -1;
    let bestGap = Number.POSITIVE_INFINITY;
    let free = 0;
    for (const other of neighbors) {
      const start = offsets.get(other) ?? 0;
      const gap = start - free;
      if (gap >= size && gap < bestGap) {
        best = free;
        bestGap = gap;
      }
      free = Math.max(free, start + paddedSize(other));
    }
    const offset = best >= 0 ? best : free;
    offsets.set(block, offset);
    placed.push(block);
    end = Math.max(end, offset + size);
  }
  return { offsets, bytes: end };
}

const paddedSize = ({ bytes }: Block): number => Math.ceil((bytes + spare) / alignment) * alignment;
