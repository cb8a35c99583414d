import type { Cell, Column } from '@myelin/table';
import { NumberPlaces } from './number-places.ts';

/** Finds the place of a cell among categories. True and false count as 1 and 0. */
export class CategoryIndex {
  readonly #texts = new Map<Cell, number>();
  readonly #numbers: NumberPlaces;
  readonly #missing: number;

  constructor(categories: readonly Cell[]) {
    const numbers: number[] = [];
    const places: number[] = [];
    for (const [place, category] of categories.entries()) {
      if (typeof category === 'string') this.#texts.set(category, place);
      else if (category !== null) {
        numbers.push(Number(category));
        places.push(place);
      }
    }
    this.#numbers = new NumberPlaces(numbers, places);
    this.#missing = categories.lastIndexOf(null);
  }

  /** The place of one cell, -1 if it is no category. */
  find(cell: Cell): number {
    if (cell === null) return this.#missing;
    if (typeof cell === 'string') return this.#texts.get(cell) ?? -1;
    return this.#numbers.find(Number(cell));
  }

  /** The places of the cells of a column, -1 where one is no category. */
  places(column: Column): Int32Array {
    if (column.kind === 'number' || column.kind === 'boolean')
      return this.#numbers.findAll(column.numbers, this.#missing);
    const places = new Int32Array(column.length);
    for (let row = 0; row < places.length; row++) places[row] = this.find(column.cell(row));
    return places;
  }
}
