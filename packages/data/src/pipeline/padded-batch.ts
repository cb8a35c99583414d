import {
  ArgumentError,
  describe,
  formatShape,
  isPlainRecord,
  NdArray,
  type NumericArray,
  requireKnownOptions,
  type Shape,
  ShapeError,
  StringArray,
  shapeSize,
} from '@myelin/core';
import { type Arrays, type DataArray, pathTo } from './arrays.ts';
import { type BatchOptions, batchCount, groups, requireBatching } from './batch.ts';
import { copyInto } from './copy-into.ts';
import { ArraySpec, type ElementSpec } from './element-spec.ts';
import { flowing } from './flow.ts';
import { elementAt, joinStructures } from './join-structures.ts';
import type { Source } from './source.ts';

/** Something for each array of an element, in the structure of the element; what is left out has the default. */
export type PerArray<E, Value> = E extends DataArray
  ? Value
  : { readonly [Key in keyof E]?: PerArray<E[Key], Value> };

export interface PaddedBatchOptions<E = Arrays> extends BatchOptions {
  /** Shape that each array is padded to; null, the default for each axis, is as long as the longest of the batch. */
  readonly paddedShapes?: PerArray<E, Shape>;
  /** What is filled in: one value for all arrays, or one for each. @defaultValue `0`, and the empty text */
  readonly paddingValues?: number | string | PerArray<E, number | string>;
}

const where = 'Dataset.paddedBatch';

/** Each `batchSize` elements in a row as one; shorter arrays are filled up. */
export function paddedBatch<E>(
  source: Source<E>,
  batchSize: number,
  options: PaddedBatchOptions<E>,
): Source<E> {
  requireKnownOptions(where, options, ['paddedShapes', 'paddingValues', 'dropRemainder']);
  const dropRemainder = requireBatching(where, batchSize, options);
  const { paddedShapes, paddingValues } = options;
  const join = (elements: readonly E[]): E => {
    requirePlaces('paddedShapes', paddedShapes, elements[0], isShapeOption);
    requirePlaces('paddingValues', paddingValues, elements[0], isValue);
    return joinStructures(where, elements, (path, arrays) =>
      padAndStack(path, arrays, {
        shape: at(paddedShapes, path, isShapeOption),
        value: at(paddingValues, path, isValue),
      }),
    );
  };
  const { elementSpec } = source;
  return {
    cardinality: batchCount(source, batchSize, dropRemainder),
    elementSpec:
      elementSpec && paddedSpec(elementSpec, dropRemainder ? batchSize : null, paddedShapes),
    open: () => flowing((passes) => groups(passes, source, { batchSize, dropRemainder, join })),
  };
}

interface Padding {
  readonly shape: Shape | undefined;
  readonly value: number | string | undefined;
}

function padAndStack(
  path: string,
  arrays: readonly DataArray[],
  { shape, value }: Padding,
): DataArray {
  const { rank, dtype } = arrays[0] as DataArray;
  for (const [i, array] of arrays.entries()) requireRoom(path, { rank, shape }, array, i);
  const padded = Array.from({ length: rank }, (_, axis) => shape?.[axis] ?? longest(arrays, axis));
  const whole = [arrays.length, ...padded];
  const size = shapeSize(padded);
  const filled = value ?? (dtype === 'string' ? '' : 0);
  requireFitting(path, dtype, filled);
  if (dtype === 'string') {
    const texts = new Array<string>(arrays.length * size).fill(filled as string);
    for (const [i, { data, shape: own }] of (arrays as readonly StringArray[]).entries()) {
      copyInto(texts, i * size, padded, data, own);
    }
    return new StringArray(texts, whole);
  }
  const Storage = (arrays[0] as NdArray).data.constructor as new (size: number) => NumericArray;
  const data = new Storage(arrays.length * size);
  if (filled !== 0) data.fill(filled as number);
  for (const [i, array] of (arrays as readonly NdArray[]).entries()) {
    copyInto(data, i * size, padded, array.data, array.shape);
  }
  return new NdArray(data, whole, dtype);
}

/** Size of the longest array along an axis: without a call of as many arguments as there are arrays. */
function longest(arrays: readonly DataArray[], axis: number): number {
  return arrays.reduce((most, { shape }) => Math.max(most, shape[axis] as number), 0);
}

function requireRoom(
  path: string,
  { rank, shape }: { readonly rank: number; readonly shape: Shape | undefined },
  array: DataArray,
  i: number,
): void {
  const title = `${elementAt(path, i)} has shape ${formatShape(array.shape)}`;
  if (array.rank !== rank) {
    throw new ShapeError({
      where,
      problem: `${title} where the first has ${rank} axes`,
      fix: 'bring the elements to one rank with map() before paddedBatch()',
    });
  }
  if (!shape) return;
  const isSmaller = array.shape.every((size, axis) => size <= (shape[axis] ?? size));
  if (shape.length === rank && isSmaller) return;
  throw new ShapeError({
    where,
    problem: `${title}, which \`paddedShapes\` ${formatShape(shape)} has no room for`,
    fix: 'pass larger sizes, or null for axes that are as long as the longest element',
  });
}

function requireFitting(path: string, dtype: DataArray['dtype'], value: number | string): void {
  const name = path === '' ? '' : ` of \`${path}\``;
  const isText = typeof value === 'string';
  const isWhole = dtype === 'int32' || dtype === 'uint8' || dtype === 'bool';
  const limits = { int32: [-(2 ** 31), 2 ** 31 - 1], uint8: [0, 255], bool: [0, 1] };
  const [low, high] = isWhole ? (limits[dtype] as [number, number]) : [-Infinity, Infinity];
  const fits =
    isText === (dtype === 'string') &&
    (isText || !isWhole || (Number.isInteger(value) && value >= low && value <= high));
  if (fits) return;
  throw new ArgumentError({
    where,
    problem: `\`paddingValues\`${name} must be a value of ${dtype}, received ${describe(value)}`,
    fix: 'pass one value for each array: { x: 0, words: "" }; or convert the arrays with map() before',
  });
}

const isShapeOption = (value: unknown): value is Shape =>
  Array.isArray(value) &&
  value.every((size) => size === null || (Number.isSafeInteger(size) && size >= 0));

const isValue = (value: unknown): value is number | string =>
  typeof value === 'number' || typeof value === 'string';

/** What an option says of the array at a path. */
function at<T>(
  option: unknown,
  path: string,
  isLeaf: (value: unknown) => value is T,
): T | undefined {
  let found = option;
  for (const name of path === '' ? [] : path.split('.')) {
    if (found === undefined || isLeaf(found)) break;
    found = (found as Record<string, unknown>)[name];
  }
  return isLeaf(found) ? found : undefined;
}

/** An option names only arrays that elements have. */
function requirePlaces(
  option: string,
  given: unknown,
  element: unknown,
  isLeaf: (value: unknown) => boolean,
  path = '',
): void {
  if (given === undefined || isLeaf(given)) return;
  const name = path === '' ? option : `${option}.${path}`;
  const isStructure = Array.isArray(given) || isPlainRecord(given);
  const hasEntries = Array.isArray(element) || isPlainRecord(element);
  if (!isStructure || !hasEntries) {
    throw new ArgumentError({
      where,
      problem: `\`${name}\` must have the structure of the elements, received ${describe(given)}`,
      fix:
        option === 'paddedShapes'
          ? 'pass a shape for each array: { x: [null, 3], y: [] }'
          : 'pass a value for each array: { x: 0, y: -1 }',
    });
  }
  for (const [key, child] of Object.entries(given)) {
    if (Object.hasOwn(element, key)) {
      const inside = (element as Record<string, unknown>)[key];
      requirePlaces(option, child, inside, isLeaf, pathTo(path, key));
      continue;
    }
    throw new ArgumentError({
      where,
      problem: `\`${option}\` names \`${pathTo(path, key)}\`, and elements have ${Object.keys(element).join(', ')}`,
      fix: 'use the names of the elements',
    });
  }
}

function paddedSpec<E>(spec: ElementSpec<E>, size: number | null, shapes: unknown): ElementSpec<E> {
  const specAt = (child: unknown, path: string): unknown => {
    if (child instanceof ArraySpec) {
      const given = at(shapes, path, isShapeOption);
      const shape = child.shape.map((_, axis) => given?.[axis] ?? null);
      return new ArraySpec({ shape: [size, ...shape], dtype: child.dtype });
    }
    if (Array.isArray(child)) return child.map((one, i) => specAt(one, pathTo(path, i)));
    const entries = Object.entries(child as object);
    return Object.fromEntries(entries.map(([key, one]) => [key, specAt(one, pathTo(path, key))]));
  };
  return specAt(spec, '') as ElementSpec<E>;
}
