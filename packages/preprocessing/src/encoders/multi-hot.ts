import {
  DataError,
  type DataType,
  describe,
  type NdArray,
  requireKnownOptions,
  requireWholeNumber,
} from '@myelin/core';
import { newRows } from './new-rows.ts';

export interface MultiHotOptions {
  /** Element type of what comes out: `'uint8'` takes a quarter of the memory of `'float32'`. @defaultValue `'float32'` */
  readonly dtype?: DataType;
}

/**
 * Lists of indices, such as the words of a text, as rows of 0 and 1: `row[index] = 1` for each index in the list, however often.
 *
 * @param dimension - Width of the rows: indices are below it.
 * @shape output `[sequences, dimension]`
 * @throws {@link DataError} an index is no whole number from 0 to `dimension - 1`.
 * @throws {@link ArgumentError} the rows do not fit into one array.
 * @example
 * multiHot([[0, 2], [1, 1]], 3).toArray() // => [[1, 0, 1], [0, 1, 0]]
 */
export function multiHot(
  sequences: ArrayLike<ArrayLike<number>>,
  dimension: number,
  options: MultiHotOptions = {},
): NdArray {
  const where = 'multiHot';
  requireKnownOptions(where, options, ['dtype']);
  requireWholeNumber(where, 'dimension', dimension, { min: 1 });
  const made = newRows(where, sequences.length, dimension, options.dtype ?? 'float32');
  const { data } = made;
  for (let row = 0, base = 0; row < sequences.length; row++, base += dimension) {
    const sequence = sequences[row];
    if (typeof sequence !== 'object' || sequence === null) {
      throw new DataError({
        where,
        problem: `\`sequences\` must hold lists of indices, received ${describe(sequence)} at ${row}`,
        fix: 'pass for example [[0, 2], [1]]',
      });
    }
    for (let at = 0; at < sequence.length; at++) {
      const index = sequence[at] as number;
      if (Number.isInteger(index) && index >= 0 && index < dimension) {
        data[base + index] = 1;
        continue;
      }
      throw new DataError({
        where,
        problem: `an index must be a whole number from 0 to ${dimension - 1}, received ${describe(index)} in row ${row}`,
        fix: 'pass a larger `dimension`, or leave out rarer words when the data is loaded',
      });
    }
  }
  return made;
}
