/** Reductions lose `keepDims` and get plain axes; means and softmaxes become sums. */

import { shapeSize } from '@myelin/core';
import type { Operation, Value } from '../../ir/program.ts';
import { withAttributes } from '../rewriting/attributes.ts';
import { filled } from '../rewriting/constants.ts';
import { axesOf, axisFromFront, operand, resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

/** tfjs calls the axes of `Max` by another name. */
const axesIn = ({ attributes }: Operation, rank: number): readonly number[] =>
  axesOf(attributes.reductionIndices ?? attributes.axis, rank);

const reduction: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const result = resultOf(operation);
  const axes = axesIn(operation, x.shape.length);
  if (axes.length > 0 && operation.attributes.keepDims !== true && x.dtype === result.dtype) {
    return withAttributes(operation, make, { axis: axes, keepDims: false });
  }
  const counted = make.cast(x, result.dtype);
  return make.reshape(make.reduce(operation.kernel, counted, axes), result.shape);
};

/** `Σx · 1/n`. */
const mean: Rewrite = (operation, make) => {
  const x = make.cast(operand(operation, 0), 'float32');
  const { shape } = resultOf(operation);
  const axes = axesIn(operation, x.shape.length);
  const count = axes.reduce((n, axis) => n * (x.shape[axis] ?? 1), 1);
  if (shapeSize(x.shape) === 0) return filled(0, shape, 'float32');
  return make.reshape(make.binary('Multiply', make.reduce('Sum', x, axes), 1 / count), shape);
};

/** `x - max(x)`, which no power of e overflows. */
function shifted(make: OperationMaker, x: Value, axes: readonly number[]): Value {
  return make.binary('Sub', x, make.reduce('Max', x, axes, true));
}

const softmax: Rewrite = (operation, make) => {
  const x = make.cast(operand(operation, 0), 'float32');
  const axes = axesOf(operation.attributes.dim ?? -1, x.shape.length);
  const powers = make.unary('Exp', shifted(make, x, axes));
  // One power is 1, so the sum is at least that: its reciprocal is exact enough, and there are far fewer of them.
  const share = make.unary('Reciprocal', make.reduce('Sum', powers, axes, true));
  return make.binary('Multiply', powers, share);
};

const logSoftmax: Rewrite = (operation, make) => {
  const x = make.cast(operand(operation, 0), 'float32');
  const axes = axesOf(operation.attributes.axis ?? -1, x.shape.length);
  const small = shifted(make, x, axes);
  const sum = make.reduce('Sum', make.unary('Exp', small), axes, true);
  return make.binary('Sub', small, make.unary('Log', sum));
};

const oneAxis: Rewrite = (operation, make) => {
  const rank = operand(operation, 0).shape.length;
  const { axis, ...others } = operation.attributes;
  const first = Array.isArray(axis) ? axis[0] : (axis ?? 0);
  return withAttributes(operation, make, {
    ...others,
    axis: axisFromFront(first as number, rank),
  });
};

export const reductionRewrites: Readonly<Record<string, Rewrite>> = {
  Sum: reduction,
  Prod: reduction,
  Max: reduction,
  Min: reduction,
  All: reduction,
  Any: reduction,
  Mean: mean,
  Softmax: softmax,
  LogSoftmax: logSoftmax,
  ArgMax: oneAxis,
  ArgMin: oneAxis,
  Cumsum: oneAxis,
  Cumprod: oneAxis,
};
