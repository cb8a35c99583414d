/**
 * IDX, the format of MNIST and its relatives: two zero bytes, a type byte, the rank, one 32-bit big-endian
 * size an axis, then the elements. Files come gzipped as a rule.
 */

import {
  DataError,
  formatShape,
  NdArray,
  requireKnownOptions,
  requireWholeNumber,
} from '@myelin/core';
import { ByteReader } from './byte-reader.ts';
import type { Bytes } from './bytes.ts';
import { inflate } from './inflate.ts';

export interface ReadIdxOptions {
  /** Elements that may be read at most; a header that promises more is refused. @defaultValue 2^30 */
  readonly maxSize?: number;
}

const UNSIGNED_BYTE = 0x08;
const OTHER_TYPES = new Map([
  [0x09, 'signed bytes'],
  [0x0b, '16-bit integers'],
  [0x0c, '32-bit integers'],
  [0x0d, 'floats'],
  [0x0e, 'doubles'],
]);

/**
 * The array of unsigned bytes in an IDX file, gzipped or plain.
 *
 * The header is checked before memory is reserved, and no more is decompressed than it promises.
 *
 * @throws {@link DataError} the bytes are no IDX file, are damaged, or hold more than `maxSize` elements.
 * @source LeCun, Cortes & Burges, "The MNIST database", file formats.
 * @example
 * const images = await readIdx(new Uint8Array(await file.arrayBuffer()));
 */
export async function readIdx(bytes: Uint8Array, options: ReadIdxOptions = {}): Promise<NdArray> {
  requireKnownOptions('readIdx', options, ['maxSize']);
  const maxSize = requireWholeNumber('readIdx', 'maxSize', options.maxSize ?? 2 ** 30, { min: 1 });
  const reader = new ByteReader(pieces(bytes as Bytes));
  try {
    const shape = await readShape(reader);
    const size = shape.reduce((product, length) => product * length, 1);
    if (size > maxSize) {
      throw damaged(
        `the header promises shape ${formatShape(shape)}, ${size} elements, more than \`maxSize\` ${maxSize}`,
        'raise `maxSize` if the file can be trusted',
      );
    }
    const data = await reader.read(size);
    if (data.length < size) {
      throw damaged(
        `the file ends after ${data.length} of the ${size} elements of shape ${formatShape(shape)}`,
      );
    }
    if (!(await reader.atEnd())) {
      throw damaged(`the file goes on after the ${size} elements of shape ${formatShape(shape)}`);
    }
    return new NdArray(data, shape);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw damaged('the gzip data is damaged', undefined, error);
  } finally {
    await reader.close();
  }
}

async function readShape(reader: ByteReader): Promise<number[]> {
  const magic = await reader.read(4);
  const [zero0, zero1, type = 0, rank = 0] = magic;
  if (magic.length < 4 || zero0 !== 0 || zero1 !== 0 || rank === 0) {
    const found = magic.length === 0 ? 'no bytes at all' : `the bytes ${hex(magic)}`;
    throw damaged(`an IDX file begins with two zero bytes, a type and a rank, received ${found}`);
  }
  if (type !== UNSIGNED_BYTE) {
    const found = OTHER_TYPES.get(type) ?? `the unknown type 0x${hex([type])}`;
    throw damaged(
      `the elements must be unsigned bytes, received ${found}`,
      'convert the file to unsigned bytes, or build the array with ndArray()',
    );
  }
  const sizes = await reader.read(4 * rank);
  if (sizes.length < 4 * rank) throw damaged('the file ends inside its header');
  const view = new DataView(sizes.buffer, sizes.byteOffset);
  return Array.from({ length: rank }, (_, axis) => view.getUint32(4 * axis));
}

function pieces(bytes: Bytes): AsyncIterator<Bytes> {
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return gzipped ? inflate(bytes, 'gzip') : whole(bytes);
}

async function* whole(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}

const hex = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

const damaged = (
  problem: string,
  fix = 'fetch the file again and compare its checksum',
  cause?: unknown,
): DataError => new DataError({ where: 'readIdx', problem, fix, cause });
