/** What the code of a task is written with: where values lie, which instructions may be used, who does which part. */

import type { Value } from '@myelin/program';
import type { Callable, FunctionBuilder } from '../wasm/function-builder.ts';

export interface TaskContext {
  /** Whether `f32x4.relaxed_madd` may be used. */
  readonly relaxedMadd: boolean;
  readonly part: Part;
  /**
   * Address of the first element of a value, row-major without gaps, 4 bytes an element; aliases are resolved.
   * Every place is a multiple of 16 (64 for working memory) and followed by at least 64 bytes that may be read, and in
   * working memory also written.
   *
   * @throws RangeError - The value stays in registers and has no place.
   */
  address(value: Value): number;
  /** Whether the value has a place in memory: what has one must be stored there, whoever else uses it. */
  hasPlace(value: Value): boolean;
  /** The value whose memory a value names, through any number of `Reshape`; itself if it is no alias. */
  root?(value: Value): Value;
  /** Memory for this task alone (and this part of it), a multiple of 64 followed by 64 spare bytes. */
  scratch(bytes: number): number;
  /** Memory that all parts of the task, and what finishes it, share; the same whenever it is asked for. */
  sharedScratch(bytes: number): number;
  /**
   * Prepares what all steps of the loop around use alike, such as a weight in another order. Undefined where there is no
   * loop around, or where it changes `value`.
   *
   * @param emit - Writes the code that makes it, once before the loop.
   * @returns Where it lies.
   */
  prepare?(
    value: Value,
    bytes: number,
    emit: (f: FunctionBuilder, to: number) => void,
  ): number | undefined;
  /** Functions of the host on doubles, for what is rare and scalar: `Math.pow` and the like. */
  hostFunction(name: HostFunction): Callable;
}

/** Share of a task: part `index` of `count`. All parts of a task run at the same time, on a thread each. */
export interface Part {
  readonly index: number;
  readonly count: number;
}

export type HostFunction = 'pow' | 'sin' | 'cos' | 'tan' | 'asin' | 'acos' | 'atan' | 'atan2';

/** Turns tasks of one kind into code. */
export interface TaskEmitter<Task> {
  /** Why the task cannot be compiled; undefined if it can. */
  refusal(task: Task): string | undefined;
  /** Rough number of multiply-adds or element visits, to decide whether dividing pays. */
  work(task: Task): number;
  /** How many parts it can be divided into at most: 1 if not at all. */
  maximumParts(task: Task): number;
  /** Writes the code of one part. It may be empty. Results must not depend on the number of parts. */
  emit(f: FunctionBuilder, task: Task, context: TaskContext): void;
  /** What is left to do when all parts are done; undefined if nothing is. */
  finish?(task: Task): Finish | undefined;
}

/** Work on the results of all parts, for one thread. */
interface Finish {
  /** Results of the task that it writes. */
  readonly writes: readonly Value[];
  emit(f: FunctionBuilder, context: TaskContext): void;
}
