import { ArgumentError, describe, isPlainRecord } from '@myelin/core';
import { compareTexts } from '../input/compare-texts.ts';

/** Values to try, by the name of the parameter. */
export type Grid = Readonly<Record<string, readonly unknown[]>>;

/** One value of each parameter of a grid. */
export type GridPoint<G extends Grid> = G extends Grid
  ? { readonly [Name in keyof G]: G[Name][number] }
  : never;

/**
 * All combinations of the values of parameters, of one grid or of several one after another. Names are gone through in their
 * order, and the value of the last one changes fastest.
 *
 * @throws {@link ArgumentError} a parameter has no list of values, or an empty one.
 * @source scikit-learn `ParameterGrid`
 * @example
 * [...new ParameterGrid({ units: [8, 16], rate: [0.1] })] // => [{ rate: 0.1, units: 8 }, { rate: 0.1, units: 16 }]
 */
export class ParameterGrid<const G extends Grid> implements Iterable<GridPoint<G>> {
  readonly #grids: readonly G[];

  constructor(grid: G | readonly G[]) {
    this.#grids = Array.isArray(grid) ? (grid as readonly G[]) : [grid as G];
    for (const one of this.#grids) requireGrid(one);
  }

  /** Number of combinations. */
  get length(): number {
    return this.#grids.reduce((sum, grid) => sum + sizeOf(grid), 0);
  }

  /** One of the combinations, without making the others. @throws {@link ArgumentError} there are not as many. */
  at(index: number): GridPoint<G> {
    let rest = index;
    for (const grid of this.#grids) {
      const size = sizeOf(grid);
      if (Number.isInteger(rest) && rest >= 0 && rest < size) return pointOf(grid, rest);
      rest -= size;
    }
    throw new ArgumentError({
      where: 'ParameterGrid.at',
      problem: `an index must be a whole number from 0 to ${this.length - 1}, received ${index}`,
      fix: 'check it against `length`',
    });
  }

  *[Symbol.iterator](): Generator<GridPoint<G>> {
    for (const grid of this.#grids) {
      const size = sizeOf(grid);
      for (let index = 0; index < size; index++) yield pointOf(grid, index);
    }
  }
}

const sizeOf = (grid: Grid): number =>
  Object.values(grid).reduce((size, values) => size * values.length, 1);

function pointOf<G extends Grid>(grid: G, index: number): GridPoint<G> {
  const names = Object.keys(grid).sort(compareTexts);
  const chosen: [string, unknown][] = [];
  let rest = index;
  for (const name of names.reverse()) {
    const values = grid[name] ?? [];
    chosen.unshift([name, values[rest % values.length]]);
    rest = Math.floor(rest / values.length);
  }
  return Object.fromEntries(chosen) as GridPoint<G>;
}

function requireGrid(grid: unknown): void {
  if (!isPlainRecord(grid)) {
    throw new ArgumentError({
      where: 'ParameterGrid',
      problem: `a grid must be an object of lists by parameter, received ${describe(grid)}`,
      fix: 'pass for example { units: [8, 16] }',
    });
  }
  for (const [name, values] of Object.entries(grid)) {
    if (Array.isArray(values) && values.length > 0) continue;
    throw new ArgumentError({
      where: 'ParameterGrid',
      problem: `\`${name}\` must be a list of at least one value, received ${describe(values)}`,
      fix: Array.isArray(values)
        ? `pass for example { ${name}: [1] }, or leave it out`
        : `put the value in a list: { ${name}: [value] }`,
    });
  }
}
