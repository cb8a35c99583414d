/** Kernels that add rows to rows of the result, in order. */

import { shapeSize } from '@myelin/core';
import type { Operation } from '@myelin/program';
import type { Local } from '../wasm/function-builder.ts';
import { stridesOf } from './box.ts';
import { emitAddRun, emitFillRun } from './run.ts';
import { namedInput, outputOf, type SingleCall, type SingleKernel } from './single-emitter.ts';

/** What is added where. */
interface Scattering {
  /** Rows that are added, of `inner` elements each. */
  readonly rows: number;
  readonly inner: number;
  /** Addresses. */
  readonly source: number;
  readonly places: number;
  /** Numbers that name a row of the result: what each counts, and below what it lies. */
  readonly coordinates: readonly { readonly stride: number; readonly size: number }[];
}

/**
 * Zeros rows `begin` to `end` of the result, then adds to them. Every thread goes through all rows, in order, so that
 * sums do not depend on the number of threads. Rows for places that are not there are left out.
 */
function emitScattering({ f, operation, context, begin, end }: SingleCall, s: Scattering): void {
  const output = outputOf(operation);
  const dtype = output.dtype === 'int32' ? 'int32' : 'float32';
  const [from, to, place, row, part] = f.localsOf('i32', 5) as [Local, Local, Local, Local, Local];
  const target = context.address(output);
  f.i32(target + 4 * begin * s.inner).set(to);
  emitFillRun(f, to, (end - begin) * s.inner, 0);
  f.i32(s.source).set(from).i32(s.places).set(place);
  f.repeat(s.rows, () => {
    f.block(() => {
      f.i32(0).set(row);
      for (const [i, { stride, size }] of s.coordinates.entries()) {
        f.get(place)
          .memory('i32.load', 4 * i)
          .tee(part)
          .i32(size)
          .op('i32.ge_u')
          .branchIf(0);
        f.get(part).i32(stride).op('i32.mul').get(row).op('i32.add').set(row);
      }
      f.get(row)
        .i32(begin)
        .op('i32.sub')
        .i32(end - begin)
        .op('i32.ge_u')
        .branchIf(0);
      f.get(row)
        .i32(4 * s.inner)
        .op('i32.mul')
        .i32(target)
        .op('i32.add')
        .set(to);
      emitAddRun(f, from, to, s.inner, dtype);
    });
    f.advance(from, 4 * s.inner).advance(place, 4 * s.coordinates.length);
  });
  f.release(from, to, place, row, part);
}

const sumsRefusal = (operation: Operation, places: string): string | undefined => {
  if (namedInput(operation, places).dtype !== 'int32') return `${places} that are not int32`;
  return outputOf(operation).dtype === 'bool' ? 'sums of bool' : undefined;
};

/** Sums of the rows that belong to the same segment. */
export const unsortedSegmentSum: SingleKernel = {
  refusal: (operation) => sumsRefusal(operation, 'segmentIds'),
  units: (operation) => outputOf(operation).shape[0] ?? 1,
  emit: (call) => {
    const { operation, context } = call;
    const segments = namedInput(operation, 'segmentIds');
    const size = outputOf(operation).shape[0] ?? 1;
    emitScattering(call, {
      rows: shapeSize(segments.shape),
      inner: shapeSize(outputOf(operation).shape.slice(1)),
      source: context.address(namedInput(operation, 'x')),
      places: context.address(segments),
      coordinates: [{ stride: 1, size }],
    });
  },
};

/** Slices added up at given coordinates. */
export const scatterNd: SingleKernel = {
  refusal: (operation) => sumsRefusal(operation, 'indices'),
  units: (operation) => shapeSize(outputOf(operation).shape.slice(0, depthOf(operation))),
  emit: (call) => {
    const { operation, context } = call;
    const { shape } = outputOf(operation);
    const depth = depthOf(operation);
    const outer = shape.slice(0, depth);
    const strides = stridesOf(outer);
    emitScattering(call, {
      rows: shapeSize(namedInput(operation, 'indices').shape) / depth,
      inner: shapeSize(shape.slice(depth)),
      source: context.address(namedInput(operation, 'updates')),
      places: context.address(namedInput(operation, 'indices')),
      coordinates: outer.map((size, axis) => ({ size, stride: strides[axis] ?? 1 })),
    });
  },
};

/** How many coordinates name a slice. */
function depthOf(operation: Operation): number {
  const { shape } = namedInput(operation, 'indices');
  return shape.length < 2 ? 1 : (shape.at(-1) ?? 1);
}
