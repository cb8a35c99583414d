import type { Operation, Value } from './program.ts';

/** Operations that read other values in place of some. */
export function substitute(
  operations: readonly Operation[],
  replaced: ReadonlyMap<Value, Value>,
): readonly Operation[] {
  if (replaced.size === 0) return operations;
  return operations.map((operation) =>
    operation.inputs.some((input) => replaced.has(input))
      ? { ...operation, inputs: operation.inputs.map((input) => replaced.get(input) ?? input) }
      : operation,
  );
}
