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

/** Whether a value is repeated for each row of a shape, so that it fits whatever rows are called. */
function isRowOf({ shape: row }: Value, shape: readonly number[]): boolean {
  const own = row.slice(leadingOnes(row));
  return own.length > 0 && sameShape(own, shape.slice(-own.length));
}

/** The last axes of a shape that hold so many elements together, if there are such. */
function rowOfSize(size: number, shape: readonly number[]): readonly number[] | undefined {
  let from = shape.length;
  let held = 1;
  while (from > 0 && held < size) held *= shape[--from] ?? 1;
  return held === size ? shape.slice(from) : undefined;
}

const leadingOnes = (shape: readonly number[]): number => {
  const first = shape.findIndex((size) => size !== 1);
  return first < 0 ? shape.length : first;
};

/**
 * Element-wise work on reshaped operands is done before the reshape, so that it shares a loop with what made them.
 *
 * Only where all operands are reshaped alike, hold one element, or are a row that is repeated, such as a bias.
 */
export const reshapeIdentities: Rewrite = (operation, make) => {
  const { inputs, inputNames, kernel, attributes } = operation;
  if (!isElementwise(operation) || kernel === 'BroadcastTo' || kernel === 'Philox')
    return undefined;
  const { shape, dtype } = resultOf(operation);
  const sources = inputs.map((input) =>
    shapeSize(input.shape) === 1 ? undefined : recut(make, input),
  );
  const first = sources.find((source) => source !== undefined);
  if (!first || shapeSize(first.shape) !== shapeSize(shape)) return undefined;
  const operands = inputs.map((input, i) => {
    const source = sources[i];
    if (source) return sameShape(source.shape, first.shape) ? source : undefined;
    if (shapeSize(input.shape) === 1) return make.reshape(input, []);
    const size = shapeSize(input.shape);
    const isRepeated = isRowOf(input, shape) && size < shapeSize(shape);
    const row = isRepeated ? rowOfSize(size, first.shape) : undefined;
    return row && make.reshape(input, row);
  });
  if (operands.includes(undefined)) return undefined;
  const named = Object.fromEntries(inputNames.map((name, i) => [name, operands[i] as Value]));
  const before = make.call(kernel, named, { shape: first.shape, dtype }, attributes);
  return make.reshape(before, shape);
};
