import type { Attribute, Attributes, Operation, Value } from '../../ir/program.ts';
import { resultOf } from './operands.ts';
import type { OperationMaker } from './operation-maker.ts';

/** The same operation with other attributes; undefined where it has just these. */
export function withAttributes(
  operation: Operation,
  make: OperationMaker,
  attributes: Attributes,
): Value | undefined {
  if (sameAttributes(operation.attributes, attributes)) return undefined;
  const { inputs, inputNames, kernel } = operation;
  const named = Object.fromEntries(inputNames.map((name, i) => [name, inputs[i] as Value]));
  return make.call(kernel, named, resultOf(operation), attributes);
}

function sameAttributes(a: Attributes, b: Attributes): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => same(a[name], b[name]));
}

function same(a: Attribute | undefined, b: Attribute | undefined): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((item, i) => same(item, b[i]));
}
