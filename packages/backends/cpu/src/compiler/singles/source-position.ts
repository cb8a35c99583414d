/** Where the rows and columns of a resized image lie in the original, computed in double precision as tfjs does. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

export interface ResizedAxis {
  readonly oldSize: number;
  readonly newSize: number;
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** Old elements for each new one. */
function ratio({ oldSize, newSize, alignCorners }: ResizedAxis): number {
  const aligned = alignCorners && newSize > 1 ? 1 : 0;
  return (oldSize - aligned) / (newSize - aligned);
}

/** The two neighbors of a place between them, and how far it is from the first. */
export interface Neighbors {
  readonly low: Local;
  readonly high: Local;
  /** A double. */
  readonly fraction: Local;
}

/** Finds the neighbors of the new element whose number is in `index`. */
export function emitNeighbors(
  f: FunctionBuilder,
  axis: ResizedAxis,
  index: Local,
  { low, high, fraction }: Neighbors,
): void {
  const center = axis.halfPixelCenters ? 0.5 : 0;
  f.get(index).op('f64.convert_i32_s');
  if (center > 0) f.f64(center).op('f64.add');
  f.f64(ratio(axis)).op('f64.mul');
  if (center > 0) f.f64(center).op('f64.sub');
  f.tee(fraction).op('f64.ceil').op('i32.trunc_f64_s').set(high);
  emitAtMost(f, high, axis.oldSize - 1);
  f.get(fraction).op('f64.floor').op('i32.trunc_f64_s').set(low);
  f.get(low).i32(0).get(low).i32(0).op('i32.gt_s').op('select').set(low);
  f.get(fraction).get(low).op('f64.convert_i32_s').op('f64.sub').set(fraction);
}

/** Puts the number of the old element that is nearest to the new one in `index` into `nearest`. */
export function emitNearest(
  f: FunctionBuilder,
  axis: ResizedAxis,
  index: Local,
  nearest: Local,
): void {
  f.get(index).op('f64.convert_i32_s');
  if (axis.halfPixelCenters) f.f64(0.5).op('f64.add');
  f.f64(ratio(axis)).op('f64.mul');
  if (axis.alignCorners) f.f64(0.5).op('f64.add');
  f.op('f64.floor').op('i32.trunc_f64_s').set(nearest);
  emitAtMost(f, nearest, axis.oldSize - 1);
}

function emitAtMost(f: FunctionBuilder, local: Local, most: number): void {
  f.get(local).i32(most).get(local).i32(most).op('i32.lt_s').op('select').set(local);
}
