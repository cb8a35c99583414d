/** Computing before stretching: what is the same along an axis is computed once, and kernels stretch operands themselves. */

import { isElementwise } from '../../ir/primitives.ts';
import type { Operation, Value } from '../../ir/program.ts';
import { broadcastShape, sameElements } from '../rewriting/broadcast.ts';
import { filled, fillOf } from '../rewriting/constants.ts';
import { operand, resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

/** The value before it was stretched; a scalar for constants that are alike everywhere. */
function unstretched(make: OperationMaker, value: Value): Value {
  const fill = value.shape.length > 0 ? fillOf(value) : undefined;
  if (fill !== undefined) return filled(fill, [], value.dtype);
  const maker = make.madeBy('BroadcastTo', value);
  return maker ? operand(maker, 0) : value;
}

const elementwise = (operation: Operation, make: OperationMaker): Value | undefined => {
  const { inputs, inputNames, kernel, attributes } = operation;
  const bare = inputs.map((input) => unstretched(make, input));
  if (bare.every((value, i) => value === inputs[i])) return undefined;
  const { shape, dtype } = resultOf(operation);
  const named = Object.fromEntries(inputNames.map((name, i) => [name, bare[i] as Value]));
  const small = broadcastShape(...bare.map((value) => value.shape));
  return make.broadcast(make.call(kernel, named, { shape: small, dtype }, attributes), shape);
};

const broadcast: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const { shape } = resultOf(operation);
  if (sameElements(x.shape, shape)) return make.reshape(x, shape);
  const inner = make.madeBy('BroadcastTo', x);
  return inner && make.broadcast(operand(inner, 0), shape);
};

export const broadcastIdentities: Rewrite = (operation, make) => {
  if (operation.kernel === 'BroadcastTo') return broadcast(operation, make);
  const computes = isElementwise(operation) && operation.kernel !== 'Philox';
  return computes ? elementwise(operation, make) : undefined;
};
