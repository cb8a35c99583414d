import { ArgumentError, DataError, describe, type FileStore, localFiles } from '@myelin/core';
import { requireEnd } from './cache.ts';
import { CacheFiles, type CacheIndex } from './cache-files.ts';
import { CacheWriter } from './cache-writer.ts';
import { decodeChunk } from './element-chunk.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import { paced } from './list-source.ts';
import type { OpenPasses } from './open-passes.ts';
import { allOf } from './series.ts';
import type { Source } from './source.ts';

/** The elements of the first complete pass, kept in a folder for all passes after it, those of later programs included. */
export function cacheInFolder<E>(
  source: Source<E>,
  folder: string,
  files: FileStore = localFiles(),
): Source<E> {
  requireEnd(source);
  requireFolder(folder);
  const store = new CacheFiles(folder, files);
  const { cardinality, elementSpec } = source;
  // A second pass beside the one that writes goes its own way.
  const turn: Turn = { isTaken: false };
  return {
    cardinality,
    elementSpec,
    open: () => flowing((passes) => throughCache(passes, source, store, turn)),
  };
}

/**
 * Removes what {@link Dataset.cache} keeps in a folder, so that the next pass fills it anew.
 *
 * @throws {@link SerializationError} a file cannot be removed.
 */
export async function clearCache(folder: string): Promise<void> {
  requireFolder(folder);
  await new CacheFiles(folder, localFiles()).clear();
}

function requireFolder(folder: unknown): void {
  if (typeof folder === 'string' && folder !== '') return;
  throw new ArgumentError({
    where: 'Dataset.cache',
    problem: `\`folder\` must be the path of a folder, received ${describe(folder)}`,
    fix: "pass for example 'cache/train', or nothing to keep the elements in memory",
  });
}

interface Turn {
  isTaken: boolean;
}

function* throughCache<E>(
  passes: OpenPasses,
  source: Source<E>,
  store: CacheFiles,
  turn: Turn,
): Flow<E> {
  const index = yield* settled(store.index());
  if (index) yield* kept<E>(source, store, index);
  else if (turn.isTaken) yield* allOf(passes, source);
  else yield* written(passes, source, store, turn);
}

function* kept<E>({ cardinality }: Source<E>, store: CacheFiles, index: CacheIndex): Flow<E> {
  if (cardinality !== 'unknown' && cardinality !== index.count) {
    throw new DataError({
      where: 'Dataset.cache',
      problem: `"${store.folder}" keeps ${index.count} elements, and the data set has ${cardinality}: it was filled by another`,
      fix: `choose another folder, or empty this one with clearCache('${store.folder}')`,
    });
  }
  for (let chunk = 0; chunk < index.sizes.length; chunk++) {
    const bytes = yield* settled(store.chunk(index, chunk));
    yield* paced(decodeChunk<E>(store.folder, bytes));
  }
}

function* written<E>(
  passes: OpenPasses,
  source: Source<E>,
  store: CacheFiles,
  turn: Turn,
): Flow<E> {
  turn.isTaken = true;
  const writer = new CacheWriter<E>(store);
  passes.add({
    next: () => undefined,
    async close() {
      turn.isTaken = false;
      await writer.discard();
    },
  });
  const pass = passes.open(source);
  for (let count = 0; ; ) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element === undefined) break;
    const isFull = writer.add(element);
    if (isFull) yield writer.flush();
    count++;
    // Whoever takes exactly as many never asks for the end.
    if (count === source.cardinality) yield writer.publish();
    yield element;
  }
  yield writer.publish();
}
