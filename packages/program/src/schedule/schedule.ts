/**
 * A schedule groups the operations of a program into tasks, each of which a backend turns into one loop nest.
 *
 * Aliases (`Reshape`, `Identity`) belong to no task: they name the memory of their input. Tasks are in an order in
 * which everything is written before it is read, and a state is overwritten only after all who read its old value.
 */

import type { Operation, Program, Value } from '../ir/program.ts';

/**
 * Element-wise operations over one iteration space, and reductions of values over that space.
 *
 * All results in the task have as many elements as the space, in row-major order (axes of size 1 may be anywhere); so
 * have the inputs of the reductions, and the parts of a `Concat`, which are written where they belong. A `Slice` is read
 * where it lies. Operands from outside the task are broadcast to it. No operation in the task uses
 * the result of one of its reductions.
 */
export interface LoopTask {
  readonly kind: 'loop';
  /** Sizes of the axes, those of size 1 left out; empty for a single element. */
  readonly space: readonly number[];
  /** Element-wise operations in order. */
  readonly operations: readonly Operation[];
  /** `Sum`, `Max`, `Min`, `Prod`, `All`, `Any` over values of the space or operands from outside. */
  readonly reductions: readonly Operation[];
}

/** A matrix product or convolution, and light element-wise work on its result while it is in registers. */
export interface ContractionTask {
  readonly kind: 'contraction';
  /** `BatchMatMul`, `Conv2D`, `Conv2DBackpropInput` or `Conv2DBackpropFilter`. */
  readonly contraction: Operation;
  /** Element-wise operations of the shape of the result; operands are the result, each other, or from outside. */
  readonly epilogue: readonly Operation[];
}

/** Any other operation, by itself. */
export interface SingleTask {
  readonly kind: 'single';
  readonly operation: Operation;
}

/** A `Scan`: the tasks of its step, again and again. */
export interface ScanTask {
  readonly kind: 'scan';
  readonly operation: Operation;
  /**
   * Its states lie where the results of the operation lie that are carried, its inputs in what the operation is given,
   * its results in the results of all steps; its working memory is a part of that around it.
   */
  readonly step: Schedule;
}

export type Task = LoopTask | ContractionTask | SingleTask | ScanTask;

export interface Schedule {
  readonly program: Program;
  readonly tasks: readonly Task[];
  readonly memory: MemoryPlan;
}

/** Where the values of a program lie. Values that stay in registers have no place. */
export interface MemoryPlan {
  /** Place of the memory that a value names, aliases resolved. */
  readonly places: ReadonlyMap<Value, Place>;
  /** Bytes of working memory. */
  readonly workingBytes: number;
  /** Where the working memory of the steps of loops begins, in bytes into this one. */
  readonly steps: ReadonlyMap<Operation, number>;
  /** Next states that could not be written in place, to be copied when all tasks have run. */
  readonly lateStates: readonly { readonly name: string; readonly value: Value }[];
}

export type Place =
  /** Offset in bytes into the working memory, a multiple of 64. Each place is followed by 64 spare bytes. */
  | { readonly kind: 'working'; readonly offset: number }
  | { readonly kind: 'state'; readonly name: string }
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'result'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: Value };
