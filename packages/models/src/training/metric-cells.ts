import { type Logs, type NumericArray, type StateCell, StateError } from '@myelin/core';
import type { MetricGroup } from '../compile/metric-group.ts';
import type { MetricValues } from './runner.ts';

/** Loss and metrics of one run, as they grow from batch to batch. */
export class MetricCells {
  readonly group: MetricGroup;
  readonly cells: readonly StateCell[];

  constructor(group: MetricGroup) {
    this.group = group;
    this.cells = group.initialCells();
  }

  reset(): void {
    this.group.resetCells(this.cells);
  }

  /** Their values, worked out by tensor operations. */
  read(): Promise<Logs> {
    return this.group.read(this.cells.map((cell) => cell.value));
  }

  /** Copies of what they have gathered so far. */
  save(): readonly MetricValues[] {
    return this.cells.map((cell) => ({ values: cell.read().slice(), shape: cell.shape }));
  }

  /** Goes on from what was gathered before. */
  load(values: readonly NumericArray[]): void {
    const fits = this.cells.every(({ size }, i) => values[i]?.length === size);
    if (!fits || values.length !== this.cells.length) {
      throw new StateError({
        where: 'fit',
        problem: 'the saved run had other metrics than the model is compiled with',
        fix: 'compile the model with the metrics that it had when the run was saved',
      });
    }
    for (const [i, cell] of this.cells.entries()) cell.write(values[i] as NumericArray);
  }

  dispose(): void {
    for (const cell of this.cells) cell.dispose();
  }
}
