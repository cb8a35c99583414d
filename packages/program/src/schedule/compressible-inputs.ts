/**
 * Which products can read rows that are stored without their zeros.
 *
 * Words of a text that are there or not, pixels of a drawing: most numbers of such rows are 0, and a product with the
 * weights need not look at them.
 */

import { isAlias } from '../ir/primitives.ts';
import type { Operation, Program, Value } from '../ir/program.ts';

/** The batch inputs that nothing but the first operand of plain matrix products reads. */
export function compressibleInputs(program: Program): ReadonlySet<Value> {
  const roots = rootsOf(program);
  const candidates = new Set(
    program.inputs.filter(
      ({ origin, dtype, shape }) =>
        origin.kind === 'input' &&
        origin.input.role === 'batch' &&
        dtype === 'float32' &&
        shape.length > 1,
    ),
  );
  for (const operation of program.operations) {
    if (isAlias(operation)) continue;
    for (const [i, input] of operation.inputs.entries()) {
      const root = roots.get(input) ?? input;
      if (!candidates.has(root)) continue;
      const isRead = i === 0 && readsRows(operation, root) && operation.inputs[1] !== input;
      if (!isRead) candidates.delete(root);
    }
  }
  for (const { value } of program.outputs) candidates.delete(roots.get(value) ?? value);
  return candidates;
}

/** The value whose memory each alias names. */
export function rootsOf(program: Program): ReadonlyMap<Value, Value> {
  const roots = new Map<Value, Value>();
  for (const operation of program.operations) {
    const [input] = operation.inputs;
    const [output] = operation.outputs;
    if (isAlias(operation) && input && output) roots.set(output, roots.get(input) ?? input);
  }
  return roots;
}

function readsRows({ kernel, inputs, attributes }: Operation, root: Value): boolean {
  const [a, b] = inputs;
  return (
    kernel === 'BatchMatMul' &&
    a?.shape.length === 2 &&
    b?.shape.length === 2 &&
    a.shape[0] === root.shape[0] &&
    attributes.transposeB !== true
  );
}
