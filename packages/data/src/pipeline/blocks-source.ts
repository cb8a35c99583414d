import { mapArrays, namedArrays } from './arrays.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import { rowViews } from './rows-source.ts';
import type { Source } from './source.ts';

/** A source of the rows of blocks. Each element is a view; operations that know of blocks need none. */
export function blocksSource<E>(
  { cardinality, elementSpec }: Pick<Source<E>, 'cardinality' | 'elementSpec'>,
  blocks: Source<E>,
): Source<E> {
  return { cardinality, elementSpec, blocks, open: () => flowing((p) => rowsOf(p, blocks)) };
}

/** Number of rows in a block. */
export const rowCount = (block: unknown): number => namedArrays(block)[0]?.[1].length ?? 0;

/** Rows `begin` up to but not including `end` of a block, as a view. */
export function rowsBetween<E>(block: E, begin: number, end: number): E {
  if (begin === 0 && end === rowCount(block)) return block;
  return mapArrays(block, (array) => array.slice(begin, end));
}

function* rowsOf<E>(passes: OpenPasses, blocks: Source<E>): Flow<E> {
  const pass = passes.open(blocks);
  for (;;) {
    const pulled = pass.next();
    const block = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (block === undefined) return;
    const count = rowCount(block);
    yield* rowViews({ arrays: block, order: () => numbersTo(count) });
  }
}

function* numbersTo(count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield i;
}
