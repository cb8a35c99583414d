/** The greatest or mean number of each window. Padding takes no part. */

import type { Operation, SingleTask, Value } from '@myelin/program';
import type { TaskContext, TaskEmitter } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { eachFourChannels } from './channel-loop.ts';
import {
  imageEmitter,
  imagesOf,
  inputNamed,
  type PoolingPlan,
  poolingPlan,
  sizeOf,
} from './pooling-plan.ts';
import { eachTap, eachWindow, type Tap, type WindowPlace } from './window-loop.ts';

/** Code for one window and four channels. */
interface Pooling {
  /** Leaves what the window begins with on the stack. */
  begin(f: FunctionBuilder): void;
  /** With the value so far and the tap on the stack, leaves the new value. */
  add(f: FunctionBuilder): void;
  /** Changes the value when all taps are in. */
  finish?(f: FunctionBuilder, value: Local, place: WindowPlace): void;
}

export const maxPool: TaskEmitter<SingleTask> = forward({
  begin: (f) => f.splat(Number.NEGATIVE_INFINITY),
  add: (f) => f.op('f32x4.max'),
});

export const averagePool: TaskEmitter<SingleTask> = forward({
  begin: (f) => f.splat(0),
  add: (f) => f.op('f32x4.add'),
  finish: (f, value, { down, across }) => {
    f.get(value);
    if (typeof down === 'number' && typeof across === 'number') f.splat(down * across);
    else f.push(down).push(across).op('i32.mul').op('f32.convert_i32_s').op('f32x4.splat');
    f.op('f32x4.div').set(value);
  },
});

function forward(pooling: Pooling): TaskEmitter<SingleTask> {
  return imageEmitter({
    work: ({ operation }) => {
      const { loop, windows } = planOf(operation, { begin: 0, end: 1 });
      return (sizeOf(windows) * loop.vertical.taps * loop.horizontal.taps) / 2;
    },
    maximumParts: ({ operation }) => inputNamed(operation, 'x', 0).shape[0] ?? 1,
    emit: (f, { operation }, context) => {
      const plan = planOf(operation, imagesOf(inputNamed(operation, 'x', 0), context.part));
      eachWindow(f, plan.loop, (place) => poolWindow(f, plan, place, pooling, context));
    },
  });
}

function planOf(operation: Operation, images: { begin: number; end: number }): PoolingPlan {
  const [windows] = operation.outputs as readonly [Value];
  return poolingPlan(operation, inputNamed(operation, 'x', 0), windows, images);
}

function poolWindow(
  f: FunctionBuilder,
  { loop, image, windows }: PoolingPlan,
  place: WindowPlace,
  { begin, add, finish }: Pooling,
  context: TaskContext,
): void {
  const [from, to] = [context.address(image), context.address(windows)];
  const moving = [[place.source, 16] as const, [place.result, 16] as const];
  eachFourChannels(f, loop.source.channels, moving, (lanes, moved) => {
    const [source, result] = moved as readonly [Local, Local];
    const value = f.local('v128');
    begin(f);
    f.set(value);
    eachTap(f, loop, { ...place, source }, (tap: Tap) => {
      f.get(value)
        .get(tap.source)
        .load(from + tap.sourceOffset);
      add(f);
      f.set(value);
    });
    finish?.(f, value, place);
    f.storeLanes(result, value, lanes, to);
    f.release(value);
  });
}
