import type { Operation, Value } from '../ir/program.ts';

/**
 * The same operations with results of their own, for another program.
 *
 * @param replaced - What stands for values from before; what the copies make is added.
 */
export function copyOperations(
  operations: readonly Operation[],
  replaced: Map<Value, Value>,
): Operation[] {
  return operations.map((operation) => {
    const inputs = operation.inputs.map((input) => replaced.get(input) ?? input);
    const outputs = operation.outputs.map(
      ({ shape, dtype }): Value => ({
        shape,
        dtype,
        origin: { kind: 'result' },
      }),
    );
    for (const [i, output] of operation.outputs.entries()) {
      replaced.set(output, outputs[i] as Value);
    }
    return { ...operation, inputs, outputs };
  });
}
