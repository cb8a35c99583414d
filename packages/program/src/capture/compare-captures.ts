/** Finds what differs between two captures of one computation: it did not come from the inputs. */

import { formatShape } from '@myelin/core';
import type { Operation, Program, Value } from '../ir/program.ts';
import { CaptureError, inLayer } from './capture-error.ts';
import { sameConstant } from './constant-from.ts';

/** @throws {@link CaptureError} naming the first difference. */
export function requireSameCaptures(first: Program, second: Program): void {
  const twins = new Map<Value, Value>();
  const pair = (some: readonly Value[], others: readonly Value[]): void => {
    for (const [i, value] of some.entries()) twins.set(value, others[i] as Value);
  };
  pair(first.inputs, second.inputs);
  for (const [i, operation] of first.operations.entries()) {
    const twin = second.operations[i];
    const difference = twin ? compare(operation, twin, twins) : 'comes in the first only';
    if (difference) throw frozen(first.name, operation, `${operation.kernel} ${difference}`);
    pair(operation.outputs, twin?.outputs ?? []);
  }
  const extra = second.operations[first.operations.length];
  if (extra) throw frozen(first.name, extra, `${extra.kernel} comes in the second only`);
  for (const [i, { name, value }] of first.outputs.entries()) {
    const twin = second.outputs[i];
    if (twin?.name === name && sameValue(value, twin.value, twins)) continue;
    throw frozen(first.name, undefined, `output "${name}" is another one`);
  }
}

function compare(a: Operation, b: Operation, twins: Map<Value, Value>): string | undefined {
  if (a.kernel !== b.kernel) return `is ${b.kernel} in the second`;
  if (a.inputs.length !== b.inputs.length) return 'has another number of inputs';
  if (a.outputs.length !== b.outputs.length) return 'has another number of results';
  if (a.body && b.body) requireSameCaptures(a.body, b.body);
  for (const [name, value] of Object.entries(a.attributes)) {
    const other = b.attributes[name];
    if (JSON.stringify(value) !== JSON.stringify(other)) {
      return `has attribute \`${name}\` ${JSON.stringify(value)} and then ${JSON.stringify(other)}`;
    }
  }
  for (const [i, value] of a.inputs.entries()) {
    const other = b.inputs[i] as Value;
    if (sameValue(value, other, twins)) continue;
    const input = `input \`${a.inputNames[i]}\``;
    return value.origin.kind === 'constant' && other.origin.kind === 'constant'
      ? `has a constant ${value.dtype} ${formatShape(value.shape)} as ${input} that differs`
      : `has another value as ${input}`;
  }
  return undefined;
}

function sameValue(a: Value, b: Value, twins: Map<Value, Value>): boolean {
  if (twins.get(a) === b) return true;
  if (a.origin.kind !== 'constant' || b.origin.kind !== 'constant') return false;
  if (a.dtype !== b.dtype || formatShape(a.shape) !== formatShape(b.shape)) return false;
  if (!sameConstant(a.origin.constant, b.origin.constant)) return false;
  twins.set(a, b);
  return true;
}

function frozen(program: string, operation: Operation | undefined, what: string): CaptureError {
  const place = operation ? inLayer(operation.scope) : '';
  return new CaptureError({
    where: `capture of ${program}`,
    problem: `a number made in JavaScript inside the step would be frozen into the program: of two runs, ${what}${place}`,
    fix: 'draw random numbers with `randomUniform` or `pass.uniform`, and hand in what changes from step to step',
    scope: operation?.scope ?? '',
    ...(operation && { kernel: operation.kernel }),
  });
}
