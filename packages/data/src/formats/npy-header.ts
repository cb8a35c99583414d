import { DataError, formatShape } from '@myelin/core';
import type { Bytes } from './bytes.ts';

/** What a `.npy` file says of itself. */
export interface NpyHeader {
  /** Type of the elements as NumPy writes it, such as `<f4`. */
  readonly descr: string;
  /** True where the first axis varies fastest. */
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Number of elements. */
  readonly size: number;
  /** What follows the header. */
  readonly body: Bytes;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/**
 * The header of a `.npy` file of version 1, 2 or 3.
 *
 * @throws {@link DataError} the bytes are no such file, or promise more than `maxSize` elements.
 * @source NumPy, "A simple file format for NumPy arrays" (NEP 1).
 */
export function readNpyHeader(where: string, bytes: Bytes, maxSize: number): NpyHeader {
  const [major = 0] = bytes.subarray(6);
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte) || major < 1 || major > 3) {
    throw damagedNpy(where, 'an .npy file begins with \\x93NUMPY and a version from 1 to 3');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = major === 1 ? 10 : 12;
  if (bytes.length < start) throw damagedNpy(where, 'the file ends inside its header');
  const end = start + (major === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (bytes.length < end) throw damagedNpy(where, 'the file ends inside its header');
  const text = new TextDecoder().decode(bytes.subarray(start, end));
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const sizes = /'shape':\s*\(([\dL,\s]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || sizes === undefined) {
    throw damagedNpy(
      where,
      `the header must state one type, order and shape, received ${text.trim()}`,
    );
  }
  const shape = (sizes.match(/\d+/g) ?? []).map(Number);
  const size = shape.reduce((product, length) => product * length, 1);
  if (size > maxSize) {
    throw damagedNpy(
      where,
      `the header promises shape ${formatShape(shape)}, ${size} elements, more than \`maxSize\` ${maxSize}`,
      'raise `maxSize` if the file can be trusted',
    );
  }
  return { descr, fortranOrder: order === 'True', shape, size, body: bytes.subarray(end) };
}

export const damagedNpy = (
  where: string,
  problem: string,
  fix = 'save the array again with numpy.save',
  cause?: unknown,
): DataError => new DataError({ where, problem, fix, cause });
