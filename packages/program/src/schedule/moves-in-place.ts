/**
 * Slices that loops read where they lie, and joined tensors whose parts loops write where they belong: no copies are made.
 *
 * Such an operation is marked by an attribute and is loop work from then on: a slice over its result, a `Concat` over one
 * of its parts.
 */

import { shapeSize } from '@myelin/core';
import { isElementwise, isReduction } from '../ir/primitives.ts';
import type { Operation, Program, Value } from '../ir/program.ts';
import { Dataflow } from './dataflow.ts';

/** Name of the attribute. */
const IN_PLACE = 'inPlace';

export const isSliceInPlace = ({ kernel, attributes }: Operation): boolean =>
  kernel === 'Slice' && attributes[IN_PLACE] === true;

export const isConcatInPlace = ({ kernel, attributes }: Operation): boolean =>
  kernel === 'Concat' && attributes[IN_PLACE] === true;

/** Marks the slices and joints of a program that need no copies. */
export function movesInPlace(program: Program): Program {
  const flow = new Dataflow(program);
  const operations = program.operations.map((operation) =>
    canSlice(flow, operation) || canJoin(flow, operation)
      ? { ...operation, attributes: { ...operation.attributes, [IN_PLACE]: true } }
      : operation,
  );
  const isSame = operations.every((operation, i) => operation === program.operations[i]);
  return isSame ? program : { ...program, operations };
}

function canSlice(flow: Dataflow, { kernel, inputs, outputs }: Operation): boolean {
  const [source] = inputs;
  const [result] = outputs;
  if (kernel !== 'Slice' || !source || !result || flow.isOutput(result)) return false;
  const readers = [...flow.readersOf(result)];
  const isRead = readers.length > 0 && readers.every((r) => isElementwise(r) || isReduction(r));
  return isRead && flow.rootOf(source).origin.kind !== 'constant' && isEven(result, source);
}

function canJoin(flow: Dataflow, { kernel, inputs, outputs }: Operation): boolean {
  const [first] = inputs;
  const [result] = outputs;
  if (kernel !== 'Concat' || !first || !result || inputs.length < 2) return false;
  const areAlike = inputs.every(({ shape }) => `${shape}` === `${first.shape}`);
  const makers = inputs.map((input) => flow.makerOf(input));
  const isMade = makers.some((maker) => maker !== undefined && isElementwise(maker));
  return areAlike && isMade && isEven(first, result);
}

/** Whether the last axis of a part that is no single entry lies in memory element by element. */
function isEven(part: Value, whole: Value): boolean {
  if (shapeSize(part.shape) <= 1 || shapeSize(part.shape) === shapeSize(whole.shape)) return false;
  const last = part.shape.reduce((found, size, axis) => (size === 1 ? found : axis), 0);
  return shapeSize(whole.shape.slice(last + 1)) === 1;
}
