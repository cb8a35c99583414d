/** Kernels that make one element of many, and those that run along an axis. */

import type { TopKAttrs } from '@tensorflow/tfjs-core';
import type { Attributes, DataType } from '../../ir/program.ts';
import type { ShapeRule, ShapeRules } from './shape-rule.ts';
import { forAll, listAxes, operand, upcast } from './shape-rule.ts';

interface ReductionAttributes {
  readonly axis?: number | readonly number[] | null;
  /** What `Max` calls its axes. */
  readonly reductionIndices?: number | readonly number[] | null;
  readonly keepDims?: boolean;
}

const reduction =
  (dtypeOf: (dtype: DataType) => DataType): ShapeRule =>
  (operands, attributes) => {
    const x = operand(operands, 'x');
    return { shape: reducedShape(x.shape, attributes), dtype: dtypeOf(x.dtype) };
  };

function reducedShape(shape: readonly number[], attributes: Attributes): number[] {
  const { axis, reductionIndices, keepDims } = attributes as ReductionAttributes;
  const axes = listAxes(axis ?? reductionIndices, shape.length);
  if (keepDims) return shape.map((size, i) => (axes.includes(i) ? 1 : size));
  return shape.filter((_, i) => !axes.includes(i));
}

/** The position of the extreme element: of several axes, the first one counts. */
const argument: ShapeRule = (operands, attributes) => {
  const { shape } = operand(operands, 'x');
  const { axis } = attributes as { readonly axis?: number };
  const [first] = listAxes(axis ?? 0, shape.length);
  return { shape: shape.filter((_, i) => i !== first), dtype: 'int32' };
};

const cumulation: ShapeRule = (operands) => {
  const { shape, dtype } = operand(operands, 'x');
  return { shape, dtype: upcast(dtype, 'int32') };
};

export const reductionRules: ShapeRules = {
  ...forAll(
    ['Sum', 'Prod'],
    reduction((dtype) => upcast(dtype, 'int32')),
  ),
  Mean: reduction(() => 'float32'),
  ...forAll(
    ['Max', 'Min', 'All', 'Any'],
    reduction((dtype) => dtype),
  ),
  ...forAll(['ArgMax', 'ArgMin'], argument),
  ...forAll(['Cumsum', 'Cumprod'], cumulation),
  TopK: (operands, attributes) => {
    const x = operand(operands, 'x');
    const { k } = attributes as unknown as TopKAttrs;
    const shape = [...x.shape.slice(0, -1), k];
    return [
      { shape, dtype: x.dtype },
      { shape, dtype: 'int32' },
    ];
  },
};
