/**
 * A loop over steps: a function for each thread that goes through the stages of the step, again and again.
 *
 * Threads meet within the loop where a stage touches what another thread's part made, in this step or in the one before.
 * A loop whose tasks are all too small to be shared runs on one thread, and nobody meets.
 */

import { shapeSize } from '@myelin/core';
import { rootsOf, type ScanTask, scanParts, type Task, type Value } from '@myelin/program';
import { emitFlush } from '../driver/flush.ts';
import { type Footprint, footprintOf } from '../driver/footprint.ts';
import { parametersAt, type Shop, type Stage } from '../shop.ts';
import { type Waiting, waitsInLoop } from '../waits.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { type Copy, stepLayout } from './step-layout.ts';

/**
 * Steps from one flush of denormal numbers to the next, less one. Derivatives shrink from step to step, and where they get
 * below 1.2e-38, processors compute many times slower.
 */
const FLUSH_MASK = 7;

/** @param stagesOf - Compiles a task. */
export function scanStage(
  shop: Shop,
  task: ScanTask,
  stagesOf: (shop: Shop, task: Task) => readonly Stage[],
): Stage {
  const { module, schedule, layout: around, depth, barriers } = shop;
  const { operation, step } = task;
  const { carried, length, reverse } = scanParts(operation);
  const { layout, index, first, last } = stepLayout(shop, task);
  const roots = rootsOf(step.program);
  const prepared = barriers.map((): ((f: FunctionBuilder) => void)[] => []);
  const isFixed = (value: Value): boolean => {
    const { origin } = roots.get(value) ?? value;
    return (
      origin.kind === 'constant' || (origin.kind === 'input' && origin.input.role === 'constant')
    );
  };
  const inner: Shop = {
    ...shop,
    schedule: step,
    layout,
    root: (value) => roots.get(value) ?? value,
    compressible: new Set(),
    depth: depth + 1,
    preparation: { isFixed, add: (thread, emit) => prepared[thread]?.push(emit) },
  };
  const begin = copyStage(shop, first);
  const stages = step.tasks.flatMap((one) => stagesOf(inner, one));
  if (last.length > 0) stages.push(copyStage(inner, last));
  const isShared = stages.some(({ parts }) => parts.length > 1);
  const outside = Array<number>(depth).fill(0);
  const at = (steps: readonly number[]) => (stage: Stage) => waiting(stage, steps);
  const waits = waitsInLoop(
    [waiting(begin, outside)],
    [stages.map(at([...outside, 0])), stages.map(at([...outside, 1]))],
  );
  const flushed =
    length > FLUSH_MASK
      ? carried.map(({ final }) => final).filter(({ dtype }) => dtype === 'float32')
      : [];

  const preparations = prepared.map((all) =>
    module.function(parametersAt(depth), [], (f) => {
      for (const emit of all) emit(f);
    }),
  );

  const driver = (thread: number): FunctionBuilder =>
    module.function(parametersAt(depth), [], (f) => {
      const barrier = isShared ? barriers[thread] : undefined;
      const meet = (): void => {
        if (barrier) f.call(barrier);
      };
      const call = (part: FunctionBuilder | undefined, ...more: typeof f.parameters): void => {
        if (!part) return;
        for (const parameter of [...f.parameters, ...more]) f.get(parameter);
        f.call(part);
      };
      call(begin.parts[thread]);
      call(preparations[thread]);
      const t = f.local('i32');
      const [from, to] = reverse ? [length - 1, -1] : [0, length];
      f.count(t, from, to, reverse ? -1 : 1, () => {
        const word = index[thread];
        if (word !== undefined) f.i32(word).get(t).memory('i32.store');
        for (const [i, { parts }] of stages.entries()) {
          if (waits[i]) meet();
          call(parts[thread], t);
        }
        if (flushed.length === 0) return;
        f.get(t).i32(FLUSH_MASK).op('i32.and').op('i32.eqz');
        f.ifElse(() => {
          meet();
          const states = flushed.map((value) => ({
            address: around.address(value, 0),
            size: shapeSize(value.shape),
          }));
          emitFlush(f, states, { index: thread, count: isShared ? barriers.length : 1 });
          meet();
        });
      });
    });
  const threads = isShared ? barriers.length : 1;
  return {
    parts: Array.from({ length: threads }, (_, thread) => driver(thread)),
    footprint: (steps) => {
      const addressOf = (value: Value): number => module.moving.at(around.address(value, 0), steps);
      const { reads, writes } = footprintOf(task, schedule.memory, addressOf);
      const working = { begin: layout.working, end: layout.working + step.memory.workingBytes };
      return { reads, writes: [...writes, working] };
    },
    isContinued: false,
  };
}

/** Copies on thread 0. */
function copyStage({ module, depth }: Shop, copies: readonly Copy[]): Stage {
  const copy = module.function(parametersAt(depth), [], (f) => {
    for (const { from, to, bytes } of copies) f.i32(to).i32(from).i32(bytes).copy();
  });
  const interval = (address: number, bytes: number, steps: readonly number[]) => {
    const begin = module.moving.at(address, steps);
    return { begin, end: begin + bytes };
  };
  const footprint = (steps: readonly number[]): Footprint => ({
    reads: copies.map(({ from, bytes }) => interval(from, bytes, steps)),
    writes: copies.map(({ to, bytes }) => interval(to, bytes, steps)),
  });
  return { parts: [copy], footprint, isContinued: false };
}

const waiting = ({ parts, footprint }: Stage, steps: readonly number[]): Waiting => ({
  isAlone: parts.length === 1,
  footprint: footprint(steps),
});
