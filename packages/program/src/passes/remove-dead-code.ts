import type { Operation, Program, Value } from '../ir/program.ts';

/** Without the operations that no output depends on. */
export function removeDeadCode(program: Program): Program {
  const needed = new Set<Value>(program.outputs.map(({ value }) => value));
  const live: Operation[] = [];
  for (const operation of [...program.operations].reverse()) {
    if (!operation.outputs.some((output) => needed.has(output))) continue;
    live.push(operation);
    for (const input of operation.inputs) needed.add(input);
  }
  if (live.length === program.operations.length) return program;
  return { ...program, operations: live.reverse() };
}
