/** Kernels that move elements about, repeat them or leave some out. */

import type {
  ExpandDimsAttrs,
  PadV2Attrs,
  ReshapeAttrs,
  SliceAttrs,
  SplitVAttrs,
  StridedSliceAttrs,
  TensorInfo,
  TileAttrs,
  TransposeAttrs,
} from '@tensorflow/tfjs-core';
import { backend_util, slice_util, util } from '@tensorflow/tfjs-core';
import type { Attributes } from '../../ir/program.ts';
import type { Operands, ShapeRule, ShapeRules, TensorType } from './shape-rule.ts';
import { forAll, operand } from './shape-rule.ts';

/** A rule for kernels that keep the element type of their one input. */
const reshaping =
  (
    shapeOf: (shape: readonly number[], attributes: Attributes) => number[],
    input = 'x',
  ): ShapeRule =>
  (operands, attributes) => {
    const x = operand(operands, input);
    return { shape: shapeOf(x.shape, attributes), dtype: x.dtype };
  };

const fromFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

const paddedShape = (shape: readonly number[], attributes: Attributes): number[] => {
  const { paddings } = attributes as unknown as PadV2Attrs;
  return shape.map((size, i) => size + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
};

function slicedShape(shape: readonly number[], attributes: Attributes): number[] {
  const { begin, size } = attributes as unknown as SliceAttrs;
  const [starts, sizes] = slice_util.parseSliceParams(infoOf(shape), begin, size);
  slice_util.assertParamsValid(infoOf(shape), starts as number[], sizes as number[]);
  return [...(sizes as number[])];
}

/** tfjs's shape arithmetic reads nothing but the shape. */
const infoOf = (shape: readonly number[]): TensorInfo =>
  ({ shape: [...shape] }) as unknown as TensorInfo;

function stridedShape(shape: readonly number[], attributes: Attributes): number[] {
  const a = attributes as unknown as StridedSliceAttrs;
  return slice_util.sliceInfo(
    [...shape],
    a.begin,
    a.end,
    a.strides,
    a.beginMask,
    a.endMask,
    a.ellipsisMask,
    a.newAxisMask,
    a.shrinkAxisMask,
  ).finalShape;
}

const concatenation: ShapeRule = (operands, attributes) => {
  const parts = Object.values(operands);
  const first = operand(operands, '0');
  const axis = fromFront(attributes.axis as number, first.shape.length);
  const shapes = parts.map(({ shape }) => [...shape]);
  backend_util.assertParamsConsistent(shapes, axis);
  return { shape: backend_util.computeOutShape(shapes, axis), dtype: first.dtype };
};

const stacking: ShapeRule = (operands, attributes) => {
  const parts = Object.values(operands);
  const { shape, dtype } = operand(operands, '0');
  for (const part of parts) {
    util.assertShapesMatch(
      [...shape],
      [...part.shape],
      'all tensors passed to stack must have matching shapes',
    );
  }
  const axis = fromFront(attributes.axis as number, shape.length + 1);
  return { shape: [...shape.slice(0, axis), parts.length, ...shape.slice(axis)], dtype };
};

const unstacking: ShapeRule = (operands, attributes) => {
  const { shape, dtype } = operand(operands, 'value');
  const axis = fromFront(attributes.axis as number, shape.length);
  const part: TensorType = { shape: shape.filter((_, i) => i !== axis), dtype };
  return Array.from({ length: shape[axis] ?? 0 }, () => part);
};

const splitting: ShapeRule = (operands: Operands, attributes) => {
  const { shape, dtype } = operand(operands, 'x');
  const { numOrSizeSplits, axis } = attributes as unknown as SplitVAttrs;
  const at = fromFront(axis, shape.length);
  const sizes = backend_util.prepareSplitSize(infoOf(shape) as never, numOrSizeSplits, at);
  return sizes.map((size) => ({ shape: shape.map((s, i) => (i === at ? size : s)), dtype }));
};

export const shapingRules: ShapeRules = {
  Reshape: reshaping((shape, attributes) => {
    const { shape: wanted } = attributes as unknown as ReshapeAttrs;
    return util.inferFromImplicitShape([...wanted], util.sizeFromShape([...shape]));
  }),
  ExpandDims: reshaping((shape, attributes) => {
    const { dim } = attributes as unknown as ExpandDimsAttrs;
    const axis = fromFront(dim, shape.length + 1);
    return [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  }, 'input'),
  Transpose: reshaping((shape, attributes) => {
    const { perm } = attributes as unknown as TransposeAttrs;
    return perm.map((axis) => shape[axis] ?? 1);
  }),
  BroadcastTo: reshaping((_, attributes) => [...(attributes.shape as readonly number[])]),
  Tile: reshaping((shape, attributes) => {
    const { reps } = attributes as unknown as TileAttrs;
    return shape.map((size, i) => size * (reps[i] ?? 1));
  }),
  Reverse: reshaping((shape) => [...shape]),
  ...forAll(['PadV2', 'MirrorPad'], reshaping(paddedShape)),
  Slice: reshaping(slicedShape),
  StridedSlice: reshaping(stridedShape),
  Concat: concatenation,
  Pack: stacking,
  Unpack: unstacking,
  SplitV: splitting,
};
