/** Choices and conditions that are decided beforehand, or say the same in fewer words. */

import type { Value } from '../../ir/program.ts';
import { fillOf, isFilledWith } from '../rewriting/constants.ts';
import { operand, resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';
import { byKernel } from '../rewriting/rewrite-program.ts';

const select: Rewrite = (operation, make) => {
  const condition = operand(operation, 0);
  const t = operand(operation, 1);
  const e = operand(operation, 2);
  const { shape, dtype } = resultOf(operation);
  const known = fillOf(condition);
  if (known !== undefined) return make.broadcast(known === 0 ? e : t, shape);
  if (t === e) return make.broadcast(t, shape);
  const not = make.madeBy('LogicalNot', condition);
  if (not) return make.select(operand(not, 0), e, t);
  const isMask = isFilledWith(t, 1) && isFilledWith(e, 0);
  return isMask ? make.broadcast(make.cast(condition, dtype), shape) : undefined;
};

const not: Rewrite = (operation, make) => {
  const maker = make.makerOf(operand(operation, 0));
  if (maker?.kernel === 'LogicalNot') return operand(maker, 0);
  // Unlike the other comparisons, these two are each other's opposite for NaN, too.
  if (maker?.kernel !== 'Equal' && maker?.kernel !== 'NotEqual') return undefined;
  const opposite = maker.kernel === 'Equal' ? 'NotEqual' : 'Equal';
  return make.binary(opposite, operand(maker, 0), operand(maker, 1));
};

/** @param decisive - What decides the result whatever the other operand is. */
const connective =
  (decisive: 0 | 1): Rewrite =>
  (operation, make) => {
    const a = operand(operation, 0);
    const b = operand(operation, 1);
    const { shape } = resultOf(operation);
    if (a === b) return a;
    const known = fillOf(b);
    if (known === undefined) return undefined;
    return make.broadcast(known === decisive ? b : a, shape);
  };

/** The condition that was made a number, if the value is such a number. */
function conditionIn(make: OperationMaker, x: Value): Value | undefined {
  const maker = make.madeBy('Cast', x);
  const source = maker && operand(maker, 0);
  return source?.dtype === 'bool' ? source : undefined;
}

/** A condition as a number, compared with 0. */
const aboveZero: Rewrite = (operation, make) => {
  const condition = conditionIn(make, operand(operation, 0));
  if (!condition || !isFilledWith(operand(operation, 1), 0)) return undefined;
  return make.broadcast(condition, resultOf(operation).shape);
};

const equalToZero: Rewrite = (operation, make) => {
  const condition = conditionIn(make, operand(operation, 0));
  if (!condition || !isFilledWith(operand(operation, 1), 0)) return undefined;
  return make.broadcast(make.unary('LogicalNot', condition), resultOf(operation).shape);
};

/** A cast of a cast, where the type between loses nothing that the last one shows. */
const cast: Rewrite = (operation, make) => {
  const inner = make.madeBy('Cast', operand(operation, 0));
  if (!inner) return undefined;
  const source = operand(inner, 0);
  const { dtype } = resultOf(operation);
  const kept = source.dtype === 'bool' || (source.dtype === 'int32' && dtype === 'bool');
  return kept ? make.cast(source, dtype) : undefined;
};

export const choiceIdentities: Rewrite = byKernel({
  Select: select,
  LogicalNot: not,
  LogicalAnd: connective(0),
  LogicalOr: connective(1),
  NotEqual: aboveZero,
  Greater: aboveZero,
  Equal: equalToZero,
  Cast: cast,
});
