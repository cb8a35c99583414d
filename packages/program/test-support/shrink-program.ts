import type { Operation, Program, Value } from '../src/ir/program.ts';

/**
 * A smaller program that still fails: outputs are left out, and operations replaced by one of their operands or by ones.
 *
 * @param fails - Whether a program shows the failure; must be deterministic.
 */
export async function shrinkProgram(
  program: Program,
  fails: (program: Program) => boolean | Promise<boolean>,
): Promise<Program> {
  let smallest = program;
  for (;;) {
    const smaller = await firstOf(candidates(smallest), fails);
    if (!smaller) return smallest;
    smallest = smaller;
  }
}

async function firstOf(
  programs: readonly Program[],
  fails: (program: Program) => boolean | Promise<boolean>,
): Promise<Program | undefined> {
  for (const program of programs) if (await fails(program)) return program;
  return undefined;
}

function candidates(program: Program): Program[] {
  const { outputs, operations } = program;
  const fewer =
    outputs.length > 1
      ? outputs.map((_, i) =>
          withoutDeadCode({ ...program, outputs: outputs.filter((_, j) => j !== i) }),
        )
      : [];
  const replaced = operations.flatMap((operation, i) => {
    const result = operation.outputs[0];
    if (operation.outputs.length !== 1 || !result) return [];
    const operands = operation.inputs.filter(
      ({ dtype, shape }) => dtype === result.dtype && `${shape}` === `${result.shape}`,
    );
    return [...operands, ones(result)].map((by) =>
      withoutDeadCode(replace(program, i, result, by)),
    );
  });
  return [...fewer, ...replaced];
}

const ones = ({ shape, dtype }: Value): Value => ({
  shape,
  dtype,
  origin: { kind: 'constant', constant: { kind: 'fill', value: 1 } },
});

function replace(program: Program, index: number, value: Value, by: Value): Program {
  const swap = (one: Value): Value => (one === value ? by : one);
  return {
    ...program,
    operations: program.operations
      .filter((_, i) => i !== index)
      .map((operation) => ({ ...operation, inputs: operation.inputs.map(swap) })),
    outputs: program.outputs.map((output) => ({ ...output, value: swap(output.value) })),
  };
}

function withoutDeadCode(program: Program): Program {
  const needed = new Set(program.outputs.map(({ value }) => value));
  const operations: Operation[] = [];
  for (const operation of [...program.operations].reverse()) {
    if (!operation.outputs.some((value) => needed.has(value))) continue;
    operations.unshift(operation);
    for (const value of operation.inputs) needed.add(value);
  }
  return {
    ...program,
    operations,
    inputs: program.inputs.filter((value) => needed.has(value) || isState(program, value)),
  };
}

const isState = ({ outputs }: Program, { origin }: Value): boolean =>
  origin.kind === 'input' &&
  outputs.some(({ role, name }) => role === 'state' && name === origin.input.name);
