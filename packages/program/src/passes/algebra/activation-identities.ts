import type { Value } from '../../ir/program.ts';
import { sameShape } from '../rewriting/broadcast.ts';
import { fillOf, isFilledWith } from '../rewriting/constants.ts';
import { operand, resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
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
  const masked = new Map<Value, { readonly mask: Value; readonly product: Value }>();

  /**
   * `x > 0` just where `relu(x) > 0`, and the result of the activation is what the next layer has in memory anyway:
   * so that going back, nobody asks for `x` any more.
   */
  const slope: Rewrite = (operation, make) => {
    const x = operand(operation, 0);
    if (operation.kernel === 'Relu') rectified.set(x, resultOf(operation));
    if (operation.kernel !== 'Step' || operation.attributes.alpha !== 0) return undefined;
    const y = rectified.get(x);
    // Another rule may have had the last word about the activation.
    return y && make.makerOf(y) && make.unary('Step', y, operation.attributes);
  };

  /**
   * Going back through dropout after `y = relu(x)`: in `gradient · mask · step(y)`, `y · mask` tells as well as `y` where
   * the slope is 1, since elsewhere the mask is 0. So `y` itself need not be kept.
   */
  const maskedSlope: Rewrite = (operation, make) => {
    const [a, b] = [operand(operation, 0), operand(operation, 1)];
    if (isMask(make, b) && make.madeBy('Relu', a)) {
      masked.set(a, { mask: b, product: resultOf(operation) });
    }
    const step = make.madeBy('Step', b);
    const known = step?.attributes.alpha === 0 ? masked.get(operand(step, 0)) : undefined;
    const inner = known && make.madeBy('Multiply', a);
    if (!known || !inner?.inputs.includes(known.mask)) return undefined;
    if (!make.makerOf(known.product) || !sameShape(known.product.shape, b.shape)) return undefined;
    return make.binary('Multiply', a, make.unary('Step', known.product, { alpha: 0 }));
  };
  return firstOf(rules, byKernel({ Relu: slope, Step: slope, Multiply: maskedSlope }));
}

/** Whether a value is 0 in some places and the same number of at least 1 in the others. */
function isMask(make: OperationMaker, value: Value): boolean {
  const product = make.madeBy('Multiply', value);
  const factor = product ? fillOf(operand(product, 1)) : 1;
  const cast = make.madeBy('Cast', product ? operand(product, 0) : value);
  return (
    factor !== undefined && factor >= 1 && cast !== undefined && operand(cast, 0).dtype === 'bool'
  );
}
