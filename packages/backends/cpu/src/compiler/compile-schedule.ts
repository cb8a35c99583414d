/**
 * From a schedule to a WebAssembly module.
 *
 * Each task becomes a function, or one for each part where threads share it; small functions are compiled well by
 * engines, and those that run often are compiled again, better, one by one. For every thread the module exports
 * `run<thread>(order, runs)`, which gathers batches and runs all tasks, `runs` times over, and `once<thread>()`, which
 * runs them on inputs that were written before.
 */

import { compressibleInputs, rootsOf, type Schedule } from '@myelin/program';
import { addBarrier } from './driver/barrier.ts';
import { emitFlush, emitIsDue } from './driver/flush.ts';
import { emitGather } from './driver/gather.ts';
import { importHostFunctions } from './host-functions.ts';
import type { ProgramLayout } from './program-layout.ts';
import type { Shop, Stage } from './shop.ts';
import { lateCopyStage, stagesOf } from './stage.ts';
import type { Part } from './tasks/task-context.ts';
import { waitsBetween } from './waits.ts';
import type { Callable, FunctionBuilder } from './wasm/function-builder.ts';
import { ModuleBuilder } from './wasm/module-builder.ts';

/** Name of the exported function of a thread. */
export const runName = (thread: number): string => `run${thread}`;
export const onceName = (thread: number): string => `once${thread}`;

/** The module's bytes. All tasks must have passed `refusalOf`. */
export function compileSchedule(
  schedule: Schedule,
  layout: ProgramLayout,
): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(layout.memory);
  const host = importHostFunctions(module);
  const clock = layout.isTimed ? module.import('clock', ['i32'], []) : undefined;
  const { threads } = layout;
  const barriers = Array.from({ length: threads }, (_, thread) => {
    const sleeps = thread > 0 || layout.firstThreadSleeps;
    return threads > 1 ? addBarrier(module, { threads, sleeps }) : undefined;
  });
  const roots = rootsOf(schedule.program);
  const shop: Shop = {
    module,
    schedule,
    layout,
    host,
    root: (value) => roots.get(value) ?? value,
    compressible: compressibleInputs(schedule.program),
    barriers,
    depth: 0,
  };
  const stages = schedule.tasks.flatMap((task) => stagesOf(shop, task));
  const isLast = layout.lateCopies.length > 0;
  if (isLast) stages.push(lateCopyStage(module, layout));
  const waits = waitsBetween(
    stages.map(({ parts, footprint }) => ({
      isAlone: parts.length === 1,
      footprint: footprint([]),
    })),
    isLast,
  );
  for (const [thread, barrier] of barriers.entries()) {
    const team: Team = { thread, barrier, clock };
    const step = addStep(module, layout, team, stages, waits);
    module.export(onceName(thread), step);
    module.export(runName(thread), addRun(module, layout, team, step));
  }
  return module.encode();
}

/** A thread, and what it shares with the others. */
interface Team {
  readonly thread: number;
  readonly barrier: Callable | undefined;
  readonly clock: Callable | undefined;
}

/** All tasks once. */
function addStep(
  module: ModuleBuilder,
  layout: ProgramLayout,
  { thread, barrier, clock }: Team,
  stages: readonly Stage[],
  waits: readonly boolean[],
): FunctionBuilder {
  const counter = layout.step(thread);
  const { flushed, threads } = layout;
  return module.function([], [], (f) => {
    const tick = (i: number): void => {
      if (clock && thread === 0) f.i32(i).call(clock);
    };
    let task = 0;
    for (const [i, { parts, isContinued }] of stages.entries()) {
      if (!isContinued) tick(++task);
      if (barrier && waits[i]) f.call(barrier);
      const part = parts[thread];
      if (part) f.call(part);
    }
    tick(task + 1);
    const isDue = f.local('i32');
    if (counter !== undefined) {
      emitIsDue(f, counter);
      f.set(isDue);
      f.i32(counter).i32(counter).memory('i32.load').i32(1).op('i32.add').memory('i32.store');
    }
    // Nothing is written after the last barrier, for the host may write as soon as thread 0 is back.
    if (barrier) f.call(barrier);
    if (counter !== undefined) {
      f.get(isDue).ifElse(() => {
        emitFlush(f, flushed, { index: thread, count: threads });
        if (barrier) f.call(barrier);
      });
    }
    tick(-1);
  });
}

/** Gathers and runs, batch after batch. */
function addRun(
  module: ModuleBuilder,
  layout: ProgramLayout,
  { thread, barrier, clock }: Team,
  step: FunctionBuilder,
): FunctionBuilder {
  const part: Part = { index: thread, count: layout.threads };
  const inputs = layout.gathered(thread);
  const gather = module.function(['i32'], [], (f) => {
    for (const input of inputs) emitGather(f, input, layout.batchRows, f.parameter(0), part);
  });
  return module.function(['i32', 'i32'], [], (f) => {
    const order = f.parameter(0);
    const runs = f.parameter(1);
    f.loop(() => {
      if (clock && thread === 0) f.i32(0).call(clock);
      f.get(order).call(gather);
      if (barrier && inputs.some(({ isPrivate }) => !isPrivate)) f.call(barrier);
      f.call(step);
      f.advance(order, 4 * layout.batchRows);
      f.get(runs).i32(1).op('i32.sub').tee(runs).branchIf(0);
    });
  });
}
