import { DataError, type Resolved, ShapeError } from '@myelin/core';
import type { Column } from '@myelin/table';
import { check, type GenericSchema, intersect, nullable, object, pipe } from 'valibot';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { requireFinite } from '../input/require-finite.ts';
import type { Tabular } from '../input/tabular.ts';
import { listOf, presentIf, wholeNumber } from '../saving/schemas.ts';
import { ColumnCodes } from './column-codes.ts';
import { decodedColumn } from './decoded-column.ts';
import { unknownCategories } from './given-categories.ts';
import type { LearnedCategories } from './learn-categories.ts';
import { learnedCategories } from './learned-categories-schema.ts';
import type { OneHotEncoderOptions } from './one-hot-encoder.ts';

export interface OneHotState extends LearnedCategories {
  /** The code of each column that is dropped, null where none is; null without `drop`. */
  readonly drop: readonly (number | null)[] | null;
}

/** How one column becomes columns of 0 and 1. */
export interface HotColumn {
  readonly codes: ColumnCodes;
  /** The code that has no column. */
  readonly dropped: number | null;
  /** Where its columns begin. */
  readonly start: number;
  /** Number of its columns. */
  readonly width: number;
}

export function hotColumns({ categories, infrequent, drop }: OneHotState): HotColumn[] {
  let start = 0;
  return categories.map((list, at) => {
    const codes = new ColumnCodes(list, infrequent[at] ?? null);
    const dropped = drop?.[at] ?? null;
    const width = codes.meanings.length - Number(dropped !== null);
    start += width;
    return { codes, dropped, start: start - width, width };
  });
}

/** Rows of 0 and 1. @throws {@link DataError} a category is unknown, and that is an error. */
export function toOneHot(
  where: string,
  x: Tabular,
  columns: readonly HotColumn[],
  handleUnknown: string,
): Matrix {
  const width = widthOf(columns);
  const made = newMatrix(x.rows, width);
  const groups = handleUnknown === 'infrequent_if_exist' || handleUnknown === 'warn';
  for (const [at, column] of x.columns.entries()) {
    const hot = columns[at] as HotColumn;
    const { index, codes, infrequentCode } = hot.codes;
    const places = index.places(column);
    if (handleUnknown === 'error' && places.includes(-1)) {
      throw unknownCategories(
        where,
        column,
        places,
        "fit with them, or pass { handleUnknown: 'ignore' }",
      );
    }
    const offsets = Int32Array.from(codes, (code) => offsetOf(hot, code));
    const unknown = groups && infrequentCode >= 0 ? offsetOf(hot, infrequentCode) : -1;
    writeHot(made, places, offsets, unknown);
  }
  return made;
}

/** The columns that rows of 0 and 1 were made of. @throws {@link DataError} a row of zeros stands for nothing. */
export function fromOneHot(
  where: string,
  z: Tabular,
  columns: readonly HotColumn[],
  names: readonly string[],
  handleUnknown: string,
): Column[] {
  if (z.width === 0) {
    throw new ShapeError({
      where,
      problem: 'rows must have at least one column, received none: every category was dropped',
      fix: "fit without { drop: 'first' }",
    });
  }
  requireFinite(where, z);
  const { data, rows } = z.matrix;
  return columns.map((hot, at) => {
    const { meanings, infrequentCode } = hot.codes;
    const ignores = handleUnknown === 'ignore' || (handleUnknown !== 'error' && infrequentCode < 0);
    const codes = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      const code = hottest(data, row * z.width, hot);
      if (code < 0 && !ignores) {
        throw new DataError({
          where,
          problem: `row ${row} must have a number other than 0 for column \`${names[at]}\`, received zeros only`,
          fix: "pass rows that transform gave, or fit with { handleUnknown: 'ignore' }, which reads zeros as null",
        });
      }
      codes[row] = code;
    }
    return decodedColumn(names[at] as string, meanings, codes);
  });
}

/** What a saved one has learned. */
export const oneHotEncoderState = (
  columns: number,
  { drop }: Resolved<OneHotEncoderOptions>,
): GenericSchema<unknown, OneHotState> =>
  pipe(
    intersect([
      learnedCategories(columns),
      object({ drop: presentIf(drop !== null, listOf(nullable(wholeNumber), columns)) }),
    ]),
    check(
      (state) =>
        hotColumns(state).every(({ codes, dropped }) => (dropped ?? 0) < codes.meanings.length),
      'drop must be codes of categories',
    ),
  );

function writeHot(
  { data, rows, columns }: Matrix,
  places: Int32Array,
  offsets: Int32Array,
  unknown: number,
): void {
  for (let row = 0, base = 0; row < rows; row++, base += columns) {
    const place = places[row] as number;
    const offset = place < 0 ? unknown : (offsets[place] as number);
    if (offset >= 0) data[base + offset] = 1;
  }
}

const widthOf = (columns: readonly HotColumn[]): number =>
  columns.reduce((sum, { width }) => sum + width, 0);

function offsetOf({ start, dropped }: HotColumn, code: number): number {
  if (code === dropped) return -1;
  return start + code - Number(dropped !== null && code > dropped);
}

/** The code with the largest number; for zeros the dropped one, or -1. */
function hottest(data: Float64Array, base: number, { start, width, dropped }: HotColumn): number {
  let best = 0;
  let sum = 0;
  for (let at = 0; at < width; at++) {
    const value = data[base + start + at] as number;
    sum += value;
    if (value > (data[base + start + best] as number)) best = at;
  }
  if (sum === 0) return dropped ?? -1;
  return best + Number(dropped !== null && best >= dropped);
}
