/** Images `[batch, height, width, channels]` made larger or smaller, and the derivatives. Threads share the batch. */

import { shapeSize } from '@myelin/core';
import type { Operation, Value } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { emitAddRun, emitCopyRun, emitFillRun, emitRun } from './run.ts';
import { namedInput, outputOf, type SingleCall, type SingleKernel } from './single-emitter.ts';
import { emitNearest, emitNeighbors, type Neighbors, type ResizedAxis } from './source-position.ts';

interface Resizing {
  readonly rows: ResizedAxis;
  readonly columns: ResizedAxis;
  readonly channels: number;
}

/** `old` is the original or its derivative, `new` the resized image or its derivative. */
function resizingOf({ attributes }: Operation, old: Value, resized: Value): Resizing {
  const alignCorners = attributes.alignCorners === true;
  const halfPixelCenters = attributes.halfPixelCenters === true;
  const axis = (at: number): ResizedAxis => ({
    oldSize: old.shape[at] ?? 1,
    newSize: resized.shape[at] ?? 1,
    alignCorners,
    halfPixelCenters,
  });
  return { rows: axis(1), columns: axis(2), channels: old.shape[3] ?? 1 };
}

/** tfjs knows no half pixel centers in its derivatives. */
const withoutHalves = ({ rows, columns, channels }: Resizing): Resizing => ({
  rows: { ...rows, halfPixelCenters: false },
  columns: { ...columns, halfPixelCenters: false },
  channels,
});

interface Pixels {
  /** Address of the image in the batch, in the original and in the resized one. */
  readonly old: Local;
  readonly resized: Local;
  readonly row: Local;
  readonly column: Local;
}

/** Goes through the pixels of resized images. `pixels.resized` moves along. */
function emitPixels(
  call: SingleCall,
  { rows, columns, channels }: Resizing,
  addresses: { readonly old: number; readonly resized: number },
  code: {
    readonly image?: (pixels: Pixels) => void;
    readonly row: (pixels: Pixels) => void;
    readonly pixel: (pixels: Pixels) => void;
  },
): void {
  const { f, begin, end } = call;
  const oldBytes = 4 * rows.oldSize * columns.oldSize * channels;
  const newBytes = 4 * rows.newSize * columns.newSize * channels;
  const [old, resized, row, column] = f.localsOf('i32', 4) as [Local, Local, Local, Local];
  const pixels = { old, resized, row, column };
  f.i32(addresses.old + begin * oldBytes).set(old);
  f.i32(addresses.resized + begin * newBytes).set(resized);
  f.repeat(end - begin, () => {
    code.image?.(pixels);
    f.count(row, 0, rows.newSize, 1, () => {
      code.row(pixels);
      f.count(column, 0, columns.newSize, 1, () => {
        code.pixel(pixels);
        f.advance(resized, 4 * channels);
      });
    });
    f.advance(old, oldBytes);
  });
  f.release(old, resized, row, column);
}

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

/** Calls `body` with the address of the original pixel for each of the resized image. */
function emitNearestPixels(
  call: SingleCall,
  shape: Resizing,
  addresses: { readonly old: number; readonly resized: number },
  body: (pixels: Pixels, original: Local) => void,
): void {
  const { f } = call;
  const [place, line, original] = f.localsOf('i32', 3) as [Local, Local, Local];
  emitPixels(call, shape, addresses, {
    row: ({ old, row }) => {
      emitNearest(f, shape.rows, row, place);
      emitAddress(f, old, place, shape.columns.oldSize * shape.channels, line);
    },
    pixel: (pixels) => {
      emitNearest(f, shape.columns, pixels.column, place);
      emitAddress(f, line, place, shape.channels, original);
      body(pixels, original);
    },
  });
  f.release(place, line, original);
}

/** The four neighbors of a place, and how far down and right of the first it lies. */
interface Corners {
  readonly addresses: readonly [Local, Local, Local, Local];
  readonly down: Local;
  readonly right: Local;
}

function emitCornerPixels(
  call: SingleCall,
  shape: Resizing,
  addresses: { readonly old: number; readonly resized: number },
  body: (pixels: Pixels, corners: Corners) => void,
): void {
  const { f } = call;
  const neighbors = (): Neighbors => ({
    low: f.local('i32'),
    high: f.local('i32'),
    fraction: f.local('f64'),
  });
  const [vertical, horizontal] = [neighbors(), neighbors()];
  const [top, bottom] = f.localsOf('i32', 2) as [Local, Local];
  const corners = f.localsOf('i32', 4) as [Local, Local, Local, Local];
  const line = shape.columns.oldSize * shape.channels;
  emitPixels(call, shape, addresses, {
    row: ({ old, row }) => {
      emitNeighbors(f, shape.rows, row, vertical);
      emitAddress(f, old, vertical.low, line, top);
      emitAddress(f, old, vertical.high, line, bottom);
    },
    pixel: (pixels) => {
      emitNeighbors(f, shape.columns, pixels.column, horizontal);
      for (const [i, corner] of corners.entries()) {
        const place = i % 2 === 0 ? horizontal.low : horizontal.high;
        emitAddress(f, i < 2 ? top : bottom, place, shape.channels, corner);
      }
      const [down, right] = [vertical.fraction, horizontal.fraction];
      body(pixels, { addresses: corners, down, right });
    },
  });
  for (const { low, high, fraction } of [vertical, horizontal]) f.release(low, high, fraction);
  f.release(top, bottom, ...corners);
}

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

/** `base` plus `index` times a number of elements. */
function emitAddress(
  f: FunctionBuilder,
  base: Local,
  index: Local,
  elements: number,
  result: Local,
): void {
  f.get(index)
    .i32(4 * elements)
    .op('i32.mul');
  f.get(base).op('i32.add').set(result);
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
