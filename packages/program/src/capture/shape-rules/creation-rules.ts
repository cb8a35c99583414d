/** Kernels that make tensors out of attributes. */

import type { FillAttrs, LinSpaceAttrs, RangeAttrs } from '@tensorflow/tfjs-core';
import type { DataType } from '../../ir/program.ts';
import type { ShapeRules } from './shape-rule.ts';

export const creationRules: ShapeRules = {
  Fill: (_, attributes) => {
    const { shape, dtype } = attributes as unknown as FillAttrs;
    return { shape, dtype: dtype as DataType };
  },
  LinSpace: (_, attributes) => {
    const { num } = attributes as unknown as LinSpaceAttrs;
    return { shape: [num], dtype: 'float32' };
  },
  Range: (_, attributes) => {
    const { start, stop, step, dtype } = attributes as unknown as RangeAttrs;
    return { shape: [Math.max(0, Math.ceil((stop - start) / step))], dtype: dtype as DataType };
  },
  Philox: (_, { shape }) => ({ shape: shape as readonly number[], dtype: 'float32' }),
};
