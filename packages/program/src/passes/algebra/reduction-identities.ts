/** Reductions that have nothing to add up, add up the same number, or add up what was added up before. */

import { shapeSize } from '@myelin/core';
import { isReduction } from '../../ir/primitives.ts';
import type { Operation, Program, Value } from '../../ir/program.ts';
import { sameShape } from '../rewriting/broadcast.ts';
import { fillOf } from '../rewriting/constants.ts';
import { axesOf, operand, resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';
import { firstOf } from '../rewriting/rewrite-program.ts';

const axesIn = ({ attributes }: Operation, rank: number): readonly number[] =>
  axesOf(attributes.axis, rank);

/** `x` without some axes of size 1, reduced over those of `axes` that are left. */
function reduceWithout(
  make: OperationMaker,
  { kernel, x, axes }: { kernel: string; x: Value; axes: readonly number[] },
  dropped: readonly number[],
): Value {
  const left = x.shape.map((_, axis) => axis).filter((axis) => !dropped.includes(axis));
  const thin = make.reshape(
    x,
    left.map((axis) => x.shape[axis] ?? 1),
  );
  const positions = axes.filter((axis) => left.includes(axis)).map((axis) => left.indexOf(axis));
  return make.reduce(kernel, thin, positions);
}

/** Axes of size 1 need no reduction. */
const thinAxes: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const { kernel } = operation;
  const axes = axesIn(operation, x.shape.length);
  const dropped = axes.filter((axis) => x.shape[axis] === 1);
  if (dropped.length === 0) return undefined;
  return reduceWithout(make, { kernel, x, axes }, dropped);
};

/** Along axes that a value was stretched over, all elements are the same. */
const stretchedAxes: Rewrite = (operation, make) => {
  const maker = make.madeBy('BroadcastTo', operand(operation, 0));
  const { kernel } = operation;
  if (!maker || kernel === 'Prod') return undefined;
  const whole = resultOf(maker).shape;
  const source = operand(maker, 0);
  const missing = new Array<number>(whole.length - source.shape.length).fill(1);
  const shape = [...missing, ...source.shape];
  const axes = axesIn(operation, whole.length);
  const repeated = axes.filter((axis) => shape[axis] === 1 && whole[axis] !== 1);
  if (repeated.length === 0) return undefined;
  const times = repeated.reduce((product, axis) => product * (whole[axis] ?? 1), 1);
  const once = reduceWithout(make, { kernel, x: make.reshape(source, shape), axes }, repeated);
  const total = kernel === 'Sum' ? make.binary('Multiply', once, times) : once;
  return make.broadcast(total, resultOf(operation).shape);
};

const withoutOnes = (shape: readonly number[]): readonly number[] =>
  shape.filter((size) => size !== 1);

/** The shape does not matter to a reduction over everything. */
const totalOfReshape: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const maker = make.madeBy('Reshape', x);
  if (!maker || resultOf(operation).shape.length > 0) return undefined;
  const source = operand(maker, 0);
  // Other rules want axes of size 1 dropped before a reduction: those reshapes stay.
  if (sameShape(withoutOnes(source.shape), x.shape)) return undefined;
  return make.reduce(operation.kernel, source, [...source.shape.keys()]);
};

/** A sum of sums is one sum, if nobody else needs the inner ones. */
const ofReductions =
  (uses: ReadonlyMap<Value, number>): Rewrite =>
  (operation, make) => {
    const x = operand(operation, 0);
    const inner = make.madeBy(operation.kernel, x);
    if (!inner || uses.get(x) !== 1) return undefined;
    const source = operand(inner, 0);
    const first = axesIn(inner, source.shape.length);
    const left = [...source.shape.keys()].filter((axis) => !first.includes(axis));
    const then = axesIn(operation, x.shape.length).map((axis) => left[axis] ?? 0);
    return make.reduce(
      operation.kernel,
      source,
      [...first, ...then].sort((a, b) => a - b),
    );
  };

/** `Σ c·x = c · Σx`, if nobody else needs `c·x`. */
const ofMultiples =
  (uses: ReadonlyMap<Value, number>): Rewrite =>
  (operation, make) => {
    const x = operand(operation, 0);
    const maker = make.makerOf(x);
    if (operation.kernel !== 'Sum' || !maker || uses.get(x) !== 1) return undefined;
    const sum = (): Value =>
      make.reduce('Sum', operand(maker, 0), axesIn(operation, x.shape.length));
    if (maker.kernel === 'Neg') return make.unary('Neg', sum());
    const factor = maker.kernel === 'Multiply' ? fillOf(operand(maker, 1)) : undefined;
    if (factor === undefined || x.dtype !== 'float32') return undefined;
    return sameShape(operand(maker, 0).shape, x.shape)
      ? make.binary('Multiply', sum(), factor)
      : undefined;
  };

/** How often each value is read, as an operand or as an output. */
function countUses({ operations, outputs }: Program): ReadonlyMap<Value, number> {
  const uses = new Map<Value, number>();
  const count = (value: Value): unknown => uses.set(value, (uses.get(value) ?? 0) + 1);
  for (const { inputs } of operations) inputs.forEach(count);
  for (const { value } of outputs) count(value);
  return uses;
}

/** Rules about reductions, for one run through a program. */
export function reductionIdentities(program: Program): Rewrite {
  const uses = countUses(program);
  const rules = firstOf(
    thinAxes,
    stretchedAxes,
    totalOfReshape,
    ofReductions(uses),
    ofMultiples(uses),
  );
  return (operation, make) => {
    const isEmpty = isReduction(operation) && shapeSize(operand(operation, 0).shape) === 0;
    return isReduction(operation) && !isEmpty ? rules(operation, make) : undefined;
  };
}
