import {
  AbortError,
  ArgumentError,
  DataError,
  describe,
  MyelinError,
  ShapeError,
  StateError,
} from '@myelin/core';
import { type CsvBatchesOptions, csvBatches, type Table, type TableSource } from '@myelin/table';
import { mapArrays, namedArrays } from './arrays.ts';
import { commonRows } from './common-rows.ts';
import type { DatasetElement } from './example.ts';
import { rowSpec, specsIn } from './row-spec.ts';

export interface CsvBlocksOptions {
  readonly csv: CsvBatchesOptions;
  readonly arraysOf: (table: Table) => unknown;
  /** What messages call that function. */
  readonly maker: string;
}

/** Passes over the arrays of each block of rows of a file. */
export function csvBlocks(
  where: string,
  source: TableSource,
  { csv, arraysOf, maker }: CsvBlocksOptions,
): () => AsyncGenerator<DatasetElement> {
  let isSpent = false;
  let alike: string | undefined;
  return async function* blocks(): AsyncGenerator<DatasetElement> {
    if (isSpent) throw spentError(where);
    isSpent = isStream(source);
    let row = 0;
    for await (const table of csvBatches(source, csv)) {
      const place = `rows ${row} to ${row + table.length - 1}`;
      row += table.length;
      let arrays: unknown;
      let count: number;
      try {
        arrays = await arraysOf(table);
        count = requireRows(where, arrays);
      } catch (error) {
        if (error instanceof ArgumentError || error instanceof AbortError) throw error;
        throw failure(where, `${maker} failed at ${place}`, error);
      }
      if (count === 0) continue;
      const kind = kindOf(arrays);
      alike ??= kind;
      if (kind !== alike) throw otherKind(where, { place, kind, alike });
      yield arrays as DatasetElement;
    }
  };
}

/** How many rows arrays have. */
function requireRows(where: string, arrays: unknown): number {
  // Looks at everything in it.
  mapArrays(arrays, (array) => array);
  const named = namedArrays(arrays);
  const scalar = named.find(([, array]) => array.rank === 0);
  if (scalar === undefined && named.length > 0) return commonRows(where, arrays).count;
  throw new ShapeError({
    where,
    problem: scalar ? `\`${scalar[0]}\` is a scalar, which has no rows` : 'there are no arrays',
    fix: 'return arrays with one entry for each row, for example { x: table.toNdArray() }',
  });
}

/** Says the same of blocks whose rows can be mixed. */
function kindOf(arrays: unknown): string {
  const specs = specsIn(rowSpec(arrays));
  return namedArrays(arrays)
    .map(([name], i) => `${name} ${specs[i]}`.trim())
    .join(', ');
}

function failure(where: string, what: string, cause: unknown): DataError {
  const isOwn = cause instanceof MyelinError;
  const message = isOwn ? cause.problem : cause instanceof Error ? cause.message : describe(cause);
  return new DataError({
    where,
    problem: `${what}: ${(message.split('\n')[0] as string).replace(/\.$/, '')}`,
    fix: isOwn ? cause.fix : 'mend what it does with these rows',
    cause,
  });
}

interface OtherKind {
  readonly place: string;
  readonly kind: string;
  readonly alike: string;
}

const otherKind = (where: string, { place, kind, alike }: OtherKind): ShapeError =>
  new ShapeError({
    where,
    problem: `${place} became ${kind} where those before became ${alike}`,
    fix: 'let `map` give the same arrays each time: fit what it uses before, and not in it',
  });

const spentError = (where: string): StateError =>
  new StateError({
    where,
    problem: 'a stream can be gone through once only, and it has been',
    fix: 'pass a path, an address, a File or bytes, or put cache() behind it',
  });

const isStream = (source: TableSource): boolean =>
  typeof source === 'object' && (Symbol.asyncIterator in source || 'getReader' in source);
