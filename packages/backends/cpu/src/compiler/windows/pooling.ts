/** The greatest or mean number of each window. Padding takes no part. */

import type { Operation, SingleTask, Value } from '@myelin/program';
import type { TaskContext, TaskEmitter } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { eachChannels } from './channel-loop.ts';
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
  /** What the window begins with. */
  readonly begin: number;
  /** Adds `tap` to `value`; `mark` begins as zero and may be used to remember something. */
  add(f: FunctionBuilder, value: Local, tap: Local, mark: Local): void;
  /** Changes the value when all taps are in. */
  finish(f: FunctionBuilder, value: Local, mark: Local, place: WindowPlace): void;
}

/** NaN if any number is: the fast instruction for the greater of two does not see to that. */
export const maxPool: TaskEmitter<SingleTask> = forward({
  begin: Number.NEGATIVE_INFINITY,
  add: (f, value, tap, mark) => {
    f.get(value).get(tap).op('f32x4.pmax').set(value);
    f.get(mark).get(tap).get(tap).op('f32x4.ne').op('v128.or').set(mark);
  },
  finish: (f, value, mark) => {
    f.get(value).get(mark).op('v128.or').set(value);
  },
});

export const averagePool: TaskEmitter<SingleTask> = forward({
  begin: 0,
  add: (f, value, tap) => {
    f.get(value).get(tap).op('f32x4.add').set(value);
  },
  finish: (f, value, _, { down, across }) => {
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
  eachChannels(f, loop.source.channels, 4, moving, (lanes, moved) => {
    const [source, result] = moved as readonly [Local, Local];
    const [value, pixel, mark] = [f.local('v128'), f.local('v128'), f.local('v128')];
    f.splat(begin).set(value).splatI32(0).set(mark);
    eachTap(f, loop, { ...place, source }, (tap: Tap) => {
      f.get(tap.source)
        .load(from + tap.sourceOffset)
        .set(pixel);
      add(f, value, pixel, mark);
    });
    finish(f, value, mark, place);
    f.storeLanes(result, value, lanes, to);
    f.release(value, pixel, mark);
  });
}
