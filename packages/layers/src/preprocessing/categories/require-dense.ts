import { ArgumentError, requireBoolean } from '@myelin/core';

/** Options `sparse` and `ragged` are there for Keras's sake: such tensors are none of ours. */
export function requireDense(where: string, option: 'sparse' | 'ragged', value: unknown): void {
  if (!requireBoolean(where, option, value)) return;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be false, since there are no ${option} tensors, received true`,
    fix: `leave \`${option}\` out: the result is a dense tensor with the same values`,
  });
}
