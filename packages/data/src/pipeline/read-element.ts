import {
  arrayFrom,
  DataError,
  DtypeError,
  describe,
  formatShape,
  holdsStrings,
  isPlainRecord,
  NdArray,
  ShapeError,
  type Structure,
  shapesAgree,
  stringArray,
} from '@myelin/core';
import { type DataArray, isDataArray, pathTo } from './arrays.ts';
import { ArraySpec } from './element-spec.ts';
import { type ArraysInput, isListOfArrays } from './given-arrays.ts';
import { makeRecord } from './make-record.ts';

/** Makes an element of what was given: numbers, texts and lists become arrays, and all agree with the spec, if there is one. */
export function elementReader(
  where: string,
  spec: Structure<ArraySpec> | undefined,
): (value: unknown, at: number) => unknown {
  return spec === undefined
    ? (value, at) => readFreely({ where, at }, '', value)
    : (value, at) => readAs({ where, at }, '', spec, value);
}

interface Place {
  readonly where: string;
  /** Number of the element. */
  readonly at: number;
}

const named = ({ at }: Place, path: string): string =>
  path === '' ? `element ${at}` : `\`${path}\` of element ${at}`;

function readFreely(place: Place, path: string, value: unknown): unknown {
  if (isMade(value)) return value;
  const inside = (child: unknown, name: string | number): unknown =>
    readFreely(place, pathTo(path, name), child);
  if (isListOfArrays(value)) return value.map(inside);
  if (!isPlainRecord(value)) return readArray(place, path, value);
  const names = Object.keys(value);
  return makeRecord(names, (at) => inside(value[names[at] as string], names[at] as string));
}

/** Whether there is nothing to make: most generators yield arrays. */
function isMade(value: unknown): boolean {
  if (isDataArray(value)) return true;
  if (!Array.isArray(value) && !isPlainRecord(value)) return false;
  const children = Object.values(value);
  return children.length > 0 && children.every(isMade);
}

function readArray(place: Place, path: string, value: unknown): DataArray {
  const title = `${place.where}: ${named(place, path)}`;
  const given = value as Extract<ArraysInput, readonly unknown[]>;
  return holdsStrings(given) ? stringArray(given, title) : arrayFrom(title, given as never);
}

function readAs(place: Place, path: string, spec: unknown, value: unknown): unknown {
  if (spec instanceof ArraySpec) return readLeaf(place, path, spec, value);
  const names = Object.keys(spec as object);
  const isAlike = Array.isArray(spec) ? Array.isArray(value) : isPlainRecord(value);
  const found = isAlike ? Object.keys(value as object) : [];
  if (found.length !== names.length || names.some((name) => !found.includes(name))) {
    throw new DataError({
      where: place.where,
      problem: `${named(place, path)} must have ${names.join(', ')} as \`elementSpec\` says, received ${describe(value)}`,
      fix: 'yield what the spec says, or change the spec',
    });
  }
  const read = names.map((name) =>
    readAs(
      place,
      pathTo(path, name),
      (spec as Record<string, unknown>)[name],
      (value as Record<string, unknown>)[name],
    ),
  );
  if (Array.isArray(spec)) return read;
  return Object.fromEntries(names.map((name, i) => [name, read[i]]));
}

function readLeaf(place: Place, path: string, spec: ArraySpec, value: unknown): DataArray {
  const array = isDataArray(value) ? value : converted(place, path, spec, value);
  if (array.dtype !== spec.dtype) throw dtypeError(place, path, spec, array.dtype);
  if (shapesAgree(spec.shape, array.shape)) return array;
  throw new ShapeError({
    where: place.where,
    problem: `${named(place, path)} must have shape ${formatShape(spec.shape)} as \`elementSpec\` says, received ${formatShape(array.shape)}`,
    fix: 'yield arrays of that shape, or write null in the spec for sizes that vary',
  });
}

/** Lists and numbers take the type of the spec, if that changes no value. */
function converted(place: Place, path: string, { dtype }: ArraySpec, value: unknown): DataArray {
  const array = readArray(place, path, value);
  if (array.dtype === dtype || !(array instanceof NdArray) || dtype === 'string') return array;
  const made = array.astype(dtype);
  const isFloat = dtype === 'float32' || dtype === 'float64';
  if (isFloat || made.data.every((element, i) => element === array.data[i])) return made;
  throw new DtypeError({
    where: place.where,
    problem: `${named(place, path)} must hold ${dtype} as \`elementSpec\` says, received ${describe(value)}`,
    fix: 'yield values that the type can hold, or change the type in the spec',
  });
}

function dtypeError(
  { where, ...place }: Place,
  path: string,
  spec: ArraySpec,
  dtype: string,
): DtypeError {
  return new DtypeError({
    where,
    problem: `${named({ where, ...place }, path)} must be ${spec.dtype} as \`elementSpec\` says, received ${dtype}`,
    fix: `yield arrays of that type${dtype === 'string' ? '' : `, for example with array.astype('${spec.dtype}')`}`,
  });
}
