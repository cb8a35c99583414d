import { EventLoopBreather } from '@myelin/core';
import { rowCount, rowsBetween } from './blocks-source.ts';
import { isPromised } from './eventual.ts';
import { type Flow, settled } from './flow.ts';
import { joinRows } from './join-rows.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

/** Each `batchSize` rows of blocks as one batch: a view where they lie in one block. */
export function* batchedBlocks<E>(
  passes: OpenPasses,
  blocks: Source<E>,
  batchSize: number,
  dropRemainder: boolean,
): Flow<E> {
  const breather = new EventLoopBreather();
  const pass = passes.open(blocks);
  let parts: E[] = [];
  for (let missing = batchSize; ; ) {
    const pulled = pass.next();
    const block = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (block === undefined) break;
    const count = rowCount(block);
    for (let at = 0; at < count; ) {
      const end = Math.min(count, at + missing);
      parts.push(rowsBetween(block, at, end));
      missing -= end - at;
      at = end;
      if (missing > 0) continue;
      if (breather.isDue) yield breather.breathe();
      yield joinRows(parts);
      parts = [];
      missing = batchSize;
    }
  }
  if (parts.length > 0 && !dropRemainder) yield joinRows(parts);
}
