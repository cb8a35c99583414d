/** From a task to functions: one, or one for each thread that takes part. */

import type { Schedule, Task, Value } from '@myelin/program';
import { compressedOperand } from './compressed/compressed-operand.ts';
import { emitCompressedProduct } from './compressed/emit-compressed-product.ts';
import { type Footprint, footprintOf, intervalsOf } from './driver/footprint.ts';
import { columnForm } from './driver/gather.ts';
import { emitterOf } from './emitters.ts';
import type { ProgramLayout } from './program-layout.ts';
import type { HostFunction, Part, TaskContext, TaskEmitter } from './tasks/task-context.ts';
import type { Callable, FunctionBuilder } from './wasm/function-builder.ts';
import type { ModuleBuilder } from './wasm/module-builder.ts';

/** Element visits or multiply-adds from which on a task is shared among threads: about 2 µs of work. */
const WORTH_SHARING = 30_000;

/** A task as functions: one for each thread that takes part, the first for thread 0. */
export interface Stage {
  readonly parts: readonly FunctionBuilder[];
  readonly footprint: Footprint;
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
}

/** Compiles a task: a stage, and another one where something is left to do when all parts are done. */
export function stagesOf(shop: Shop, task: Task): readonly Stage[] {
  const { module, schedule, layout } = shop;
  const emitter = emitterOf(task);
  if (!emitter) throw new RangeError(`no emitter for a task of kind ${task.kind}`);
  const isShared = layout.threads > 1 && emitter.work(task) >= WORTH_SHARING;
  const count = isShared ? Math.min(layout.threads, emitter.maximumParts(task)) : 1;
  const finish = emitter.finish?.(task);
  const { memory } = schedule;
  const address = (value: Value): number => layout.address(value, 0);
  const parts = Array.from({ length: count }, (_, index) =>
    partOf(shop, task, emitter, contextOf(shop, task, { index, count })),
  );
  const footprint = footprintOf(task, memory, address);
  const stage = { parts, footprint, isContinued: false };
  if (count === 1 || !finish) return [stage];
  const context = contextOf(shop, task, { index: 0, count });
  const last = module.function([], [], (f) => finish.emit(f, context));
  const writes = intervalsOf(finish.writes, memory, address);
  return [stage, { parts: [last], footprint: { reads: [], writes }, isContinued: true }];
}

function contextOf({ schedule, layout, host, root }: Shop, task: Task, part: Part): TaskContext {
  const { places } = schedule.memory;
  return {
    relaxedMadd: layout.relaxedMadd,
    part,
    address: (value) => layout.address(value, part.index),
    hasPlace: (value) => places.has(value),
    root,
    scratch: (bytes) => layout.scratch(bytes, part.index, task),
    sharedScratch: (bytes) => layout.sharedScratch(bytes, task),
    hostFunction: (name) => host[name],
  };
}

/** The function of one part; products of batches that may be stored compressed have code for both cases. */
function partOf(
  { module, layout, root, compressible }: Shop,
  task: Task,
  emitter: TaskEmitter<Task>,
  context: TaskContext,
): FunctionBuilder {
  const dense = module.function([], [], (f) => {
    emitter.emit(f, task, context);
    if (context.part.count === 1) emitter.finish?.(task)?.emit(f, context);
  });
  const input = compressedOperand(task, compressible, root);
  if (!input || task.kind !== 'contraction') return dense;
  const batch = layout.compressed(input, context.part.index);
  const sparse = module.function([], [], (f) => emitCompressedProduct(f, task, context, batch));
  return module.function([], [], (f) => {
    f.i32(batch.form).memory('i32.load').i32(columnForm.compressed).op('i32.eq');
    f.ifElse(
      () => f.call(sparse),
      () => f.call(dense),
    );
  });
}

/** Thread 0 copies states that could not be written in place. */
export function lateCopyStage(module: ModuleBuilder, { lateCopies }: ProgramLayout): Stage {
  const copy = module.function([], [], (f) => {
    for (const { from, to, bytes } of lateCopies) f.i32(to).i32(from).i32(bytes).copy();
  });
  return { parts: [copy], footprint: { reads: [], writes: [] }, isContinued: false };
}
