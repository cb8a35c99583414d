import type { Operation, Program, ProgramOutput, Value } from '../ir/program.ts';
import { Dataflow } from './dataflow.ts';

/**
 * Gives each output a value of its own, which can be made right where it is wanted: outputs that are inputs, constants
 * or another output under a second name get a copy, an element-wise `BroadcastTo` of the same shape.
 *
 * A state that stays as it is needs none.
 */
export function materializeOutputs(program: Program): Program {
  const flow = new Dataflow(program);
  const copies: Operation[] = [];
  const taken = new Set<Value>();

  const own = (output: ProgramOutput): ProgramOutput => {
    const root = flow.rootOf(output.value);
    if (isUnchanged(output, root)) return output;
    if (root.origin.kind === 'result' && !taken.has(root)) {
      taken.add(root);
      return output;
    }
    const copy = copyOf(output.value);
    copies.push(copy.operation);
    return { ...output, value: copy.value };
  };
  // States first: their memory is long-lived, and a result can be copied from anything.
  const states = program.outputs.map((output) => (output.role === 'state' ? own(output) : output));
  const outputs = states.map((output) => (output.role === 'result' ? own(output) : output));
  if (copies.length === 0) return program;
  return { ...program, operations: [...program.operations, ...copies], outputs };
}

/** The output is the state that went in. */
export function isUnchanged({ role, name }: ProgramOutput, root: Value): boolean {
  return role === 'state' && root.origin.kind === 'input' && root.origin.input.name === name;
}

function copyOf(value: Value): { readonly value: Value; readonly operation: Operation } {
  const { shape, dtype } = value;
  const copy: Value = { shape, dtype, origin: { kind: 'result' } };
  const operation: Operation = {
    kernel: 'BroadcastTo',
    inputs: [value],
    inputNames: ['x'],
    attributes: { shape },
    outputs: [copy],
    scope: '',
  };
  return { value: copy, operation };
}
