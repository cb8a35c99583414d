import {
  ArgumentError,
  DataError,
  describe,
  type NdArray,
  type Resolved,
  StateError,
} from '@myelin/core';
import type { Column, Table } from '@myelin/table';
import { array, boolean, check, type GenericSchema, object, pipe, string } from 'valibot';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { requireWidth } from '../input/require-width.ts';
import type { Tabular } from '../input/tabular.ts';
import { readTabular, type TabularInput } from '../input/tabular-input.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { numberChanges, type TableFunction, tableFunctions } from './table-functions.ts';

export interface FunctionTransformerOptions {
  /** What changes the rows, or its name in {@link tableFunctions}; null leaves them as they are. @defaultValue `null` */
  readonly func?: TableFunction | string | null;
  /** What changes them back. @defaultValue `null` */
  readonly inverseFunc?: TableFunction | string | null;
}

export interface FunctionTransformerState {
  /** Names of the columns that come out. */
  readonly names: readonly string[];
  /** Whether a column comes out for each that goes in, under its name. */
  readonly isOneToOne: boolean;
}

/**
 * A function as a step of a pipeline. `fit` calls it once, to learn the names of the columns that come out.
 *
 * A function that stands in {@link tableFunctions} is saved by its name. One that does not cannot be saved.
 *
 * @throws {@link ArgumentError} a name is not known.
 * @throws {@link DataError} the function gives another number of rows than it was given, or other columns than in `fit`.
 * @source scikit-learn `FunctionTransformer`. Functions are given a table, and column names come from what they give.
 * @example
 * const log = new FunctionTransformer({ func: 'log1p', inverseFunc: 'expm1' });
 * log.fitTransform([[0], [Math.E - 1]]).toArray() // => [[0], [1]]
 */
export class FunctionTransformer extends Transformer<
  FunctionTransformerOptions,
  FittedFunctionTransformer
> {
  readonly className = 'FunctionTransformer';

  constructor(options: FunctionTransformerOptions = {}) {
    super('FunctionTransformer', byName(options), { func: null, inverseFunc: null });
    requireFunction('func', this.config.func);
    requireFunction('inverseFunc', this.config.inverseFunc);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedFunctionTransformer {
    const where = 'FunctionTransformer.fit';
    const { func } = this.config;
    const { names } = numberChange(where, func, x) ? x : called(where, func, x);
    const isOneToOne =
      names.length === x.names.length && names.every((name, at) => name === x.names[at]);
    return new FittedFunctionTransformer({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { names, isOneToOne },
    });
  }
}

export class FittedFunctionTransformer extends InvertibleTransformer<FunctionTransformerState> {
  readonly className = 'FunctionTransformer';
  declare readonly config: Resolved<FunctionTransformerOptions>;

  protected namesOut(names: readonly string[]): readonly string[] {
    return this.state.isOneToOne ? names : this.state.names;
  }

  protected compute(x: Tabular): Matrix | readonly Column[] {
    const where = 'FunctionTransformer.transform';
    const { func } = this.config;
    const change = numberChange(where, func, x);
    if (change) return changedNumbers(requireWide(where, x, this.featureNamesOut()), change);
    return requireColumns(where, called(where, func, x), this.featureNamesOut());
  }

  /** What `inverseFunc` gives. @throws {@link StateError} there is none. */
  inverseTransform(y: TabularInput): NdArray {
    return this.invertedArray(y);
  }

  /** As {@link inverseTransform}, as a table. */
  inverseTransformTable(y: TabularInput): Table {
    return this.invertedTable(y);
  }

  protected invert(y: Tabular): Matrix | readonly Column[] {
    const where = 'FunctionTransformer.inverseTransform';
    const { func, inverseFunc } = this.config;
    if (func !== null && inverseFunc === null) {
      throw new StateError({
        where,
        problem: 'it was made without `inverseFunc`',
        fix: "pass it, for example { func: 'log1p', inverseFunc: 'expm1' }",
      });
    }
    const change = numberChange(where, inverseFunc, y);
    if (change) return changedNumbers(requireWide(where, y, this.featureNamesIn), change);
    return requireColumns(where, called(where, inverseFunc, y), this.featureNamesIn);
  }
}

/** What a saved one has learned. */
export const functionTransformerState = (
  columns: number,
): GenericSchema<unknown, FunctionTransformerState> =>
  pipe(
    object({ names: array(string()), isOneToOne: boolean() }),
    check(
      ({ names, isOneToOne }) => !isOneToOne || names.length === columns,
      'there must be a name for each column',
    ),
  );

/** Functions that have a name are known by it from here on, so that they can be saved. */
function byName(options: FunctionTransformerOptions): FunctionTransformerOptions {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  return Object.fromEntries(
    Object.entries(options).map(([option, value]) => [
      option,
      typeof value === 'function' ? (tableFunctions.nameOf(value) ?? value) : value,
    ]),
  );
}

function requireFunction(option: string, value: unknown): void {
  if (value === null || typeof value === 'function') return;
  if (typeof value === 'string') {
    tableFunctions.find('FunctionTransformer', value);
    return;
  }
  throw new ArgumentError({
    where: 'FunctionTransformer',
    problem: `\`${option}\` must be a function, or the name of one, received ${describe(value)}`,
    fix: `pass for example { ${option}: (table) => table.drop('id') } or { ${option}: 'log1p' }`,
  });
}

function called(where: string, func: TableFunction | string | null, x: Tabular): Tabular {
  if (func === null) return x;
  const change = typeof func === 'string' ? tableFunctions.find(where, func) : func;
  const { tabular: made, isNamed } = readTabular(where, change(x.toTable()));
  if (made.rows !== x.rows) {
    throw new DataError({
      where,
      problem: `the function must give as many rows as it was given, received ${made.rows} for ${x.rows}`,
      fix: 'filter rows before fit, not in a transformer',
    });
  }
  return !isNamed && made.width === x.width ? made.renamed(x.names) : made;
}

/** What the function does with each number; undefined where it does more than that, or `x` is no matrix yet. */
function numberChange(
  where: string,
  func: TableFunction | string | null,
  x: Tabular,
): ((value: number) => number) | undefined {
  if (func === null || !x.isMatrix) return undefined;
  return numberChanges.get(typeof func === 'string' ? tableFunctions.find(where, func) : func);
}

function changedNumbers({ matrix }: Tabular, change: (value: number) => number): Matrix {
  const { rows, columns, data } = matrix;
  const made = newMatrix(rows, columns);
  for (let at = 0; at < data.length; at++) made.data[at] = change(data[at] as number);
  return made;
}

const requireColumns = (
  where: string,
  made: Tabular,
  names: readonly string[],
): readonly Column[] => requireWide(where, made, names).columns;

/** There is a column for each name. @throws {@link ShapeError} */
function requireWide(where: string, made: Tabular, names: readonly string[]): Tabular {
  requireWidth(`${where}: the function`, made, names);
  return made;
}
