/**
 * How products find rows that are stored compressed: without their zeros.
 *
 * Words of a text that are there or not, pixels of a drawing: most numbers of such rows are 0, and a product with the
 * weights need not look at them. A row is stored as pairs of a column and a value; adding the pairs up in order gives
 * the same sum, bit for bit, as adding all columns up (as long as the weights are finite).
 */

import type { Task, Value } from '@myelin/program';

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
