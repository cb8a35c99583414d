/**
 * Lists of whole numbers in an `.npy` file of objects, which is how NumPy keeps lists of unequal lengths: as a pickle, a
 * program for a small stack machine that can call any function of Python. This machine knows the instructions that such lists
 * need and the three names that NumPy writes around them. It calls nothing, and refuses everything else.
 */

import { DataError } from '@myelin/core';
import type { Bytes } from './bytes.ts';
import { readNpyHeader } from './npy-header.ts';
import { PickleReader } from './pickle-reader.ts';

/**
 * The lists in an `.npy` file of objects.
 *
 * @throws {@link DataError} it holds anything but lists of 32-bit integers, or more than `maxSize` lists.
 * @source Python, `pickletools`; `numpy.ndarray.__reduce__`.
 */
export function readIntegerLists(
  where: string,
  bytes: Bytes,
  maxSize: number = 2 ** 24,
): Int32Array[] {
  const header = readNpyHeader(where, bytes, maxSize);
  if (!/^.?O/.test(header.descr)) {
    throw refused(where, `the elements must be lists, received type '${header.descr}'`);
  }
  let lists: unknown;
  try {
    lists = new PickleReader(header.body).objects();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(where, `the file holds more than lists of whole numbers: ${reason}`, error);
  }
  if (!Array.isArray(lists) || lists.length !== header.size) {
    throw refused(where, `the header promises ${header.size} lists, received another number`);
  }
  // A pickle may name one list many times: it is turned into numbers once.
  const known = new Map<unknown, Int32Array>();
  return lists.map((list: unknown) => {
    const numbers = known.get(list) ?? integers(where, list);
    known.set(list, numbers);
    return numbers;
  });
}

function integers(where: string, list: unknown): Int32Array {
  if (
    Array.isArray(list) &&
    list.every((value) => Number.isInteger(value) && value === (value | 0))
  ) {
    return Int32Array.from(list);
  }
  throw refused(where, 'every element must be a list of 32-bit integers');
}

const refused = (where: string, problem: string, cause?: unknown): DataError =>
  new DataError({ where, problem, fix: 'fetch the file again and compare its checksum', cause });
