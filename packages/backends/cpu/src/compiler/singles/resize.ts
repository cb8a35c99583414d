/** Images `[batch, height, width, channels]` made larger or smaller, and the derivatives. Threads share the batch. */

import { shapeSize } from '@myelin/core';
import type { Operation } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import {
  emitCornerPixels,
  emitNearestPixels,
  resizingOf,
  withoutHalves,
} from './resized-pixels.ts';
import { emitAddRun, emitCopyRun, emitFillRun, emitRun } from './run.ts';
import { namedInput, outputOf, type SingleCall, type SingleKernel } from './single-emitter.ts';

const nearest: SingleKernel = {
  units: (operation) => outputOf(operation).shape[0] ?? 1,
  emit: (call) => {
    const { f, operation, context } = call;
    const images = namedInput(operation, 'images');
    const shape = resizingOf(operation, images, outputOf(operation));
    const addresses = {
      old: context.address(images),
      resized: context.address(outputOf(operation)),
    };
    emitNearestPixels(call, shape, addresses, ({ resized }, pixel) =>
      emitCopyRun(f, pixel, resized, shape.channels),
    );
  },
};

const nearestGradient: SingleKernel = {
  refusal: floatsOnly,
  units: (operation) => outputOf(operation).shape[0] ?? 1,
  emit: (call) => {
    const { f, operation, context } = call;
    const dy = namedInput(operation, 'dy');
    const shape = withoutHalves(resizingOf(operation, namedInput(operation, 'images'), dy));
    const addresses = { old: context.address(outputOf(operation)), resized: context.address(dy) };
    emitZeros(call);
    emitNearestPixels(call, shape, addresses, ({ resized }, pixel) =>
      emitAddRun(f, resized, pixel, shape.channels, 'float32'),
    );
  },
};

const bilinear: SingleKernel = {
  refusal: floatsOnly,
  units: (operation) => outputOf(operation).shape[0] ?? 1,
  emit: (call) => {
    const { f, operation, context } = call;
    const images = namedInput(operation, 'images');
    const shape = resizingOf(operation, images, outputOf(operation));
    const addresses = {
      old: context.address(images),
      resized: context.address(outputOf(operation)),
    };
    const [down, right, top, value] = f.localsOf('v128', 4) as [Local, Local, Local, Local];
    /** `a + (b - a) · part`. */
    const emitBetween = (a: () => unknown, b: () => unknown, part: Local): void => {
      a();
      b();
      a();
      f.op('f32x4.sub').get(part).op('f32x4.mul').op('f32x4.add');
    };
    emitCornerPixels(call, shape, addresses, ({ resized }, corners) => {
      emitSplat(f, () => f.get(corners.down), down);
      emitSplat(f, () => f.get(corners.right), right);
      const [a, b, c, d] = corners.addresses;
      emitRun(f, shape.channels, [a, b, c, d, resized], (offset, lanes) => {
        const at = (pointer: Local) => (): unknown => f.get(pointer).load(offset);
        emitBetween(at(a), at(b), right);
        f.set(top);
        emitBetween(at(c), at(d), right);
        f.set(value);
        emitBetween(
          () => f.get(top),
          () => f.get(value),
          down,
        );
        f.set(value).storeLanes(resized, value, lanes, offset);
      });
    });
    f.release(down, right, top, value);
  },
};

const bilinearGradient: SingleKernel = {
  refusal: floatsOnly,
  units: (operation) => outputOf(operation).shape[0] ?? 1,
  emit: (call) => {
    const { f, operation, context } = call;
    const dy = namedInput(operation, 'dy');
    const shape = withoutHalves(resizingOf(operation, namedInput(operation, 'images'), dy));
    const addresses = { old: context.address(outputOf(operation)), resized: context.address(dy) };
    const [weight, sum] = f.localsOf('v128', 2) as [Local, Local];
    emitZeros(call);
    emitCornerPixels(call, shape, addresses, ({ resized }, corners) => {
      for (const [i, corner] of corners.addresses.entries()) {
        const share = (part: Local, isFar: boolean): unknown =>
          isFar ? f.get(part) : f.f64(1).get(part).op('f64.sub');
        const both = (): unknown => {
          share(corners.down, i >= 2);
          share(corners.right, i % 2 === 1);
          return f.op('f64.mul');
        };
        emitSplat(f, both, weight);
        // One corner after the other: at the border two of them are the same pixel.
        emitRun(f, shape.channels, [resized, corner], (offset, lanes) => {
          f.get(corner).load(offset).get(resized).load(offset).get(weight);
          f.op('f32x4.mul').op('f32x4.add').set(sum);
          f.storeLanes(corner, sum, lanes, offset);
        });
      }
    });
    f.release(weight, sum);
  },
};

function floatsOnly({ inputs }: Operation): string | undefined {
  return inputs.every(({ dtype }) => dtype === 'float32')
    ? undefined
    : 'images that are not float32';
}

/** Zeros the images of the result. */
function emitZeros({ f, operation, context, begin, end }: SingleCall): void {
  const output = outputOf(operation);
  const image = shapeSize(output.shape.slice(1));
  const to = f.local('i32');
  f.i32(context.address(output) + 4 * begin * image).set(to);
  emitFillRun(f, to, (end - begin) * image, 0);
  f.release(to);
}

/** Four times the double that `push` leaves on the stack, as float32. */
function emitSplat(f: FunctionBuilder, push: () => unknown, result: Local): void {
  push();
  f.op('f32.demote_f64').op('f32x4.splat').set(result);
}

export const resizing: Readonly<Record<string, SingleKernel>> = {
  ResizeNearestNeighbor: nearest,
  ResizeNearestNeighborGrad: nearestGradient,
  ResizeBilinear: bilinear,
  ResizeBilinearGrad: bilinearGradient,
};
