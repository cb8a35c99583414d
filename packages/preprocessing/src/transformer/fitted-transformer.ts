import { DataError, type JsonRecord, type NdArray, ShapeError, suggestion } from '@myelin/core';
import { Column, type Table } from '@myelin/table';
import type { Matrix } from '../input/matrix.ts';
import { Tabular } from '../input/tabular.ts';
import { type ReadTabular, readTabular, type TabularInput } from '../input/tabular-input.ts';
import { Fitted } from './fitted.ts';

/** What a transformer was fitted with and on, and what it learned. */
export interface Learned<State extends object = object> {
  /** Complete options. */
  readonly config: object;
  readonly featureNamesIn: readonly string[];
  /** Whether the columns came with names; else they are called `x0`, `x1`, … */
  readonly isNamed: boolean;
  readonly state: State;
}

/**
 * A transformer that has learned. It is made by `fit` and never changes.
 *
 * A table is taken by the names of its columns, in any order; rows without names by place.
 */
export abstract class FittedTransformer<State extends object = object> extends Fitted<State> {
  /** Names of the columns that it was fitted on. */
  readonly featureNamesIn: readonly string[];
  /** Whether they came with the data; else they are called `x0`, `x1`, … */
  readonly isNamed: boolean;

  constructor({ config, featureNamesIn, isNamed, state }: Learned<State>) {
    super(config, state);
    this.featureNamesIn = featureNamesIn;
    this.isNamed = isNamed;
  }

  /** Names of the columns that come out, for columns of these names. */
  protected abstract namesOut(names: readonly string[]): readonly string[];

  /** The rows, changed: as many of them, with a column for each of {@link namesOut}. It must not write into `x`. */
  protected abstract compute(x: Tabular): Matrix | readonly Column[];

  /** Whether named columns that it was not fitted on may stand beside the others. */
  protected get ignoresOthers(): boolean {
    return false;
  }

  /** Whether the column at that place must be there. @internal */
  isNeeded(_place: number): boolean {
    return true;
  }

  /** Whether it chooses its columns from all that there are. @internal */
  get takesOthers(): boolean {
    return this.ignoresOthers;
  }

  /**
   * Names of the columns that come out.
   *
   * @param names - Names to use for the columns that go in. @defaultValue `featureNamesIn`
   * @throws {@link ShapeError} there are more or fewer names than columns.
   */
  featureNamesOut(names: readonly string[] = this.featureNamesIn): string[] {
    if (names.length === this.featureNamesIn.length) return [...this.namesOut(names)];
    throw new ShapeError({
      where: `${this.className}.featureNamesOut`,
      problem: `there must be ${this.featureNamesIn.length} names, received ${names.length}`,
      fix: 'pass one name for each column',
    });
  }

  /**
   * The rows, changed, as numbers in double precision.
   *
   * @shape output `[rows, columns]`
   * @throws {@link ShapeError} the rows have another number of columns than those that it was fitted on.
   * @throws {@link DataError} a column is missing, not known, or of the wrong kind; or what comes out holds texts, which
   * `transformTable` gives.
   */
  transform(x: TabularInput): NdArray {
    const made = this.apply(this.read('transform', x));
    return made.toNdArray(`${this.className}.transform`, 'transformTable');
  }

  /** As {@link transform}, as a table with the names of the columns that come out. */
  transformTable(x: TabularInput): Table {
    return this.apply(this.read('transform', x)).toTable();
  }

  /** {@link transform} on columns that are in their places. @internal */
  apply(x: Tabular): Tabular {
    const made = this.compute(x);
    const names = this.namesOut(x.names);
    if (!isMatrix(made)) return Tabular.ofColumns(named(made, names), x.rows);
    return Tabular.ofMatrix(made, names);
  }

  /** What was given, its columns in the places that they had in `fit`. */
  protected read(method: string, given: TabularInput): Tabular {
    const where = `${this.className}.${method}`;
    return this.#inPlace(where, readTabular(where, given));
  }

  #inPlace(where: string, { tabular, isNamed }: ReadTabular): Tabular {
    if (this.isNamed && isNamed) return this.#byName(where, tabular);
    if (tabular.width === this.featureNamesIn.length) return tabular.renamed(this.featureNamesIn);
    throw new ShapeError({
      where,
      problem: `rows must have ${this.featureNamesIn.length} columns, as in fit, received ${tabular.width}`,
      fix: `pass the columns ${listed(this.featureNamesIn)}`,
    });
  }

  #byName(where: string, tabular: Tabular): Tabular {
    const places = new Map(tabular.names.map((name, place) => [name, place]));
    const chosen = this.featureNamesIn.map((name, place) => {
      const found = places.get(name);
      if (found !== undefined || !this.isNeeded(place)) return found;
      const near = suggestion(name, tabular.names);
      throw new DataError({
        where,
        problem: `column \`${name}\` is missing, received ${listed(tabular.names)}`,
        fix: near ? `rename \`${near}\` to \`${name}\`` : 'pass the columns that fit was given',
      });
    });
    if (!this.ignoresOthers) this.#requireNoOthers(where, tabular);
    if (!chosen.includes(undefined)) return tabular.select(chosen as number[]);
    // What nothing looks at keeps its place, so that all others have theirs.
    const columns = chosen.map((place, at) =>
      place === undefined
        ? new Column(this.featureNamesIn[at] as string, 'number', new Float64Array(tabular.rows))
        : (tabular.columns[place] as Column),
    );
    return Tabular.ofColumns(columns, tabular.rows);
  }

  #requireNoOthers(where: string, tabular: Tabular): void {
    const known = new Set(this.featureNamesIn);
    const others = tabular.names.filter((name) => !known.has(name));
    if (others.length === 0) return;
    throw new DataError({
      where,
      problem: `column${others.length > 1 ? 's' : ''} ${listed(others)} ${others.length > 1 ? 'were' : 'was'} not there in fit`,
      fix: `pass table.select(${quoted(this.featureNamesIn)})`,
    });
  }

  protected override extraForm(): JsonRecord {
    return { feature_names_in: this.featureNamesIn, is_named: this.isNamed };
  }
}

const isMatrix = (made: Matrix | readonly Column[]): made is Matrix => 'data' in made;

const named = (columns: readonly Column[], names: readonly string[]): Column[] =>
  columns.map((column, at) => column.renamed(names[at] as string));

/** As the arguments of a call. */
function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `'${name}'`);
  return (names.length > shown.length ? [...shown, '…'] : shown).join(', ');
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => `\`${name}\``);
  return shown.join(', ') + (names.length > MOST_LISTED ? `, … (${names.length})` : '');
}
