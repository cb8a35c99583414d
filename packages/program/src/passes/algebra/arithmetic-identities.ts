/**
 * Sums, products and quotients with constants.
 *
 * NaN and infinity are as before, save for powers of `-∞`. The sign of a zero may change (`x + 0`), and where two
 * roundings become one, the last bit: `x / c · k` turns into `x · (k/c)`. A quotient alone stays exact.
 */

import { shapeSize } from '@myelin/core';
import type { Value } from '../../ir/program.ts';
import { sameShape } from '../rewriting/broadcast.ts';
import { filled, fillOf, isFilledWith } from '../rewriting/constants.ts';
import { operand, resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';
import { byKernel } from '../rewriting/rewrite-program.ts';

const smallestNormal = 2 ** -126;

/** Whether float32 holds the number, or one very near to it, at full precision. */
function isNormal(value: number): boolean {
  const size = Math.abs(Math.fround(value));
  return size >= smallestNormal && size < Number.POSITIVE_INFINITY;
}

const negated = (make: OperationMaker, x: Value): Value | undefined => {
  const maker = make.madeBy('Neg', x);
  return maker && operand(maker, 0);
};

/** A value times a constant, or divided by one, taken apart. */
function scaled(make: OperationMaker, x: Value): { of: Value; by: number } | undefined {
  return withConstant(make, 'Multiply', x) ?? divided(make, x);
}

function divided(make: OperationMaker, x: Value): { of: Value; by: number } | undefined {
  const quotient = x.dtype === 'float32' ? withConstant(make, 'RealDiv', x) : undefined;
  return quotient && isNormal(quotient.by) && isNormal(1 / quotient.by)
    ? { of: quotient.of, by: 1 / quotient.by }
    : undefined;
}

function withConstant(
  make: OperationMaker,
  kernel: 'Multiply' | 'RealDiv',
  x: Value,
): { of: Value; by: number } | undefined {
  const maker = make.madeBy(kernel, x);
  const by = maker && fillOf(operand(maker, 1));
  // A constant may also stretch what it multiplies.
  const isKept = maker && sameShape(operand(maker, 0).shape, x.shape);
  return isKept && by !== undefined ? { of: operand(maker, 0), by } : undefined;
}

const add: Rewrite = (operation, make) => {
  const a = operand(operation, 0);
  const b = operand(operation, 1);
  const { shape } = resultOf(operation);
  if (isFilledWith(b, 0)) return make.broadcast(a, shape);
  const minusB = negated(make, b);
  if (minusB) return make.binary('Sub', a, minusB);
  const minusA = negated(make, a);
  return minusA && make.binary('Sub', b, minusA);
};

const sub: Rewrite = (operation, make) => {
  const a = operand(operation, 0);
  const b = operand(operation, 1);
  const { shape } = resultOf(operation);
  if (isFilledWith(b, 0)) return make.broadcast(a, shape);
  if (isFilledWith(a, 0)) return make.broadcast(make.unary('Neg', b), shape);
  const minusB = negated(make, b);
  return minusB && make.binary('Add', a, minusB);
};

const multiply: Rewrite = (operation, make) => {
  const a = operand(operation, 0);
  const b = operand(operation, 1);
  const { shape, dtype } = resultOf(operation);
  const factor = fillOf(b);
  if (factor === 1) return make.broadcast(a, shape);
  if (factor === -1) return make.broadcast(make.unary('Neg', a), shape);
  const minusA = negated(make, a);
  if (factor !== undefined) {
    if (minusA) return make.binary('Multiply', minusA, filled(-factor, b.shape, dtype));
    const inner = scaled(make, a);
    const both = inner && inner.by * factor;
    if (dtype !== 'float32' || both === undefined || !isNormal(both)) return undefined;
    return make.binary('Multiply', inner?.of ?? a, filled(both, b.shape, dtype));
  }
  const minusB = negated(make, b);
  if (minusA && minusB) return make.binary('Multiply', minusA, minusB);
  return scaledSmaller(make, a, b) ?? scaledSmaller(make, b, a);
};

/** `(c·x)·y` as `x·(c·y)`, where `y` has fewer elements than `x`. */
function scaledSmaller(make: OperationMaker, large: Value, small: Value): Value | undefined {
  const inner = scaled(make, large);
  const isSmaller = shapeSize(small.shape) < shapeSize(large.shape);
  if (!inner || !isSmaller || large.dtype !== 'float32') return undefined;
  const exponent = Math.abs(Math.log2(Math.abs(inner.by)));
  // No factor that could drive the product of the small ones out of range.
  if (!(exponent < 20) || !sameShape(inner.of.shape, large.shape)) return undefined;
  return make.binary('Multiply', inner.of, make.binary('Multiply', small, inner.by));
}

const divide: Rewrite = (operation, make) => {
  const a = operand(operation, 0);
  const b = operand(operation, 1);
  const { shape } = resultOf(operation);
  if (isFilledWith(a, 1)) return make.broadcast(make.unary('Reciprocal', b), shape);
  const divisor = fillOf(b);
  if (divisor === undefined || !isNormal(1 / divisor) || !isNormal(divisor)) return undefined;
  const inner = a.dtype === 'float32' ? scaled(make, a) : undefined;
  if (inner && isNormal(inner.by / divisor)) {
    return make.binary('Multiply', inner.of, filled(inner.by / divisor, b.shape, 'float32'));
  }
  // Only powers of two have an exact reciprocal. With another, c / c is not always 1, and √(1 - x / c) may be NaN.
  if (!Number.isInteger(Math.log2(Math.abs(divisor)))) return undefined;
  return make.binary('Multiply', a, filled(1 / divisor, b.shape, 'float32'));
};

const negate: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const inner = negated(make, x);
  if (inner) return inner;
  const difference = make.madeBy('Sub', x);
  if (difference) return make.binary('Sub', operand(difference, 1), operand(difference, 0));
  const quotient = x.dtype === 'float32' ? withConstant(make, 'RealDiv', x) : undefined;
  if (quotient) {
    return make.binary('RealDiv', quotient.of, filled(-quotient.by, [], x.dtype));
  }
  const product = withConstant(make, 'Multiply', x);
  return product && make.binary('Multiply', product.of, filled(-product.by, [], x.dtype));
};

const power: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const { shape, dtype } = resultOf(operation);
  const exponent = fillOf(operand(operation, 1));
  if (exponent === 0) return filled(1, shape, dtype);
  if (exponent === 1) return make.broadcast(x, shape);
  const cheap = exponent === undefined ? undefined : powers[exponent];
  return cheap && dtype === 'float32' ? make.broadcast(cheap(make, x), shape) : undefined;
};

/** Powers that take a multiplication or two, or a root. */
const powers: Readonly<Record<number, (make: OperationMaker, x: Value) => Value>> = {
  2: (make, x) => make.binary('Multiply', x, x),
  3: (make, x) => make.binary('Multiply', make.binary('Multiply', x, x), x),
  '0.5': (make, x) => make.unary('Sqrt', x),
  '1.5': (make, x) => make.binary('Multiply', x, make.unary('Sqrt', x)),
  '-0.5': (make, x) => make.unary('Rsqrt', x),
  '-1': (make, x) => make.unary('Reciprocal', x),
};

export const arithmeticIdentities: Rewrite = byKernel({
  Add: add,
  Sub: sub,
  Multiply: multiply,
  RealDiv: divide,
  Neg: negate,
  Pow: power,
});
