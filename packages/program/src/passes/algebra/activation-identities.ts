import type { Value } from '../../ir/program.ts';
import { isFilledWith } from '../rewriting/constants.ts';
import { operand, resultOf } from '../rewriting/operands.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';
import { byKernel, firstOf } from '../rewriting/rewrite-program.ts';

const maximum: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const isRelu = isFilledWith(operand(operation, 1), 0) && x.dtype === 'float32';
  return isRelu ? make.broadcast(make.unary('Relu', x), resultOf(operation).shape) : undefined;
};

const idempotent: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  return make.madeBy(operation.kernel, x) ? x : undefined;
};

const rules = byKernel({ Maximum: maximum, Relu: idempotent, Abs: idempotent, Floor: idempotent });

/** Rules about activations, for one run through a program. */
export function activationIdentities(): Rewrite {
  const rectified = new Map<Value, Value>();

  /**
   * `x > 0` just where `relu(x) > 0`, and the result of the activation is what the next layer has in memory anyway:
   * so that going back, nobody asks for `x` any more.
   */
  const slope: Rewrite = (operation, make) => {
    const x = operand(operation, 0);
    if (operation.kernel === 'Relu') rectified.set(x, resultOf(operation));
    if (operation.kernel !== 'Step' || operation.attributes.alpha !== 0) return undefined;
    const y = rectified.get(x);
    return y && make.unary('Step', y, operation.attributes);
  };
  return firstOf(rules, byKernel({ Relu: slope, Step: slope }));
}
