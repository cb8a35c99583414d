import {
  type DataType,
  DtypeError,
  formatShape,
  NdArray,
  type NumericArray,
  requireKnownOptions,
  requireWholeNumber,
} from '@myelin/core';
import type { Bytes } from './bytes.ts';
import { type NpyElement, npyElement } from './npy-element.ts';
import { damagedNpy, type NpyHeader, readNpyHeader } from './npy-header.ts';

export interface ReadNpyOptions {
  /** Elements that an array may have at most; a header that promises more is refused. @defaultValue 2^30 */
  readonly maxSize?: number;
}

/**
 * The array in an `.npy` file, as `numpy.save` writes it.
 *
 * Types keep their values: `float64`, `float32`, `int32`, `uint8` and `bool` as they are, narrower ones in the next wider,
 * 64-bit integers as `int32` if all fit and as `float64` otherwise. Nothing in the file is executed: arrays of Python objects
 * are refused.
 *
 * @throws {@link DataError} the bytes are no `.npy` file, are damaged, or hold more than `maxSize` elements.
 * @throws {@link DtypeError} the elements are no numbers, or integers that a `float64` cannot hold.
 * @source NumPy, "A simple file format for NumPy arrays" (NEP 1).
 * @example
 * const weights = readNpy(new Uint8Array(await file.arrayBuffer()));
 */
export function readNpy(bytes: Uint8Array, options: ReadNpyOptions = {}): NdArray {
  requireKnownOptions('readNpy', options, ['maxSize']);
  return npyArray('readNpy', bytes as Bytes, options.maxSize);
}

/** As {@link readNpy}; errors say `where`. */
export function npyArray(where: string, bytes: Bytes, maxSize = 2 ** 30): NdArray {
  requireWholeNumber(where, 'maxSize', maxSize, { min: 1 });
  const header = readNpyHeader(where, bytes, maxSize);
  const element = npyElement(header.descr);
  if (!element) throw notNumbers(where, header.descr);
  const { body, shape, size } = header;
  if (body.length !== size * element.bytes) {
    throw damagedNpy(
      where,
      `the ${size} elements of shape ${formatShape(shape)} and type '${header.descr}' take ` +
        `${size * element.bytes} bytes, received ${body.length}`,
    );
  }
  return decode(where, header, element);
}

function decode(where: string, header: NpyHeader, element: NpyElement): NdArray {
  const { body, descr, size } = header;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const little = !descr.startsWith('>');
  const place = placeInFile(header);
  const fill = <Data extends NumericArray>(data: Data): Data => {
    for (let i = 0; i < size; i++) data[i] = element.read(view, place(i) * element.bytes, little);
    return data;
  };
  const array = (data: NumericArray, dtype: DataType): NdArray =>
    new NdArray(data, header.shape, dtype);
  switch (element.dtype) {
    case 'integer':
      return integers(where, fill(new Float64Array(size)), array);
    case 'float64':
      return array(fill(new Float64Array(size)), 'float64');
    case 'float32':
      return array(fill(new Float32Array(size)), 'float32');
    case 'int32':
      return array(fill(new Int32Array(size)), 'int32');
    default:
      return array(fill(new Uint8Array(size)), element.dtype);
  }
}

function integers(
  where: string,
  values: Float64Array,
  array: (data: NumericArray, dtype: DataType) => NdArray,
): NdArray {
  const unsafe = values.find((value) => !Number.isSafeInteger(value));
  if (unsafe !== undefined) {
    throw new DtypeError({
      where,
      problem: `whole numbers must be below 2^53 in size, received about ${unsafe}`,
      fix: 'save the array as float64',
    });
  }
  return values.every((value) => value === (value | 0))
    ? array(Int32Array.from(values), 'int32')
    : array(values, 'float64');
}

/** Where the element that comes `i`-th in row-major order stands in the file. */
function placeInFile({ fortranOrder, shape }: NpyHeader): (i: number) => number {
  if (!fortranOrder || shape.length < 2) return (i) => i;
  const strides: number[] = [];
  let stride = 1;
  for (const length of shape) {
    strides.push(stride);
    stride *= length;
  }
  return (i) => {
    let rest = i;
    let place = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const length = shape[axis] ?? 1;
      place += (rest % length) * (strides[axis] ?? 0);
      rest = Math.floor(rest / length);
    }
    return place;
  };
}

function notNumbers(where: string, descr: string): DtypeError {
  const isObjects = /^.?O/.test(descr);
  return new DtypeError({
    where,
    problem: isObjects
      ? 'the elements must be numbers, received Python objects, which only Python can rebuild'
      : `the elements must be numbers, received type '${descr}'`,
    fix: 'save an array of numbers, for example array.astype("float32")',
  });
}
