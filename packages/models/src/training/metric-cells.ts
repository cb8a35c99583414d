import type { Logs, StateCell } from '@myelin/core';
import type { MetricGroup } from '../compile/metric-group.ts';

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

  dispose(): void {
    for (const cell of this.cells) cell.dispose();
  }
}
