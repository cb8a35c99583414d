import { shapeSize } from '@myelin/core';
import type { Operation, Value } from '../../ir/program.ts';
import type { Dataflow } from '../dataflow.ts';
import { isConcatInPlace } from '../moves-in-place.ts';
import type { Task } from '../schedule.ts';

/** Whether a task makes the value element by element, so that it can be written over another. */
export const isLoopResult = (task: Task, value: Value): boolean =>
  task.kind === 'loop' &&
  task.operations.some(
    (operation) => operation.outputs.includes(value) && !isConcatInPlace(operation),
  );

/** What a task reads from memory and writes there. Values are roots. */
export interface TaskAccess {
  /**
   * Values from outside. True where each element is read only to make elements at its own place, so that those may be
   * written over it.
   */
  readonly reads: ReadonlyMap<Value, boolean>;
  /** Values that others read, or that the program puts out. */
  readonly writes: readonly Value[];
}

/** All operations of a task, in order. */
export function operationsOf(task: Task): readonly Operation[] {
  if (task.kind === 'single' || task.kind === 'scan') return [task.operation];
  return task.kind === 'loop'
    ? [...task.operations, ...task.reductions]
    : [task.contraction, ...task.epilogue];
}

export function accessOf(flow: Dataflow, task: Task): TaskAccess {
  const operations = operationsOf(task);
  const inside = new Set(operations);
  const aligned = new Set(task.kind === 'loop' ? task.operations : []);
  const reads = new Map<Value, boolean>();
  const writes: Value[] = [];
  for (const operation of operations) {
    for (const input of operation.inputs) {
      const root = flow.rootOf(input);
      const maker = flow.makerOf(root);
      if (maker && inside.has(maker)) continue;
      const inPlace = aligned.has(operation) && sameSize(root, operation.outputs[0]);
      reads.set(root, inPlace && (reads.get(root) ?? true));
    }
    for (const output of operation.outputs) {
      if (isStored(flow, task, inside, output)) writes.push(output);
    }
  }
  return { reads, writes };
}

const sameSize = ({ shape }: Value, result: Value | undefined): boolean =>
  result !== undefined && shapeSize(shape) === shapeSize(result.shape);

/** Whether a result of a task is needed after it, or cannot stay in registers. */
function isStored(
  flow: Dataflow,
  task: Task,
  inside: ReadonlySet<Operation>,
  output: Value,
): boolean {
  if (task.kind === 'single' || task.kind === 'scan' || flow.isOutput(output)) return true;
  if (task.kind === 'contraction' && task.epilogue.length === 0) return true;
  const maker = flow.makerOf(output);
  if (task.kind === 'loop' && maker && task.reductions.includes(maker)) return true;
  if (maker && isConcatInPlace(maker)) return true;
  return [...flow.readersOf(output)].some((reader) => !inside.has(reader));
}
