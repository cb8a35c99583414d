/** Kernels that take elements by their index, or put them there. */

import type {
  GatherV2Attrs,
  OneHotAttrs,
  ScatterNdAttrs,
  Tensor,
  UnsortedSegmentSumAttrs,
} from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';
import type { DataType } from '../../ir/program.ts';
import type { ShapeRules, TensorType } from './shape-rule.ts';
import { operand } from './shape-rule.ts';

/** tfjs's check reads no more of a tensor. */
const tensorLike = ({ shape, dtype }: TensorType): Tensor =>
  ({ shape: [...shape], dtype, rank: shape.length }) as unknown as Tensor;

export const indexingRules: ShapeRules = {
  GatherV2: (operands, attributes) => {
    const { shape, dtype } = operand(operands, 'x');
    const indices = operand(operands, 'indices').shape;
    const { axis, batchDims = 0 } = attributes as unknown as GatherV2Attrs;
    const at = axis < 0 ? axis + shape.length : axis;
    return {
      shape: [...shape.slice(0, at), ...indices.slice(batchDims), ...shape.slice(at + 1)],
      dtype,
    };
  },
  GatherNd: (operands) => {
    const params = operand(operands, 'params');
    const indices = operand(operands, 'indices');
    const depth = indices.shape.at(-1) ?? 0;
    return {
      shape: [...indices.shape.slice(0, -1), ...params.shape.slice(depth)],
      dtype: params.dtype,
    };
  },
  ScatterNd: (operands, attributes) => {
    const { shape } = attributes as unknown as ScatterNdAttrs;
    const updates = operand(operands, 'updates');
    const indices = operand(operands, 'indices');
    backend_util.validateInput(tensorLike(updates), tensorLike(indices), [...shape]);
    return { shape, dtype: updates.dtype };
  },
  UnsortedSegmentSum: (operands, attributes) => {
    const { shape, dtype } = operand(operands, 'x');
    const { numSegments } = attributes as unknown as UnsortedSegmentSumAttrs;
    const segmentRank = operand(operands, 'segmentIds').shape.length;
    return { shape: [numSegments, ...shape.slice(segmentRank)], dtype };
  },
  OneHot: (operands, attributes) => {
    const { depth, dtype } = attributes as unknown as OneHotAttrs;
    return { shape: [...operand(operands, 'indices').shape, depth], dtype: dtype as DataType };
  },
};
