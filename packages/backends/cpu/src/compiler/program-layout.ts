import type { Task, Value } from '@myelin/program';
import type { CompressedBatch } from './compressed/compressed-operand.ts';
import type { FlushedState } from './driver/flush.ts';
import type { GatheredInput } from './driver/gather.ts';
import type { MemoryLimits } from './wasm/module-builder.ts';

/** Where everything lies, and who runs. */
export interface ProgramLayout {
  readonly memory: MemoryLimits;
  readonly relaxedMadd: boolean;
  readonly threads: number;
  /** Whether thread 0 may sleep while it waits for others: not the main thread of a page. */
  readonly firstThreadSleeps: boolean;
  /** Address of the memory that a value names, for one thread. */
  address(value: Value, thread: number): number;
  /** Address of the working memory. */
  readonly working: number;
  /** Address of a constant, which is there before the first run. */
  constant(value: Value): number;
  /** Memory that nothing else uses. */
  reserve(bytes: number): number;
  /** Whether thread 0 tells the host's `clock` which task begins: 0 the gathering, then the tasks; last, the end. */
  readonly isTimed: boolean;
  /** Scratch memory of a thread, anew for each task. */
  scratch(bytes: number, thread: number, task: Task): number;
  /** Scratch memory of a task that all threads see; the same whenever it is asked for. */
  sharedScratch(bytes: number, task: Task): number;
  /** Inputs that are gathered, as one thread sees them. */
  gathered(thread: number): readonly GatheredInput[];
  /** Where a thread finds an input that is stored compressed. */
  compressed(input: Value, thread: number): CompressedBatch;
  readonly batchRows: number;
  /** Address of a thread's own step counter, where the program has one. */
  step(thread: number): number | undefined;
  /** Floating-point states that the program changes: denormal numbers in them are set to 0 now and then. */
  readonly flushed: readonly FlushedState[];
  /** States that are copied when all tasks have run. */
  readonly lateCopies: readonly {
    readonly from: number;
    readonly to: number;
    readonly bytes: number;
  }[];
}
