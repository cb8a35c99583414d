/** Which memory a task reads and writes: what decides where threads must wait for one another. */

import { shapeSize } from '@myelin/core';
import type { MemoryPlan, Operation, Task, Value } from '@myelin/program';

/** Bytes from `begin` up to `end`, not included. */
export interface Interval {
  readonly begin: number;
  readonly end: number;
}

export interface Footprint {
  readonly reads: readonly Interval[];
  readonly writes: readonly Interval[];
}

/** All operations of a task. */
export function operationsOf(task: Task): readonly Operation[] {
  switch (task.kind) {
    case 'loop':
      return [...task.operations, ...task.reductions];
    case 'contraction':
      return [task.contraction, ...task.epilogue];
    case 'single':
    case 'scan':
      return [task.operation];
  }
}

/** The memory that a task touches; `address` tells where a value with a place begins. */
export function footprintOf(
  task: Task,
  memory: MemoryPlan,
  address: (value: Value) => number,
): Footprint {
  const operations = operationsOf(task);
  const made = new Set(operations.flatMap(({ outputs }) => outputs));
  const read = operations.flatMap(({ inputs }) => inputs).filter((value) => !made.has(value));
  return {
    reads: intervalsOf(read, memory, address),
    writes: intervalsOf([...made], memory, address),
  };
}

/** The memory of those values that have some. */
export function intervalsOf(
  values: readonly Value[],
  { places }: MemoryPlan,
  address: (value: Value) => number,
): readonly Interval[] {
  return values
    .filter((value) => places.has(value))
    .map((value) => ({
      begin: address(value),
      end: address(value) + 4 * shapeSize(value.shape),
    }));
}

/** Whether `later` must wait until `earlier` is done. */
export function conflict(earlier: Footprint, later: Footprint): boolean {
  return (
    overlap(earlier.writes, later.reads) ||
    overlap(earlier.writes, later.writes) ||
    overlap(earlier.reads, later.writes)
  );
}

function overlap(a: readonly Interval[], b: readonly Interval[]): boolean {
  return a.some((x) => b.some((y) => x.begin < y.end && y.begin < x.end));
}
