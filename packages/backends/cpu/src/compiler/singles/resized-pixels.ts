/** Walks through the pixels of resized images, with the pixels of the original that belong to each. */

import type { Operation, Value } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { SingleCall } from './single-emitter.ts';
import { emitNearest, emitNeighbors, type Neighbors, type ResizedAxis } from './source-position.ts';

export interface Resizing {
  readonly rows: ResizedAxis;
  readonly columns: ResizedAxis;
  readonly channels: number;
}

/** `old` is the original or its derivative, `new` the resized image or its derivative. */
export function resizingOf({ attributes }: Operation, old: Value, resized: Value): Resizing {
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
export const withoutHalves = ({ rows, columns, channels }: Resizing): Resizing => ({
  rows: { ...rows, halfPixelCenters: false },
  columns: { ...columns, halfPixelCenters: false },
  channels,
});

export interface Pixels {
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

/** Calls `body` with the address of the original pixel for each of the resized image. */
export function emitNearestPixels(
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
export interface Corners {
  readonly addresses: readonly [Local, Local, Local, Local];
  readonly down: Local;
  readonly right: Local;
}

export function emitCornerPixels(
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
