import type { StateCell, Tensor } from '@myelin/core';

/** Gives states the values of one step. A value may stand in several places, or have belonged to another state. */
export function adoptAll(cells: readonly StateCell[], values: readonly Tensor[]): void {
  const before = cells.map((cell) => cell.value);
  const taken = new Set(before);
  const own = values.map((value, i) => {
    if (value === before[i]) return value;
    const isTaken = taken.has(value);
    taken.add(value);
    return isTaken ? value.reshape(value.shape) : value;
  });
  for (const [i, cell] of cells.entries()) cell.adopt(own[i] as Tensor);
}
