import { DataError, type NdArray, requireKnownOptions, requireWholeNumber } from '@myelin/core';
import { unzipSync } from 'fflate';
import type { Bytes } from './bytes.ts';
import { npyArray } from './npy.ts';

export interface ReadNpzOptions {
  /** Elements that an array may have at most; a header that promises more is refused. @defaultValue 2^30 */
  readonly maxSize?: number;
  /** Bytes that the archive may unpack to at most. @defaultValue 2^31 */
  readonly maxBytes?: number;
}

/**
 * The arrays in an `.npz` archive by their names, as `numpy.savez` and `numpy.savez_compressed` write it.
 *
 * Types and limits are those of {@link readNpy}. The archive states what it unpacks to, and is refused before if that is too
 * much. Its checksums are not compared: values that were changed on the way are not noticed.
 *
 * @throws {@link DataError} the bytes are no such archive, are damaged, or hold more than `maxSize` or `maxBytes`.
 * @throws {@link DtypeError} an array holds no numbers.
 * @source NumPy, "A simple file format for NumPy arrays" (NEP 1).
 * @example
 * const { x, y } = readNpz(new Uint8Array(await file.arrayBuffer()));
 */
export function readNpz(bytes: Uint8Array, options: ReadNpzOptions = {}): Record<string, NdArray> {
  requireKnownOptions('readNpz', options, ['maxSize', 'maxBytes']);
  const files = npzFiles('readNpz', bytes as Bytes, options.maxBytes);
  return Object.fromEntries(
    Array.from(files, ([name, file]) => [
      name,
      npyArray(`readNpz, array \`${name}\``, file, options.maxSize),
    ]),
  );
}

/** The `.npy` files in an `.npz` archive by the names of their arrays. */
export function npzFiles(
  where: string,
  bytes: Bytes,
  maxBytes: number = 2 ** 31,
): ReadonlyMap<string, Bytes> {
  requireWholeNumber(where, 'maxBytes', maxBytes, { min: 1 });
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }): boolean {
        if (!name.endsWith('.npy')) return false;
        total += originalSize;
        if (total > maxBytes) throw tooLarge(where, total, maxBytes);
        return true;
      },
    });
    return new Map(
      Object.entries(files).map(([name, file]) => [name.slice(0, -'.npy'.length), file as Bytes]),
    );
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError({
      where,
      problem: 'the bytes are no .npz archive, or a damaged one',
      fix: 'save the arrays again with numpy.savez',
      cause: error,
    });
  }
}

const tooLarge = (where: string, total: number, maxBytes: number): DataError =>
  new DataError({
    where,
    problem: `the archive unpacks to ${total} bytes or more, which is above \`maxBytes\` ${maxBytes}`,
    fix: 'raise `maxBytes` if the archive can be trusted',
  });
