/** What tasks are compiled with, and what they become. */

import type { Schedule, Value } from '@myelin/program';
import type { Footprint } from './driver/footprint.ts';
import type { ProgramLayout } from './program-layout.ts';
import type { HostFunction } from './tasks/task-context.ts';
import type { Callable, FunctionBuilder } from './wasm/function-builder.ts';
import type { ModuleBuilder } from './wasm/module-builder.ts';

/**
 * A task as functions: one for each thread that takes part, the first for thread 0. In the step of a loop their parameters
 * are the numbers of the steps of all loops around, the outermost first.
 */
export interface Stage {
  readonly parts: readonly FunctionBuilder[];
  /** What it touches in given steps of the loops around. */
  readonly footprint: (steps: readonly number[]) => Footprint;
  /** Whether it goes on with the task of the stage before. */
  readonly isContinued: boolean;
}

/** What all tasks of a program are compiled with. */
export interface Shop {
  readonly module: ModuleBuilder;
  readonly schedule: Schedule;
  readonly layout: ProgramLayout;
  readonly host: Readonly<Record<HostFunction, Callable>>;
  readonly root: (value: Value) => Value;
  readonly compressible: ReadonlySet<Value>;
  /** The meeting of all threads, for each of them; undefined where there is one only. */
  readonly barriers: readonly (Callable | undefined)[];
  /** How many loops are around. */
  readonly depth: number;
  /** What is done before the innermost of them. */
  readonly preparation?: Preparation;
}

/** What is done once before a loop, for the code of its steps. */
interface Preparation {
  /** Whether a value is the same in all steps. */
  isFixed(value: Value): boolean;
  /** Adds code for a thread. */
  add(thread: number, emit: (f: FunctionBuilder) => void): void;
}

/** Types of the parameters of functions in the steps of loops. */
export const parametersAt = (depth: number): 'i32'[] => Array<'i32'>(depth).fill('i32');
