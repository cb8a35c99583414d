import type { StateCell } from '@myelin/core';

/** Exchanges the values of two states of one shape, if there is a second. */
export function swapCells(a: StateCell, b: StateCell | undefined): void {
  if (!b) return;
  const [ofA, ofB] = [a.read(), b.read()];
  a.write(ofB);
  b.write(ofA);
}
