/** The two ways in which a step can be run: operation by operation, and as a compiled program. */

import { type Backend, dispose, NdArray, type Tensor, tensor, tidy } from '@myelin/core';
import { canCompile, captureProgram, type InputDeclaration, optimize } from '@myelin/program';
import { arrayOf } from '../compare/array-of.ts';
import { tensorTypeOf } from '../programs/run-program.ts';

export type Arrays = Readonly<Record<string, NdArray>>;

/** A computation on tensors by name. It must not read values of tensors. */
export type Step = (given: Readonly<Record<string, Tensor>>) => Readonly<Record<string, Tensor>>;

/** Runs a step on arrays and answers with what it gave. */
export type RunStep = (inputs: Arrays, step: Step) => Promise<Arrays>;

/** Ways to run steps on a backend, by name. */
export function waysToRun(backend: Backend): readonly { name: string; run: RunStep }[] {
  const eager = { name: 'eager', run: runEagerly };
  if (!canCompile(backend)) return [eager];
  const { programs } = backend;
  const compiled: RunStep = async (inputs, step) => {
    const session = await programs.openSession();
    try {
      const program = captureProgram({
        name: 'step',
        inputs: Object.entries(inputs).map(declaration),
        compute: (given) =>
          Object.entries(step(given)).map(([name, value]) => ({
            role: 'result',
            name,
            tensor: value,
          })),
      });
      const executable = await session.load(optimize(program));
      await executable.run(inputs);
      const results = program.outputs.map(({ name, value }) => {
        const read = executable.readResult(name);
        const data = value.dtype === 'bool' ? Uint8Array.from(read, (x) => (x ? 1 : 0)) : read;
        return [name, new NdArray(data, value.shape)] as const;
      });
      return Object.fromEntries(results);
    } finally {
      session.dispose();
    }
  };
  return [eager, { name: 'compiled', run: compiled }];
}

async function runEagerly(inputs: Arrays, step: Step): Promise<Arrays> {
  return tidy(() => {
    const given = Object.entries(inputs).map(([name, array]) => [name, tensor(array)] as const);
    const results = Object.entries(step(Object.fromEntries(given)));
    const arrays = results.map(([name, value]) => [name, arrayOf(value)] as const);
    // Those made while gradients are computed have to be kept by the step.
    dispose(...results.map(([, value]) => value));
    return Object.fromEntries(arrays);
  });
}

function declaration([name, { shape, dtype }]: readonly [string, NdArray]): InputDeclaration {
  return { name, role: 'batch', shape, dtype: tensorTypeOf(dtype) };
}
