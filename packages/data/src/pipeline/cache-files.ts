/**
 * The files of a cache: `index.safetensors` names the chunks that count, and is written when all of them are there.
 * `draft.safetensors` names those of a pass that is under way, so that what a killed program left can be removed.
 */

import {
  type Bytes,
  DataError,
  decodeState,
  encodeState,
  type FileStore,
  NdArray,
  type SavedState,
} from '@myelin/core';

/** The chunks of a complete pass. */
export interface CacheIndex {
  readonly id: string;
  /** Number of elements. */
  readonly count: number;
  /** Size of each chunk, in bytes. */
  readonly sizes: readonly number[];
}

const FORMAT = 'myelin-elements-1';
const ID = /^[\da-f-]{36}$/;

export class CacheFiles {
  readonly folder: string;
  readonly #files: FileStore;

  constructor(folder: string, files: FileStore) {
    this.folder = folder;
    this.#files = files;
  }

  /** The index, if a pass was completed. */
  async index(): Promise<CacheIndex | undefined> {
    const bytes = await this.#files.read(this.#path('index'));
    if (!bytes) return undefined;
    const { format, id, count, sizes } = this.#decode(bytes);
    const isIndex =
      format === FORMAT &&
      isId(id) &&
      isCount(count) &&
      sizes instanceof NdArray &&
      [...sizes.data].every(isCount);
    if (isIndex) return { id, count, sizes: [...sizes.data] };
    throw this.#damaged('its index is none of this version');
  }

  async chunk({ id, sizes }: CacheIndex, chunk: number): Promise<Bytes> {
    const path = this.#path(`${id}-${chunk}`);
    const size = await this.#files.size(path);
    if (size === undefined) throw this.#damaged(`chunk ${chunk} is missing`);
    if (size !== sizes[chunk]) {
      throw this.#damaged(`chunk ${chunk} has ${size} bytes and should have ${sizes[chunk]}`);
    }
    const bytes = await this.#files.read(path);
    if (!bytes) throw this.#damaged(`chunk ${chunk} is missing`);
    return bytes;
  }

  /** Notes that a pass writes, and removes what one before it has left. */
  async begin(id: string): Promise<void> {
    const left = await this.#draft();
    if (left !== undefined) await this.#removeChunks(left);
    await this.#files.writeAtomically(this.#path('draft'), encodeState({ format: FORMAT, id }));
  }

  writeChunk(id: string, chunk: number, bytes: Bytes): Promise<void> {
    return this.#files.writeAtomically(this.#path(`${id}-${chunk}`), bytes);
  }

  /** Makes the chunks count, unless another program has begun to write since. */
  async publish({ id, count, sizes }: CacheIndex): Promise<void> {
    if ((await this.#draft()) !== id) return this.#removeChunks(id);
    const state = {
      format: FORMAT,
      id,
      count,
      sizes: new NdArray(Float64Array.from(sizes), [sizes.length], 'float64'),
    };
    await this.#files.writeAtomically(this.#path('index'), encodeState(state));
    await this.#files.remove(this.#path('draft'));
  }

  /** Removes the chunks of a pass that was broken off. */
  async discard(id: string): Promise<void> {
    await this.#removeChunks(id);
    if ((await this.#draft()) === id) await this.#files.remove(this.#path('draft'));
  }

  /** Removes all. */
  async clear(): Promise<void> {
    const draft = await this.#draft();
    if (draft !== undefined) await this.#removeChunks(draft);
    let id: string | undefined;
    try {
      id = (await this.index())?.id;
    } catch {
      // What cannot be read names no chunks.
    }
    // The index goes first: without it nothing counts.
    await this.#files.remove(this.#path('index'));
    await this.#files.remove(this.#path('draft'));
    if (id !== undefined) await this.#removeChunks(id);
    await this.#files.removeEmptyFolder(this.folder);
  }

  /** The pass that writes, or was killed while it did. */
  async #draft(): Promise<string | undefined> {
    const bytes = await this.#files.read(this.#path('draft'));
    if (!bytes) return undefined;
    try {
      const { id } = decodeState(bytes);
      return isId(id) ? id : undefined;
    } catch {
      return undefined;
    }
  }

  async #removeChunks(id: string): Promise<void> {
    for (let chunk = 0; ; chunk++) {
      const path = this.#path(`${id}-${chunk}`);
      if ((await this.#files.size(path)) === undefined) return;
      await this.#files.remove(path);
    }
  }

  #decode(bytes: Bytes): SavedState {
    try {
      return decodeState(bytes);
    } catch (cause) {
      throw this.#damaged('its index cannot be read', cause);
    }
  }

  #damaged(what: string, cause?: unknown): DataError {
    return damagedCache(this.folder, what, cause);
  }

  #path(name: string): string {
    return `${this.folder}/${name}.safetensors`;
  }
}

export function damagedCache(folder: string, what: string, cause?: unknown): DataError {
  return new DataError({
    where: 'Dataset.cache',
    problem: `the cache in "${folder}" is damaged: ${what}`,
    fix: `empty it with clearCache('${folder}'), and it is filled anew`,
    cause,
  });
}

const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
