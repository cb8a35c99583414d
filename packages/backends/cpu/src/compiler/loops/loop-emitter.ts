import { shapeSize } from '@myelin/core';
import { isConcatInPlace, isSliceInPlace, type LoopTask, type Operation } from '@myelin/program';
import { shareOf } from '../tasks/share.ts';
import type { TaskContext, TaskEmitter } from '../tasks/task-context.ts';
import { elementwiseRefusal } from '../vector-math/emit-elementwise.ts';
import { emitPhilox } from '../vector-math/emit-philox.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { combineChunks } from './combine-chunks.ts';
import { emitPass } from './emit-pass.ts';
import { loopBody } from './loop-body.ts';
import { costOf, type LoopPlan, planLoop } from './loop-plan.ts';
import { reductionKind } from './reduction-kind.ts';

/**
 * Loops over element-wise operations and reductions, four elements at a time.
 *
 * Neighboring axes that all operands walk through as one are one axis. Short last axes and few elements are written
 * out; all else is loops with a variable for each way in which operands step. Sums over long stretches are made of
 * shorter sums. Threads share an axis that no reduction reduces, or one that is reduced in chunks.
 */
export const loopEmitter: TaskEmitter<LoopTask> = {
  refusal(task) {
    const { space, operations, reductions } = task;
    if (shapeSize(space) === 0) return 'it has no elements';
    for (const operation of operations) {
      if (operation.kernel === 'BroadcastTo' || operation.kernel === 'Philox') continue;
      if (isSliceInPlace(operation) || isConcatInPlace(operation)) continue;
      const refusal = elementwiseRefusal(operation);
      if (refusal !== undefined) return refusal;
    }
    for (const reduction of reductions) {
      if (!reductionKind(reduction)) return nameOf(reduction);
    }
    return planLoop(task) ? undefined : 'its shapes have no axes in common';
  },

  // Loading and storing takes as long as a few additions.
  work: (task) => shapeSize(task.space) * Math.max(1, costOf(task) / 4),

  maximumParts: (task) => planLoop(task)?.division?.units ?? 1,

  emit(f, task, context) {
    const plan = planLoop(task);
    if (!plan) throw new RangeError('a loop task without common axes');
    const { space, passes, division, chunks } = plan;
    if (!division && context.part.index > 0) return;
    const range = division && {
      axis: division.axis,
      ...shareOf(space.sizes[division.axis] ?? 1, context.part, division.granule),
    };
    if (range && range.begin === range.end) return;
    const random = randomNumbers(f, task, plan, context);
    const chunkResults = chunks && context.sharedScratch(chunks.bytes);
    for (const [i, pass] of passes.entries()) {
      const body = loopBody({
        task,
        space,
        reductions: pass.reductions,
        stores: i === passes.length - 1,
        random,
        context,
      });
      emitPass({
        f,
        context,
        sizes: space.sizes,
        pass,
        body,
        cost: costOf(task),
        ...(range && { range }),
        ...(chunkResults !== undefined && { chunkResults }),
      });
    }
  },

  finish(task) {
    const { chunks } = planLoop(task) ?? {};
    if (!chunks) return undefined;
    const combined = chunks.targets.filter((target) => target.chunks !== undefined);
    return {
      writes: combined.flatMap(({ operation }) => operation.outputs),
      emit: (f, context) => combineChunks(f, chunks, context),
    };
  },
};

const nameOf = ({ kernel, inputs }: Operation): string =>
  `${kernel} of ${inputs[0]?.dtype ?? 'nothing'}`;

/** Where the random numbers of a task come from: made on the way, or before and stored. */
function randomNumbers(
  f: FunctionBuilder,
  { operations }: LoopTask,
  { space, passes, division }: LoopPlan,
  { scratch, part, address }: TaskContext,
): Map<Operation, number | 'variables'> {
  const from = new Map<Operation, number | 'variables'>();
  const size = shapeSize(space.sizes);
  for (const operation of operations) {
    if (operation.kernel !== 'Philox') continue;
    if (passes[0]?.makesRandom) {
      from.set(operation, 'variables');
      continue;
    }
    const target = scratch(4 * size);
    from.set(operation, target);
    const rows = division?.axis === 0 ? (space.sizes[0] ?? 1) : 1;
    const { begin, end } =
      division?.axis === 0 ? shareOf(rows, part, division.granule) : { begin: 0, end: 1 };
    const first = Math.floor(((size / rows) * begin) / 4) * 4;
    emitPhilox(f, operation, address, target + 4 * first, first, (size / rows) * end);
  }
  return from;
}
