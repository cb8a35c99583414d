import type { Operation, Program, Value } from '../../ir/program.ts';
import { isScan, scanOperation, scanParts } from '../../ir/scan-operation.ts';
import { rewriteProgram } from '../rewriting/rewrite-program.ts';

/** Takes out of loops what nobody reads: outputs, carried values, and what was handed in for them only. */
export function trimLoops(program: Program): Program {
  const read = new Set(program.outputs.map(({ value }) => value));
  for (const { inputs } of program.operations) for (const input of inputs) read.add(input);
  return rewriteProgram(program, (operation, make) => {
    if (!isScan(operation)) return undefined;
    const parts = scanParts(operation);
    const stacked = parts.stacked.filter(({ outer }) => read.has(outer));
    const carried = new Set(parts.carried.filter(({ final }) => read.has(final)));
    const needed = new Needed(parts.operations);
    for (const { inner } of stacked) needed.add(inner);
    for (const { after } of carried) needed.add(after);
    for (let found = true; found; ) {
      const more = parts.carried.filter((one) => !carried.has(one) && needed.has(one.before));
      for (const one of more) {
        carried.add(one);
        needed.add(one.after);
      }
      found = more.length > 0;
    }
    const trimmed = scanOperation({
      ...parts,
      carried: parts.carried.filter((one) => carried.has(one)),
      sequences: parts.sequences.filter(({ inner }) => needed.has(inner)),
      constants: parts.constants.filter(({ inner }) => needed.has(inner)),
      stacked,
      operations: parts.operations.filter(({ outputs }) => outputs.some((o) => needed.has(o))),
    });
    const isSmaller =
      trimmed.inputs.length < operation.inputs.length ||
      trimmed.outputs.length < operation.outputs.length;
    return isSmaller ? make.replace(operation, trimmed) : undefined;
  });
}

/** What some values are made of. */
class Needed {
  readonly #makers = new Map<Value, Operation>();
  readonly #values = new Set<Value>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      for (const output of operation.outputs) this.#makers.set(output, operation);
    }
  }

  has(value: Value): boolean {
    return this.#values.has(value);
  }

  add(value: Value): void {
    const open = [value];
    for (let next = open.pop(); next; next = open.pop()) {
      if (this.#values.has(next)) continue;
      this.#values.add(next);
      open.push(...(this.#makers.get(next)?.inputs ?? []));
    }
  }
}
