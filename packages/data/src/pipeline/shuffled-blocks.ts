import { permutation, type RandomSource } from '@myelin/core';
import { rowCount } from './blocks-source.ts';
import { isPromised } from './eventual.ts';
import { type Flow, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import { RowStore } from './row-store.ts';
import type { Source } from './source.ts';

/** Rows given at a time when no more come in. */
const PIECE = 4096;

/** The rows of blocks in the order in which a buffer of `size` elements gives them, as blocks again. */
export function* shuffledBlocks<E>(
  passes: OpenPasses,
  blocks: Source<E>,
  size: number,
  random: RandomSource,
): Flow<E> {
  const buffer = new RowStore<E>(size);
  const pass = passes.open(blocks);
  let last: E | undefined;
  for (;;) {
    const pulled = pass.next();
    const block = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (block === undefined) break;
    last = block;
    const filled = buffer.fill(block);
    const left = rowCount(block) - filled;
    if (left === 0) continue;
    const slots = Int32Array.from({ length: left }, () => random.integer(size));
    yield buffer.swap(block, filled, slots);
  }
  if (last === undefined) return;
  const order = permutation(buffer.length, random.word());
  for (let at = 0; at < order.length; at += PIECE) {
    yield buffer.take(last, order.slice(at, at + PIECE));
  }
}
