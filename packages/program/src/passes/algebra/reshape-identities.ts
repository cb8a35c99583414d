import { shapeSize } from '@myelin/core';
import { isElementwise } from '../../ir/primitives.ts';
import type { Value } from '../../ir/program.ts';
import { sameShape } from '../rewriting/broadcast.ts';
import { resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

const withoutOnes = (shape: readonly number[]): readonly number[] =>
  shape.filter((size) => size !== 1);

/** What a reshape that cuts the elements into other rows was made from. */
function recut(make: OperationMaker, value: Value): Value | undefined {
  const source = make.madeBy('Reshape', value)?.inputs[0];
  if (!source) return undefined;
  return sameShape(withoutOnes(source.shape), withoutOnes(value.shape)) ? undefined : source;
}

/**
 * Element-wise work on reshaped operands is done before the reshape, so that it shares a loop with what made them.
 *
 * Only where all operands are reshaped alike or hold one element.
 */
export const reshapeIdentities: Rewrite = (operation, make) => {
  const { inputs, inputNames, kernel, attributes } = operation;
  if (!isElementwise(operation) || kernel === 'BroadcastTo' || kernel === 'Philox')
    return undefined;
  const { shape, dtype } = resultOf(operation);
  const sources = inputs.map((input) =>
    shapeSize(input.shape) === 1 ? input : recut(make, input),
  );
  const first = sources.find((source) => source && shapeSize(source.shape) > 1);
  if (!first || shapeSize(first.shape) !== shapeSize(shape)) return undefined;
  const alike = sources.every(
    (source) => source && (shapeSize(source.shape) === 1 || sameShape(source.shape, first.shape)),
  );
  if (!alike) return undefined;
  const operands = sources.map((source) => {
    const isScalar = source && shapeSize(source.shape) === 1;
    return isScalar ? make.reshape(source, []) : source;
  });
  const named = Object.fromEntries(inputNames.map((name, i) => [name, operands[i] as Value]));
  const before = make.call(kernel, named, { shape: first.shape, dtype }, attributes);
  return make.reshape(before, shape);
};
