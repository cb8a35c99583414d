/** From a task to functions: one, or one for each thread that takes part. */

import type { Task, Value } from '@myelin/program';
import { compressedOperand } from './compressed/compressed-operand.ts';
import { emitCompressedProduct } from './compressed/emit-compressed-product.ts';
import { type Footprint, footprintOf, intervalsOf } from './driver/footprint.ts';
import { columnForm } from './driver/gather.ts';
import { emitterOf } from './emitters.ts';
import type { ProgramLayout } from './program-layout.ts';
import { scanStage } from './scans/scan-stage.ts';
import { parametersAt, type Shop, type Stage } from './shop.ts';
import type { Part, TaskContext, TaskEmitter } from './tasks/task-context.ts';
import type { FunctionBuilder } from './wasm/function-builder.ts';
import type { ModuleBuilder } from './wasm/module-builder.ts';

/** Element visits or multiply-adds from which on a task is shared among threads: about 2 µs of work. */
const WORTH_SHARING = 30_000;

/** Compiles a task: a stage, and another one where something is left to do when all parts are done. */
export function stagesOf(shop: Shop, task: Task): readonly Stage[] {
  if (task.kind === 'scan') return [scanStage(shop, task, stagesOf)];
  const { module, schedule, layout, depth } = shop;
  const emitter = emitterOf(task);
  if (!emitter) throw new RangeError(`no emitter for a task of kind ${task.kind}`);
  const isShared = layout.threads > 1 && emitter.work(task) >= WORTH_SHARING;
  const count = isShared ? Math.min(layout.threads, emitter.maximumParts(task)) : 1;
  const finish = emitter.finish?.(task);
  const { memory } = schedule;
  const addressIn =
    (steps: readonly number[]) =>
    (value: Value): number =>
      module.moving.at(layout.address(value, 0), steps);
  const parts = Array.from({ length: count }, (_, index) =>
    partOf(shop, task, emitter, contextOf(shop, task, { index, count })),
  );
  const footprint = (steps: readonly number[]) => footprintOf(task, memory, addressIn(steps));
  const stage = { parts, footprint, isContinued: false };
  if (count === 1 || !finish) return [stage];
  const context = contextOf(shop, task, { index: 0, count });
  const last = module.function(parametersAt(depth), [], (f) => finish.emit(f, context));
  // What the parts leave for the last one must be read before the parts of the next step of a loop write it anew.
  const begin = layout.sharedScratch(0, task);
  const between = { begin, end: begin + 1 };
  const leaving = (steps: readonly number[]): Footprint => {
    const { reads, writes } = footprint(steps);
    return { reads, writes: [...writes, between] };
  };
  const writing = (steps: readonly number[]): Footprint => ({
    reads: [between],
    writes: intervalsOf(finish.writes, memory, addressIn(steps)),
  });
  return [
    { ...stage, footprint: leaving },
    { parts: [last], footprint: writing, isContinued: true },
  ];
}

function contextOf(shop: Shop, task: Task, part: Part): TaskContext {
  const { schedule, layout, host, root, preparation } = shop;
  const { places } = schedule.memory;
  return {
    ...(preparation && {
      prepare: (value, bytes, emit) => {
        if (!preparation.isFixed(value)) return undefined;
        const to = layout.reserve(bytes);
        preparation.add(part.index, (f) => emit(f, to));
        return to;
      },
    }),
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
  { module, layout, root, compressible, depth }: Shop,
  task: Task,
  emitter: TaskEmitter<Task>,
  context: TaskContext,
): FunctionBuilder {
  const dense = module.function(parametersAt(depth), [], (f) => {
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
  const footprint = (): Footprint => ({ reads: [], writes: [] });
  return { parts: [copy], footprint, isContinued: false };
}
