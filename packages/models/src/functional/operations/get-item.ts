/** `x[:, 1:, 0]` of Python. */

import { SerializationError, type Shape, slice, squeeze, type Tensor } from '@myelin/core';

/** What is taken of one axis: one place, which removes the axis, or a range. */
interface Part {
  /** Null if it is counted from an end that is not known. */
  readonly begin: number | null;
  readonly size: number | null;
  readonly isOne: boolean;
}

/** @param key - Keras's form: a number, a `__slice__`, or a list of these. */
export function getItem(x: Tensor, key: unknown): Tensor {
  const parts = partsOf(x.shape, key);
  const taken = slice(
    x,
    parts.map(({ begin }) => begin as number),
    parts.map(({ size }) => size as number),
  );
  const gone = parts.flatMap(({ isOne }, axis) => (isOne ? [axis] : []));
  return gone.length > 0 ? squeeze(taken, gone) : taken;
}

export function shapeOfItem(shape: Shape, key: unknown): Shape {
  return partsOf(shape, key).flatMap(({ size, isOne }) => (isOne ? [] : [size]));
}

function partsOf(shape: Shape, key: unknown): readonly Part[] {
  const keys: readonly unknown[] = Array.isArray(key) ? key : [key];
  return shape.map((size, axis) => partOf(size, keys[axis]));
}

function partOf(size: number | null, key: unknown): Part {
  if (key === undefined) return { begin: 0, size, isOne: false };
  if (typeof key === 'number') return { begin: placed(key, size), size: 1, isOne: true };
  const range = isRange(key) ? key.config : {};
  if (!isRange(key) || (range.step ?? 1) !== 1) throw unsupported(key);
  const begin = clamped(placed(range.start ?? 0, size), size);
  const { stop = null } = range;
  const end = stop === null ? size : clamped(placed(stop, size), size);
  const isKnown = begin !== null && end !== null;
  return { begin, size: isKnown ? Math.max(0, end - begin) : null, isOne: false };
}

/** Counted from the end if negative. */
function placed(place: number, size: number | null): number | null {
  if (place >= 0) return place;
  return size === null ? null : size + place;
}

const clamped = (place: number | null, size: number | null): number | null =>
  place === null ? null : Math.min(Math.max(0, place), size ?? Number.POSITIVE_INFINITY);

interface Range {
  readonly class_name: '__slice__';
  readonly config: {
    readonly start?: number | null;
    readonly stop?: number | null;
    readonly step?: number | null;
  };
}

function isRange(key: unknown): key is Range {
  const { class_name: name, config } = (key ?? {}) as Partial<Range>;
  return name === '__slice__' && typeof config === 'object' && config !== null;
}

function unsupported(key: unknown): SerializationError {
  return new SerializationError({
    where: 'GetItem',
    problem: `indices must be whole numbers or ranges with a step of 1, received ${JSON.stringify(key)}`,
    fix: 'put a layer in the place of the operation before the model is saved',
  });
}
