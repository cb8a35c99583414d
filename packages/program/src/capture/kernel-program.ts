import type { Operation, Program, Value } from '../ir/program.ts';
import { plainAttributes } from './plain-attributes.ts';
import type { TensorType } from './shape-rules/shape-rule.ts';
import { shapeRules } from './shape-rules/shape-rules.ts';

/** A call of a kernel, as far as it is known before there are numbers. */
export interface KernelSignature {
  readonly kernel: string;
  /** Types of the inputs by the names that the kernel knows them by. */
  readonly inputs: Readonly<Record<string, TensorType>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Names of the kernels that programs know. */
export const knownKernels: readonly string[] = Object.keys(shapeRules);

/**
 * A program that does nothing but call one kernel: its inputs are parameters in the order given, its results those of the
 * kernel. Undefined for calls that programs do not know.
 */
export function kernelProgram({
  kernel,
  inputs,
  attributes: given,
}: KernelSignature): Program | undefined {
  const rule = shapeRules[kernel];
  const attributes = plainAttributes(given);
  if (!rule || typeof attributes === 'string') return undefined;
  const names = Object.keys(inputs);
  const values = Object.entries(inputs).map(
    ([name, { shape, dtype }]): Value => ({
      shape,
      dtype,
      origin: { kind: 'input', input: { name, role: 'parameter' } },
    }),
  );
  const outputs = [rule(inputs, attributes)]
    .flat()
    .map(({ shape, dtype }): Value => ({ shape: [...shape], dtype, origin: { kind: 'result' } }));
  const operation: Operation = {
    kernel,
    inputs: values,
    inputNames: names,
    attributes,
    outputs,
    scope: '',
  };
  return {
    name: kernel,
    inputs: values,
    operations: [operation],
    outputs: outputs.map((value, i) => ({ name: String(i), role: 'result', value })),
  };
}
