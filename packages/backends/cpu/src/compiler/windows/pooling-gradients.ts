/**
 * Derivatives of pooling by the image. The slope of a window goes to its greatest number, the first one where several
 * are equal; or in equal shares to all of its places, as tfjs has it.
 */

import type { Operation, SingleTask, Value } from '@myelin/program';
import type { TaskEmitter } from '../tasks/task-context.ts';
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
import { hasEmptyResults } from './tap-axis.ts';
import { eachTap, eachWindow, type Tap, type WindowPlace } from './window-loop.ts';
import type { WindowAxis } from './window-shape.ts';

/** Where things lie. */
interface Addresses {
  readonly slope: number;
  readonly image: number;
  readonly gradient: number;
}

/** Sets `share` to what a tap of a window gets of the slope. */
interface Shares {
  /** Once for each window and four channels. */
  prepare(slope: Local, source: Local, place: WindowPlace): void;
  push(tap: Tap): void;
  release(): void;
}

const maxima = backward(maxShares);

export const maxPoolGradient: TaskEmitter<SingleTask> = {
  ...maxima,
  refusal: (task) => {
    const refusal = maxima.refusal(task);
    if (refusal !== undefined) return refusal;
    const { loop } = planOf(task.operation, { begin: 0, end: 1 });
    const isEmpty = hasEmptyResults(loop.vertical) || hasEmptyResults(loop.horizontal);
    return isEmpty ? 'windows of nothing but padding' : undefined;
  },
};

export const averagePoolGradient: TaskEmitter<SingleTask> = backward(averageShares);

function backward(
  sharesOf: (f: FunctionBuilder, plan: PoolingPlan, addresses: Addresses) => Shares,
): TaskEmitter<SingleTask> {
  return imageEmitter({
    work: ({ operation }) => {
      const slope = inputNamed(operation, 'dy', 0);
      const { loop } = planOf(operation, { begin: 0, end: 1 });
      return sizeOf(slope) * loop.vertical.taps * loop.horizontal.taps;
    },
    maximumParts: ({ operation }) => operation.outputs[0]?.shape[0] ?? 1,
    emit: (f, { operation }, context) => {
      const [gradient] = operation.outputs as readonly [Value];
      const plan = planOf(operation, imagesOf(gradient, context.part));
      const addresses = {
        slope: context.address(plan.windows),
        image: context.address(plan.image),
        gradient: context.address(gradient),
      };
      const shares = sharesOf(f, plan, addresses);
      emitBackward(f, plan, addresses, shares);
    },
  });
}

function planOf(operation: Operation, images: { begin: number; end: number }): PoolingPlan {
  const [image, slope] = [inputNamed(operation, 'input', 1), inputNamed(operation, 'dy', 0)];
  return poolingPlan(operation, image, slope, images);
}

function emitBackward(
  f: FunctionBuilder,
  { loop, shape, image }: PoolingPlan,
  { slope: slopes, gradient }: Addresses,
  shares: Shares,
): void {
  const { begin, end } = loop.images;
  const axes = [shape.vertical, shape.horizontal];
  const bytes = (4 * sizeOf(image)) / Math.max(1, shape.images);
  if (!axes.every(covers) && end > begin) {
    f.i32(gradient + begin * bytes)
      .i32(0)
      .i32((end - begin) * bytes)
      .fill();
  }
  // What lies in one window only is written, not added to.
  const isApart = axes.every(({ kernel, stride, dilation }) => dilation === 1 && kernel <= stride);
  eachWindow(f, loop, (place) => {
    const moving = [[place.source, 16] as const, [place.result, 16] as const];
    eachChannels(f, loop.source.channels, 4, moving, (lanes, moved) => {
      const [source, result] = moved as readonly [Local, Local];
      const [slope, share] = [f.local('v128'), f.local('v128')];
      f.get(result).load(slopes).set(slope);
      shares.prepare(slope, source, place);
      eachTap(f, loop, { ...place, source }, (tap) => {
        shares.push(tap);
        if (!isApart)
          f.get(tap.source)
            .load(gradient + tap.sourceOffset)
            .op('f32x4.add');
        f.set(share);
        f.storeLanes(tap.source, share, lanes, gradient + tap.sourceOffset);
      });
      f.release(slope, share);
    });
  });
  shares.release();
}

/** Whether every pixel lies in just one window. */
const covers = ({ kernel, stride, dilation, before, windows, size }: WindowAxis): boolean =>
  dilation === 1 && kernel === stride && before === 0 && windows * stride === size;

/** All to the greatest number: its tap is found first, by number. */
function maxShares(f: FunctionBuilder, { loop }: PoolingPlan, { image }: Addresses): Shares {
  const local = (): Local => f.local('v128');
  const [greatest, winner, number, x, isGreater] = [local(), local(), local(), local(), local()];
  let slopeOf: Local | undefined;
  const next = (): void => {
    f.get(number).splatI32(1).op('i32x4.add').set(number);
  };
  return {
    prepare: (slope, source, place) => {
      slopeOf = slope;
      f.splatI32(0).tee(winner).set(number);
      f.get(source).load(image).set(greatest);
      eachTap(f, loop, { ...place, source }, (tap) => {
        f.get(tap.source)
          .load(image + tap.sourceOffset)
          .tee(x);
        f.get(greatest).op('f32x4.gt').set(isGreater);
        f.get(x).get(greatest).get(isGreater).op('v128.bitselect').set(greatest);
        f.get(number).get(winner).get(isGreater).op('v128.bitselect').set(winner);
        next();
      });
      f.splatI32(0).set(number);
    },
    push: () => {
      if (!slopeOf) throw new RangeError('no window yet');
      f.get(slopeOf).get(winner).get(number).op('i32x4.eq').op('v128.and');
      next();
    },
    release: () => f.release(greatest, winner, number, x, isGreater),
  };
}

/** The same to all. */
function averageShares(f: FunctionBuilder, { loop }: PoolingPlan): Shares {
  const share = f.local('v128');
  const places = loop.vertical.taps * loop.horizontal.taps;
  return {
    prepare: (slope) => {
      f.get(slope).splat(places).op('f32x4.div').set(share);
    },
    push: () => {
      f.get(share);
    },
    release: () => f.release(share),
  };
}
