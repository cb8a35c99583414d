/** What users give as the columns of a data set, and the arrays that are made of it. */

import {
  arrayFrom,
  DataError,
  describe,
  holdsStrings,
  isPlainRecord,
  type NdArray,
  type NestedArray,
  type NestedStrings,
  ShapeError,
  type StringArray,
  type Structure,
  stringArray,
  type TypedArray,
} from '@myelin/core';
import { type Arrays, type DataArray, isDataArray, pathTo } from './arrays.ts';

/** Rows of numbers as an array, a typed array or nested lists. */
export type ArrayInput = NdArray | TypedArray | NestedArray;

/** Rows of texts: nested lists, or an array. */
export type TextInput = StringArray | NestedStrings;

/** Rows of one array, of a list of arrays, or of a record of them by name. */
export type ArraysInput = Structure<ArrayInput | TextInput>;

/** The arrays that are made of what was given: in its structure, numbers as NdArrays and texts as StringArrays. */
export type ArraysFrom<Given> = Read<Given> extends infer Made extends Arrays ? Made : never;

type Read<Given> = Given extends ArrayInput
  ? NdArray
  : Given extends TextInput
    ? StringArray
    : { readonly [Key in keyof Given]: Read<Given[Key]> };

/**
 * Arrays in the structure in which they were given. A list is a list of arrays if one of its entries is an array or a record;
 * lists of numbers, of texts, and of such lists are one array.
 *
 * @param name - What messages call them: `x`.
 * @throws {@link ShapeError} one is a scalar, or its lists are ragged.
 * @throws {@link DataError} there is none, or one holds neither numbers nor texts.
 */
export function readArrays(where: string, name: string, given: ArraysInput): Arrays {
  const read = (child: unknown, key: string | number): Arrays =>
    readArrays(where, pathTo(name, key), child as ArraysInput);
  if (isListOfArrays(given)) return given.map(read);
  if (!isPlainRecord(given)) return readOne(where, name, given as ArrayInput | TextInput);
  const entries = Object.entries(given).map(([key, child]) => [key, read(child, key)] as const);
  if (entries.length > 0) return Object.fromEntries(entries);
  throw new DataError({
    where,
    problem: `\`${name}\` must hold at least one array, received ${describe(given)}`,
    fix: 'pass arrays by their names: { a: [[1], [2]], b: [[3], [4]] }',
  });
}

/** Whether a list holds arrays, and is not one. */
export function isListOfArrays(given: unknown): given is readonly unknown[] {
  if (!Array.isArray(given)) return false;
  return given.some(isArrayOrRecord) || isListOfArrays(given[0]);
}

const isArrayOrRecord = (value: unknown): boolean =>
  isDataArray(value) || ArrayBuffer.isView(value) || isPlainRecord(value);

function readOne(where: string, name: string, given: ArrayInput | TextInput): DataArray {
  const place = `${where} \`${name}\``;
  const array = holdsStrings(given) ? stringArray(given, place) : arrayFrom(place, given);
  if (array.rank > 0) return array;
  throw new ShapeError({
    where,
    problem: `\`${name}\` must have rows, received the scalar ${describe(array.toArray())}`,
    fix: 'pass an array of rank 1 or more, for example [[0, 0], [0, 1]]',
  });
}
