/** Kernels that only move elements, as the boxes that they move. */

import type { Operation } from '@myelin/program';
import { slice_util } from '@tensorflow/tfjs-core';
import { type Box, type BoxRule, offsetOf, stridesOf, whole } from './box.ts';
import { mirrorPad, pad } from './padding-boxes.ts';
import { inputOf, numbers, outputOf } from './single-emitter.ts';

/** A box of the input with a corner and steps, moved to all of the result. */
function cutOut(
  operation: Operation,
  sizes: readonly number[],
  corner: readonly number[],
  steps: readonly number[],
): readonly Box[] {
  const strides = stridesOf(inputOf(operation).shape);
  const from = {
    input: 0,
    start: offsetOf(corner, strides),
    strides: strides.map((stride, axis) => stride * (steps[axis] ?? 1)),
  };
  return [{ sizes, to: whole(sizes), from }];
}

const slice: BoxRule = (operation) =>
  cutOut(operation, outputOf(operation).shape, numbers(operation, 'begin'), []);

const stridedSlice: BoxRule = (operation) => {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } =
    operation.attributes as unknown as StridedSliceAttributes;
  const info = slice_util.sliceInfo(
    [...inputOf(operation).shape],
    [...begin],
    [...end],
    [...strides],
    beginMask ?? 0,
    endMask ?? 0,
    ellipsisMask ?? 0,
    newAxisMask ?? 0,
    shrinkAxisMask ?? 0,
  );
  // Sizes with the axes of size 1 that the result lacks, which the info leaves out.
  const sizes = info.begin.map((first, axis) => {
    const length = (info.end[axis] ?? 0) - first;
    return Math.max(0, Math.ceil(length / (info.strides[axis] ?? 1)));
  });
  return cutOut(operation, sizes, info.begin, info.strides);
};

interface StridedSliceAttributes {
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly strides: readonly number[];
  readonly beginMask?: number;
  readonly endMask?: number;
  readonly ellipsisMask?: number;
  readonly newAxisMask?: number;
  readonly shrinkAxisMask?: number;
}

const transpose: BoxRule = (operation) => {
  const strides = stridesOf(inputOf(operation).shape);
  const { shape } = outputOf(operation);
  const permuted = numbers(operation, 'perm').map((axis) => strides[axis] ?? 0);
  return [{ sizes: shape, to: whole(shape), from: { input: 0, start: 0, strides: permuted } }];
};

const reverse: BoxRule = (operation) => {
  const { shape } = inputOf(operation);
  const reversed = new Set(numbers(operation, 'dims'));
  const corner = shape.map((size, axis) => (reversed.has(axis) ? size - 1 : 0));
  const steps = shape.map((_, axis) => (reversed.has(axis) ? -1 : 1));
  return cutOut(operation, shape, corner, steps);
};

const tile: BoxRule = (operation) => {
  const { shape } = inputOf(operation);
  const reps = numbers(operation, 'reps');
  const from = stridesOf(shape);
  const to = stridesOf(outputOf(operation).shape);
  const split = <T>(repeat: (axis: number) => T, inside: (axis: number) => T): T[] =>
    shape.flatMap((_, axis) => [repeat(axis), inside(axis)]);
  const at = (list: readonly number[], axis: number): number => list[axis] ?? 1;
  return [
    {
      sizes: split(
        (axis) => at(reps, axis),
        (axis) => at(shape, axis),
      ),
      to: {
        start: 0,
        strides: split(
          (axis) => at(to, axis) * at(shape, axis),
          (axis) => at(to, axis),
        ),
      },
      from: {
        input: 0,
        start: 0,
        strides: split(
          () => 0,
          (axis) => at(from, axis),
        ),
      },
    },
  ];
};

const concat: BoxRule = (operation) => {
  const axis = Number(operation.attributes.axis);
  const strides = stridesOf(outputOf(operation).shape);
  let done = 0;
  return operation.inputs.map(({ shape }, input): Box => {
    const start = done * (strides[axis] ?? 1);
    done += shape[axis] ?? 0;
    return { sizes: shape, to: { start, strides }, from: { input, ...whole(shape) } };
  });
};

export const boxRules: Readonly<Record<string, BoxRule>> = {
  Slice: slice,
  StridedSlice: stridedSlice,
  Transpose: transpose,
  Reverse: reverse,
  Tile: tile,
  Concat: concat,
  PadV2: pad,
  MirrorPad: mirrorPad,
};
