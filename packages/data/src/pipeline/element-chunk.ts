/**
 * Elements as the bytes of a file. Elements that follow one another and are alike are stacked into one block, which is one array
 * for each of theirs; they are read as views of its rows.
 */

import {
  type Bytes,
  decodeState,
  encodeState,
  isPlainRecord,
  NdArray,
  type SavedState,
  type SavedValue,
  StringArray,
} from '@myelin/core';
import { isDataArray, namedArrays, noArrayError } from './arrays.ts';
import { damagedCache } from './cache-files.ts';
import { joinStructures } from './join-structures.ts';
import { rowViews } from './rows-source.ts';
import { stackAlike } from './stack.ts';

export function encodeChunk<E>(elements: readonly E[]): Bytes {
  const blocks: SavedValue[] = [];
  for (let begin = 0; begin < elements.length; ) {
    const kind = kindOf(elements[begin]);
    let end = begin + 1;
    while (end < elements.length && kindOf(elements[end]) === kind) end++;
    const block = joinStructures('Dataset.cache', elements.slice(begin, end), (_, arrays) =>
      stackAlike(arrays),
    );
    blocks.push({ count: end - begin, arrays: saved(block) });
    begin = end;
  }
  return encodeState({ blocks });
}

/** The elements, each a view. */
export function* decodeChunk<E>(folder: string, bytes: Bytes): Generator<E> {
  for (const { count, arrays } of readBlocks<E>(folder, bytes)) {
    const order = Int32Array.from({ length: count }, (_, row) => row);
    yield* rowViews({ arrays, order: () => order });
  }
}

interface Block<E> {
  readonly count: number;
  readonly arrays: E;
}

function readBlocks<E>(folder: string, bytes: Bytes): readonly Block<E>[] {
  try {
    const { blocks } = decodeState(bytes);
    if (!Array.isArray(blocks)) throw new TypeError('no blocks');
    return blocks.map((block: SavedState) => {
      const arrays = restored(block.arrays as SavedState) as E;
      const { count } = block;
      // Sizes are not trusted: rows are made only of what is there.
      const lengths = namedArrays(arrays).map(([, array]) => (array.rank > 0 ? array.length : -1));
      if (
        lengths.length === 0 ||
        typeof count !== 'number' ||
        lengths.some((length) => length !== count)
      ) {
        throw new TypeError('the number of rows differs');
      }
      return { count, arrays };
    });
  } catch (cause) {
    throw damagedCache(folder, 'a chunk cannot be read', cause);
  }
}

/** Says the same of elements that can be stacked. */
function kindOf(element: unknown): string {
  if (isDataArray(element)) return `${element.dtype}[${element.shape.join()}]`;
  if (Array.isArray(element)) return `(${element.map(kindOf).join()})`;
  if (!isPlainRecord(element)) throw noArrayError('Dataset.cache', '', element);
  return `{${Object.entries(element)
    .map(([name, child]) => `${JSON.stringify(name)}:${kindOf(child)}`)
    .join()}}`;
}

function saved(block: unknown): SavedState {
  if (block instanceof NdArray) return { kind: 'numbers', array: block };
  if (block instanceof StringArray) return { kind: 'texts', shape: block.shape, texts: block.data };
  const kind = Array.isArray(block) ? 'list' : 'record';
  const entries = Object.entries(block as object);
  return {
    kind,
    names: entries.map(([name]) => name),
    items: entries.map(([, child]) => saved(child)),
  };
}

function restored(state: SavedState): unknown {
  const { kind } = state;
  if (kind === 'numbers' && state.array instanceof NdArray) return state.array;
  const { names, items, shape, texts } = state;
  if (kind === 'texts' && Array.isArray(texts) && Array.isArray(shape)) {
    return new StringArray(texts.map(String), shape);
  }
  if (!Array.isArray(names) || !Array.isArray(items)) throw new TypeError('no structure');
  const children = items.map((item) => restored(item as SavedState));
  if (kind === 'list') return children;
  return Object.fromEntries(names.map((name, i) => [String(name), children[i]]));
}
