/** What Keras's operations compute, and the shapes of their results. */

import {
  abs,
  add,
  all,
  any,
  cast,
  concat,
  cos,
  div,
  equal,
  exp,
  expandDims,
  greater,
  greaterEqual,
  type JsonRecord,
  less,
  lessEqual,
  log,
  logicalAnd,
  logicalNot,
  logicalOr,
  max,
  maximum,
  mean,
  min,
  minimum,
  mul,
  neg,
  normalizeAxis,
  notEqual,
  onesLike,
  pow,
  reshape,
  type Shape,
  type SymbolicDataType,
  sigmoid,
  sin,
  sqrt,
  square,
  squeeze,
  sub,
  sum,
  type Tensor,
  tanh,
  transpose,
  zerosLike,
} from '@myelin/core';
import { getItem, shapeOfItem } from './get-item.ts';
import { broadcastShapes, reducedShape, reshapedShape } from './operation-shapes.ts';

/** A tensor, or what stands for one. */
export interface Shaped {
  readonly shape: Shape;
}

/** What an operation is called on: tensors, constants, and lists of both. */
export type Argument<T> = T | number | boolean | string | null | undefined;

/** One operation. Arguments and settings are Keras's. */
export interface Rule {
  run(given: readonly unknown[], settings: JsonRecord): Tensor;
  shape(given: readonly unknown[], settings: JsonRecord): Shape;
  /** Element type of the result. @defaultValue that of the first input */
  readonly type?: SymbolicDataType;
}

type Binary = (a: Tensor | number, b: Tensor | number) => Tensor;
type Unary = (x: Tensor) => Tensor;
type Reduction = (x: Tensor, axis?: number | readonly number[], keepDims?: boolean) => Tensor;

const binary = (run: Binary, type?: SymbolicDataType): Rule => ({
  run: ([a, b]) => run(a as Tensor, b as Tensor),
  shape: ([a, b]) => broadcastShapes(shapeOf(a), shapeOf(b)),
  ...(type && { type }),
});

const unary = (run: Unary, type?: SymbolicDataType): Rule => ({
  run: ([x]) => run(x as Tensor),
  shape: ([x]) => shapeOf(x),
  ...(type && { type }),
});

const reduction = (run: Reduction, type?: SymbolicDataType): Rule => ({
  run: ([x], { axis, keepdims }) => run(x as Tensor, axesOf(axis), keepdims === true),
  shape: ([x], { axis, keepdims }) => reducedShape(shapeOf(x), axesOf(axis), keepdims === true),
  ...(type && { type }),
});

const typed = (x: Tensor, { dtype }: JsonRecord): Tensor =>
  typeof dtype === 'string' ? cast(x, dtype as 'float32') : x;

/** By Keras's names of their classes. */
export const operationRules: Readonly<Record<string, Rule>> = {
  Absolute: unary(abs),
  Add: binary(add),
  All: reduction(all, 'bool'),
  Any: reduction(any, 'bool'),
  Cast: { ...unary((x) => x), run: ([x], settings) => typed(x as Tensor, settings) },
  Concatenate: {
    run: ([list], { axis }) => concat(list as Tensor[], axisOf(axis, list)),
    shape: ([list], { axis }) => joinedShape(list as readonly Shaped[], axisOf(axis, list)),
  },
  ConvertToTensor: { ...unary((x) => x), run: ([x], settings) => typed(x as Tensor, settings) },
  Cos: unary(cos),
  Divide: binary(div),
  Equal: binary(equal, 'bool'),
  Exp: unary(exp),
  ExpandDims: {
    run: ([x], { axis }) => expandDims(x as Tensor, placeOf(axis, shapeOf(x))),
    shape: ([x], { axis }) => withAxis(shapeOf(x), placeOf(axis, shapeOf(x))),
  },
  GetItem: {
    run: ([x, key]) => getItem(x as Tensor, key),
    shape: ([x, key]) => shapeOfItem(shapeOf(x), key),
  },
  Greater: binary(greater, 'bool'),
  GreaterEqual: binary(greaterEqual, 'bool'),
  Less: binary(less, 'bool'),
  LessEqual: binary(lessEqual, 'bool'),
  Log: unary(log),
  LogicalAnd: binary((a, b) => logicalAnd(a, b), 'bool'),
  LogicalNot: unary(logicalNot, 'bool'),
  LogicalOr: binary((a, b) => logicalOr(a, b), 'bool'),
  Max: reduction(max),
  Maximum: binary(maximum),
  Mean: reduction(mean),
  Min: reduction(min),
  Minimum: binary(minimum),
  Multiply: binary(mul),
  Negative: unary(neg),
  NotEqual: binary(notEqual, 'bool'),
  OnesLike: {
    ...unary(onesLike),
    run: ([x], settings) => typed(onesLike(x as Tensor), settings),
  },
  Power: binary(pow),
  Relu: unary((x) => maximum(x, 0)),
  Reshape: {
    run: ([x], { newshape }) => reshape(x as Tensor, newshape as number[]),
    shape: ([x], { newshape }) => reshapedShape(shapeOf(x), newshape as number[]),
  },
  Sigmoid: unary(sigmoid),
  Sin: unary(sin),
  Sqrt: unary(sqrt),
  Square: unary(square),
  Squeeze: {
    run: ([x], { axis }) => squeeze(x as Tensor, squeezedAxes(axis, shapeOf(x))),
    shape: ([x], { axis }) => reducedShape(shapeOf(x), squeezedAxes(axis, shapeOf(x)), false),
  },
  Subtract: binary(sub),
  Sum: reduction(sum),
  Tanh: unary(tanh),
  Transpose: {
    run: ([x], { axes }) => transpose(x as Tensor, (axes ?? undefined) as number[] | undefined),
    shape: ([x], { axes }) => {
      const shape = shapeOf(x);
      const order = (axes as number[] | null) ?? [...shape.keys()].reverse();
      return order.map((axis) => shape.at(axis) as number | null);
    },
  },
  TrueDivide: binary(div),
  ZerosLike: {
    ...unary(zerosLike),
    run: ([x], settings) => typed(zerosLike(x as Tensor), settings),
  },
};

/** A constant has no axes. */
function shapeOf(value: unknown): Shape {
  return typeof value === 'object' && value !== null ? (value as Shaped).shape : [];
}

function axesOf(axis: unknown): number | readonly number[] | undefined {
  return typeof axis === 'number' || Array.isArray(axis) ? axis : undefined;
}

function axisOf(axis: unknown, list: unknown): number {
  const [first] = list as readonly Shaped[];
  return normalizeAxis('Concatenate', Number(axis), first?.shape.length ?? 1);
}

/** Where a new axis comes to stand. */
const placeOf = (axis: unknown, shape: Shape): number =>
  normalizeAxis('ExpandDims', Number(axis), shape.length + 1);

const withAxis = (shape: Shape, place: number): Shape => [
  ...shape.slice(0, place),
  1,
  ...shape.slice(place),
];

function squeezedAxes(axis: unknown, shape: Shape): readonly number[] {
  const axes = axesOf(axis) ?? [...shape.keys()].filter((place) => shape[place] === 1);
  return [axes].flat().map((one) => normalizeAxis('Squeeze', one, shape.length));
}

function joinedShape(list: readonly Shaped[], axis: number): Shape {
  const sizes = list.map(({ shape }) => shape[axis] ?? null);
  const size = sizes.reduce((a, b) => (a === null || b === null ? null : a + b));
  return (list[0]?.shape ?? []).map((old, i) => (i === axis ? size : old));
}
