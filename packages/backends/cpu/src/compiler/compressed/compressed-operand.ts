/**
 * Which products can read rows that are stored compressed: without their zeros.
 *
 * Words of a text that are there or not, pixels of a drawing: most numbers of such rows are 0, and a product with the
 * weights need not look at them. A row is stored as pairs of a column and a value; adding the pairs up in order gives
 * the same sum, bit for bit, as adding all columns up (as long as the weights are finite).
 */

import type { ContractionTask, Program, Task, Value } from '@myelin/program';
import { isAlias } from '@myelin/program';

/** Pairs are words, so that eight bytes are one entry. */
export const ENTRY_BYTES = 8;

/** Where a program's compressed batch is found while it runs. */
export interface CompressedBatch {
  /** Address of the word that says how the batch is stored. */
  readonly form: number;
  /** Address of a word that points to pairs of addresses: where the entries of each row begin and end. */
  readonly rows: number;
  /** Address of a word that points to the row numbers of the batch, for this thread. */
  readonly order: number;
}

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

/** The compressible input that a task reads, if it does. */
export function compressedOperand(
  task: Task,
  compressible: ReadonlySet<Value>,
  root: (value: Value) => Value,
): Value | undefined {
  if (task.kind !== 'contraction') return undefined;
  const [a] = task.contraction.inputs;
  const input = a && root(a);
  return input && compressible.has(input) ? input : undefined;
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

function readsRows({ kernel, inputs, attributes }: ContractionTask['contraction'], root: Value) {
  const [a, b] = inputs;
  return (
    kernel === 'BatchMatMul' &&
    a?.shape.length === 2 &&
    b?.shape.length === 2 &&
    a.shape[0] === root.shape[0] &&
    attributes.transposeB !== true
  );
}
