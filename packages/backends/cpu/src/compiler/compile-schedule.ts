/**
 * From a schedule to a WebAssembly module.
 *
 * Each task becomes a function, or one for each part where threads share it; small functions are compiled well by
 * engines, and those that run often are compiled again, better, one by one. For every thread the module exports
 * `run<thread>(order, runs)`, which gathers batches and runs all tasks, `runs` times over, and `once<thread>()`, which
 * runs them on inputs that were written before.
 */

import { shapeSize } from '@myelin/core';
import type { Schedule, Task, Value } from '@myelin/program';
import { addBarrier } from './driver/barrier.ts';
import { conflict, type Footprint, footprintOf, operationsOf } from './driver/footprint.ts';
import { emitGather, type GatheredInput } from './driver/gather.ts';
import { emitterOf } from './emitters.ts';
import type { HostFunction, Part, TaskContext } from './tasks/task-context.ts';
import type { Callable, FunctionBuilder } from './wasm/function-builder.ts';
import { type MemoryLimits, ModuleBuilder } from './wasm/module-builder.ts';

/** Where everything lies, and who runs. */
export interface ProgramLayout {
  readonly memory: MemoryLimits;
  readonly relaxedMadd: boolean;
  readonly threads: number;
  /** Whether thread 0 may sleep while it waits for others: not the main thread of a page. */
  readonly firstThreadSleeps: boolean;
  /** Address of the memory that a value names, for one thread. */
  address(value: Value, thread: number): number;
  /** Scratch memory of a thread, anew for each task. */
  scratch(bytes: number, thread: number, task: Task): number;
  /** Inputs that are gathered, as one thread sees them. */
  gathered(thread: number): readonly GatheredInput[];
  readonly batchRows: number;
  /** Address of a thread's own step counter, where the program has one. */
  step(thread: number): number | undefined;
  /** States that are copied when all tasks have run. */
  readonly lateCopies: readonly { readonly from: number; readonly to: number; readonly bytes: number }[];
}

/** Element visits or multiply-adds from which on a task is shared among threads: about 2 µs of work. */
const WORTH_SHARING = 30_000;

/** Name of the exported function of a thread. */
export const runName = (thread: number): string => `run${thread}`;
export const onceName = (thread: number): string => `once${thread}`;

/** Work of all tasks together, by which a session decides how many threads a program is worth. */
export function workOf(tasks: readonly Task[]): number {
  return tasks.reduce((sum, task) => sum + (emitterOf(task)?.work(task) ?? 0), 0);
}

/** The module's bytes. All tasks must have passed `refusalOf`. */
export function compileSchedule(
  schedule: Schedule,
  layout: ProgramLayout,
): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(layout.memory);
  const host = importHostFunctions(module);
  const { threads } = layout;
  const stages = schedule.tasks.map((task) => stageOf(module, schedule, task, layout, host));
  if (layout.lateCopies.length > 0) stages.push(lateCopyStage(module, layout));
  const late = schedule.memory.lateStates.length > 0;
  const waits = waitsBetween(stages, late);
  for (let thread = 0; thread < threads; thread++) {
    const sleeps = thread > 0 || layout.firstThreadSleeps;
    const barrier = threads > 1 ? addBarrier(module, { threads, sleeps }) : undefined;
    const once = module.function([], [], (f) => {
      for (const [i, { parts }] of stages.entries()) {
        if (barrier && waits[i]) f.call(barrier);
        const part = parts[thread];
        if (part) f.call(part);
      }
      if (barrier) f.call(barrier);
    });
    module.export(onceName(thread), once);
    module.export(runName(thread), addRun(module, layout, thread, once, barrier));
  }
  return module.encode();
}

/** A task as functions: one for each thread that takes part, the first for thread 0. */
interface Stage {
  readonly parts: readonly FunctionBuilder[];
  readonly footprint: Footprint;
}

function stageOf(
  module: ModuleBuilder,
  schedule: Schedule,
  task: Task,
  layout: ProgramLayout,
  host: Readonly<Record<HostFunction, Callable>>,
): Stage {
  const emitter = emitterOf(task);
  if (!emitter) throw new RangeError(`no emitter for a task of kind ${task.kind}`);
  const isShared = layout.threads > 1 && emitter.work(task) >= WORTH_SHARING;
  const count = isShared ? Math.min(layout.threads, emitter.maximumParts(task)) : 1;
  const { places } = schedule.memory;
  const flushed = flushedValues(schedule, task);
  const parts = Array.from({ length: count }, (_, index) =>
    module.function([], [], (f) => {
      const context: TaskContext = {
        relaxedMadd: layout.relaxedMadd,
        part: { index, count },
        address: (value) => layout.address(value, index),
        hasPlace: (value) => places.has(value),
        scratch: (bytes) => layout.scratch(bytes, index, task),
        hostFunction: (name) => host[name],
        flushes: (value) => flushed.has(value),
      };
      emitter.emit(f, task, context);
    }),
  );
  return { parts, footprint: footprintOf(task, schedule.memory, (v) => layout.address(v, 0)) };
}

/**
 * Floats that become the next value of a state of more than one element. Averages decay into denormal numbers, which
 * processors compute with a hundred times slower, so that the smallest are stored as 0.
 */
function flushedValues({ program }: Schedule, task: Task): ReadonlySet<Value> {
  if (task.kind !== 'loop') return new Set();
  const made = new Set(operationsOf(task).flatMap(({ outputs }) => outputs));
  const states = program.outputs.filter(({ role, value }) => role === 'state' && made.has(value));
  return new Set(
    states
      .map(({ value }) => value)
      .filter(({ dtype, shape }) => dtype === 'float32' && shapeSize(shape) > 1),
  );
}

/** Thread 0 copies states that could not be written in place. */
function lateCopyStage(module: ModuleBuilder, { lateCopies }: ProgramLayout): Stage {
  const copy = module.function([], [], (f) => {
    for (const { from, to, bytes } of lateCopies) f.i32(to).i32(from).i32(bytes).copy();
  });
  return { parts: [copy], footprint: { reads: [], writes: [] } };
}

/** Before which stages all threads must meet. */
function waitsBetween(stages: readonly Stage[], lastWaits: boolean): readonly boolean[] {
  let since: Stage[] = [];
  return stages.map((stage, i) => {
    const alone = (one: Stage): boolean => one.parts.length === 1;
    const isLate = lastWaits && i === stages.length - 1;
    const waits =
      isLate ||
      since.some(
        (earlier) =>
          !(alone(earlier) && alone(stage)) && conflict(earlier.footprint, stage.footprint),
      );
    since = waits ? [stage] : [...since, stage];
    return waits;
  });
}

/** Gathers and runs, batch after batch. */
function addRun(
  module: ModuleBuilder,
  layout: ProgramLayout,
  thread: number,
  once: FunctionBuilder,
  barrier: FunctionBuilder | undefined,
): FunctionBuilder {
  const part: Part = { index: thread, count: layout.threads };
  const inputs = layout.gathered(thread);
  const step = layout.step(thread);
  const gather = module.function(['i32'], [], (f) => {
    for (const input of inputs) emitGather(f, input, layout.batchRows, f.parameter(0), part);
  });
  return module.function(['i32', 'i32'], [], (f) => {
    const order = f.parameter(0);
    const runs = f.parameter(1);
    f.loop(() => {
      f.get(order).call(gather);
      if (barrier && inputs.some(({ isPrivate }) => !isPrivate)) f.call(barrier);
      f.call(once);
      if (step !== undefined) {
        f.i32(step).i32(step).memory('i32.load').i32(1).op('i32.add').memory('i32.store');
      }
      f.advance(order, 4 * layout.batchRows);
      f.get(runs).i32(1).op('i32.sub').tee(runs).branchIf(0);
    });
  });
}

const HOST_FUNCTIONS: Readonly<Record<HostFunction, number>> = {
  pow: 2,
  atan2: 2,
  sin: 1,
  cos: 1,
  tan: 1,
  asin: 1,
  acos: 1,
  atan: 1,
};

function importHostFunctions(module: ModuleBuilder): Readonly<Record<HostFunction, Callable>> {
  const entries = Object.entries(HOST_FUNCTIONS).map(([name, arity]) => [
    name,
    module.import(name, Array(arity).fill('f64'), ['f64']),
  ]);
  return Object.fromEntries(entries) as Record<HostFunction, Callable>;
}
