import type { ArraySource, NestedArray, Tensor, TensorDataType, TypedArray } from '@myelin/core';
import {
  arrayFrom,
  DataError,
  EventLoopBreather,
  formatShape,
  isArraySource,
  isTensor,
  NdArray,
  ShapeError,
} from '@myelin/core';
import { plainRows } from './plain-rows.ts';

/** Data of `fit`, `evaluate` and `predict`: a tensor, NdArray, table, typed array or nested lists; batch axis first. */
export type ArrayInput = PlainArrayInput | ArraySource;

/** Numbers as they are, without names. */
export type PlainArrayInput = Tensor | NdArray | TypedArray | NestedArray;

/**
 * The values in ordinary memory; doubles as float32, which models compute in.
 *
 * @throws {@link ShapeError} lists are ragged, or there is no batch axis.
 * @throws {@link DataError} there are no rows.
 */
export async function readArray(where: string, name: string, input: ArrayInput): Promise<NdArray> {
  if (!isTensor(input)) return requireRows(where, name, asNdArray(where, name, input));
  requireValues(where, name, input);
  return requireRows(
    where,
    name,
    new NdArray(await input.data(), input.shape, numericType(where, name, input)),
  );
}

/** As {@link readArray}, as float32 and without waiting: it blocks until the backend has the values of a tensor. */
export function readFloatsNow(where: string, name: string, input: ArrayInput): NdArray {
  if (!isTensor(input)) {
    const array = plainRows(input) ?? asNdArray(where, name, input, 'float32');
    return requireRows(where, name, array.astype('float32'));
  }
  requireValues(where, name, input);
  const array = new NdArray(input.dataSync(), input.shape, numericType(where, name, input));
  return requireRows(where, name, array.astype('float32'));
}

function requireValues(where: string, name: string, tensor: Tensor): void {
  if (!tensor.isDisposed) return;
  throw new DataError({
    where,
    problem: `\`${name}\` of shape ${formatShape(tensor.shape)} was disposed and has no values any more`,
    fix: 'dispose it after its last use, or pass an NdArray, which need not be',
  });
}

function numericType(where: string, name: string, { dtype, shape }: Tensor): TensorDataType {
  if (dtype !== 'string') return dtype;
  throw new DataError({
    where,
    problem: `\`${name}\` must hold numbers, received texts of shape ${formatShape(shape)}`,
    fix: 'turn them into numbers first, for example with a StringLookup or TextVectorization layer',
  });
}

function requireRows(where: string, name: string, array: NdArray): NdArray {
  if (array.rank === 0) {
    throw new ShapeError({
      where,
      problem: `\`${name}\` must have a batch axis, received a single number`,
      fix: `pass a list with one entry per sample: [${array.at()}]`,
    });
  }
  if (array.size > 0) return array;
  throw new DataError({
    where,
    problem: `\`${name}\` must hold at least one row, received shape ${formatShape(array.shape)}`,
    fix: 'check that the data was loaded and that no filter removed all of it',
  });
}

/** `x.size` */
const ofInput = /\bx\./;

/** All arrays have as many rows as the first. @throws {@link ShapeError} */
export function requireSameLength(where: string, arrays: Readonly<Record<string, NdArray>>): void {
  const [first, ...others] = Object.entries(arrays);
  for (const [name, array] of others) {
    if (!first || array.length === first[1].length) continue;
    throw new ShapeError({
      where,
      problem: `\`${first[0]}\` and \`${name}\` must have equally many rows, received ${first[1].length} and ${array.length}`,
      fix: ofInput.test(name)
        ? 'pass equally many samples for each input'
        : 'pass exactly one target (and weight) for each sample',
    });
  }
}

/**
 * No value is NaN or infinite. Large arrays are looked through with pauses.
 *
 * @throws {@link DataError} naming the first that is.
 */
export async function requireFinite(where: string, name: string, array: NdArray): Promise<void> {
  if (array.dtype !== 'float32') return;
  const breather = new EventLoopBreather();
  for (let begin = 0; begin < array.size; begin += BLOCK) {
    const at = firstNonFinite(array.data, begin, Math.min(begin + BLOCK, array.size));
    if (at >= 0) throw nonFiniteError(where, name, array, at);
    await breather.breathe();
  }
}

/** Elements that are looked through without a pause: a few milliseconds. */
const BLOCK = 2 ** 22;

function firstNonFinite(data: NdArray['data'], begin: number, end: number): number {
  if (areFinite(data, begin, end)) return -1;
  for (let i = begin; i < end; i++) {
    if (!Number.isFinite(data[i])) return i;
  }
  return -1;
}

/** 0 times a number is 0, unless that is NaN or infinite. Sums that need not wait for each other take half the time of one. */
function areFinite(data: NdArray['data'], begin: number, end: number): boolean {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = end - ((end - begin) % 4);
  for (let i = begin; i < whole; i += 4) {
    a += (data[i] as number) * 0;
    b += (data[i + 1] as number) * 0;
    c += (data[i + 2] as number) * 0;
    d += (data[i + 3] as number) * 0;
  }
  for (let i = whole; i < end; i++) a += (data[i] as number) * 0;
  return a + b + c + d === 0;
}

function nonFiniteError(where: string, name: string, array: NdArray, at: number): DataError {
  const index: number[] = [];
  let rest = at;
  for (const size of [...array.shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return new DataError({
    where,
    problem: `\`${name}\` must be finite, received ${array.data[at]} at [${index.join(', ')}]`,
    fix: 'fill in or drop missing values, and check for divisions by zero, before training',
  });
}

function asNdArray(
  where: string,
  name: string,
  input: Exclude<ArrayInput, { dispose(): void }>,
  dtype?: 'float32',
): NdArray {
  if (input === undefined || input === null) {
    throw new DataError({
      where,
      problem: `\`${name}\` is missing, received ${String(input)}`,
      fix: `pass an array of samples as \`${name}\``,
    });
  }
  const given = isArraySource(input) ? input.toNdArray() : input;
  const array = arrayFrom(`${where} \`${name}\``, given, dtype);
  return array.dtype === 'float64' ? array.astype('float32') : array;
}
