/** Kernels that only move elements, as the boxes that they move. */

import type { Operation } from '@myelin/program';
import { slice_util } from '@tensorflow/tfjs-core';
import { type Box, offsetOf, type Placement, stridesOf } from './box.ts';
import { elementBits } from './run.ts';
import { inputOf, numbers, outputOf, pairs } from './single-emitter.ts';

/** The boxes that make up the result. They do not overlap there. */
export type BoxRule = (operation: Operation) => readonly Box[];

const whole = (shape: readonly number[]): Placement => ({ start: 0, strides: stridesOf(shape) });

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

const pad: BoxRule = (operation) => {
  const { shape, dtype } = inputOf(operation);
  const paddings = pairs(operation, 'paddings');
  const strides = stridesOf(outputOf(operation).shape);
  const bits = elementBits(Number(operation.attributes.constantValue ?? 0), dtype);
  const before = paddings.map(([first = 0]) => first);
  // Slabs before and after each axis: as wide as the result in axes that follow, as the input in those before.
  const slabs = shape.flatMap((size, axis): Box[] => {
    const sizes = (thick: number): number[] =>
      shape.map((own, i) => {
        if (i === axis) return thick;
        return i < axis ? own : (outputOf(operation).shape[i] ?? own);
      });
    const start = (at: number): number =>
      offsetOf(
        shape.map((_, i) => (i === axis ? at : i < axis ? (before[i] ?? 0) : 0)),
        strides,
      );
    const [first = 0, second = 0] = paddings[axis] ?? [];
    return [
      { sizes: sizes(first), to: { start: start(0), strides }, from: { bits } },
      { sizes: sizes(second), to: { start: start(first + size), strides }, from: { bits } },
    ];
  });
  const middle: Box = {
    sizes: shape,
    to: { start: offsetOf(before, strides), strides },
    from: { input: 0, ...whole(shape) },
  };
  return [middle, ...slabs];
};

const mirrorPad: BoxRule = (operation) => {
  const { shape } = inputOf(operation);
  const from = stridesOf(shape);
  const to = stridesOf(outputOf(operation).shape);
  const skip = operation.attributes.mode === 'reflect' ? 1 : 0;
  // Along each axis: the mirrored beginning, the middle, the mirrored end.
  const pieces = pairs(operation, 'paddings').map(([first = 0, second = 0], axis) => {
    const size = shape[axis] ?? 1;
    return [
      { at: 0, size: first, source: first - 1 + skip, step: -1 },
      { at: first, size, source: 0, step: 1 },
      { at: first + size, size: second, source: size - 1 - skip, step: -1 },
    ].filter((piece) => piece.size > 0);
  });
  const combinations = pieces.reduce<(typeof pieces)[number][]>(
    (all, choices) => all.flatMap((chosen) => choices.map((piece) => [...chosen, piece])),
    [[]],
  );
  return combinations.map((chosen): Box => {
    const of = (list: readonly number[], axis: number): number => list[axis] ?? 1;
    return {
      sizes: chosen.map(({ size }) => size),
      to: {
        start: offsetOf(
          chosen.map(({ at }) => at),
          to,
        ),
        strides: to,
      },
      from: {
        input: 0,
        start: offsetOf(
          chosen.map(({ source }) => source),
          from,
        ),
        strides: chosen.map(({ step }, axis) => step * of(from, axis)),
      },
    };
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
