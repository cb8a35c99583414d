/**
 * The operation `Scan`: a loop over steps whose body is a program.
 *
 * Its inputs are the values carried before the first step, then sequences (time axis first), then constants; its results the
 * values carried after the last step, then the outputs of all steps (time axis first). The inputs of the body are the
 * carried values (role `state`), the entries of the sequences, the constants and the number of the step, in this order;
 * its outputs the next carried values and what the step puts out.
 */

import { StateError } from '@myelin/core';
import type { Operation, Program, ProgramInput, Value } from './program.ts';

/** Name of the kernel. */
export const scanKernel = 'Scan';

export const isScan = ({ kernel }: Operation): boolean => kernel === scanKernel;

/** A value that goes from step to step. */
export interface Carried {
  /** Before the first step. */
  readonly initial: Value;
  /** In the body, before a step. */
  readonly before: Value;
  /** In the body, after it. */
  readonly after: Value;
  /** After the last step. */
  readonly final: Value;
}

/** A value outside, and the one that stands for it in the body. */
export interface HandedIn {
  readonly outer: Value;
  readonly inner: Value;
}

/** A value of each step, and all of them together. */
export interface Stacked {
  readonly inner: Value;
  readonly outer: Value;
}

/** The parts of a `Scan`, by what they are for. */
export interface ScanParts {
  readonly carried: readonly Carried[];
  readonly sequences: readonly HandedIn[];
  readonly constants: readonly HandedIn[];
  readonly stacked: readonly Stacked[];
  /** Number of the step, in the body. */
  readonly index: Value;
  readonly operations: readonly Operation[];
  readonly length: number;
  /** From the last entry of the sequences to the first. */
  readonly reverse: boolean;
  readonly scope: string;
}

/** Takes a `Scan` apart. */
export function scanParts(operation: Operation): ScanParts {
  const { inputs, outputs, attributes, scope } = operation;
  const body = bodyOf(operation);
  const carries = Number(attributes.carries);
  const sequences = Number(attributes.sequences);
  const pairs = inputs.map((outer, i): HandedIn => ({ outer, inner: body.inputs[i] as Value }));
  return {
    carried: pairs.slice(0, carries).map(({ outer, inner }, i) => ({
      initial: outer,
      before: inner,
      after: body.outputs[i]?.value as Value,
      final: outputs[i] as Value,
    })),
    sequences: pairs.slice(carries, carries + sequences),
    constants: pairs.slice(carries + sequences),
    stacked: outputs.slice(carries).map((outer, i) => ({
      inner: body.outputs[carries + i]?.value as Value,
      outer,
    })),
    index: body.inputs.at(-1) as Value,
    operations: body.operations,
    length: Number(attributes.length),
    reverse: attributes.reverse === true,
    scope,
  };
}

/** Puts a `Scan` together. */
export function scanOperation(parts: ScanParts): Operation {
  const { carried, sequences, constants, stacked, index, operations, length, reverse } = parts;
  const handedIn = [...sequences, ...constants];
  const inputs = [...carried.map(({ initial }) => initial), ...handedIn.map(({ outer }) => outer)];
  const body: Program = {
    name: 'step',
    inputs: [...carried.map(({ before }) => before), ...handedIn.map(({ inner }) => inner), index],
    operations,
    outputs: [
      ...carried.map(({ before, after }) => ({
        name: nameOf(before),
        role: 'state' as const,
        value: after,
      })),
      ...stacked.map(({ inner }, i) => ({
        name: `output${i}`,
        role: 'result' as const,
        value: inner,
      })),
    ],
  };
  return {
    kernel: scanKernel,
    inputs,
    inputNames: inputs.map((_, i) => String(i)),
    attributes: { carries: carried.length, sequences: sequences.length, length, reverse },
    outputs: [...carried.map(({ final }) => final), ...stacked.map(({ outer }) => outer)],
    scope: parts.scope,
    body,
  };
}

/** The program of one step. */
export function bodyOf({ kernel, body }: Operation): Program {
  if (body) return body;
  throw new StateError({
    where: kernel,
    problem: 'the operation has no body',
    fix: 'report this: the program was not built correctly',
  });
}

/** The type of all entries together: a time axis first. */
export const stackedShape = ({ shape }: Value, length: number): readonly number[] => [
  length,
  ...shape,
];

/** Makes inputs of a body, under names that are not taken. */
export class BodyInputs {
  readonly #taken = new Set<string>();

  constructor(existing: readonly Value[] = []) {
    for (const value of existing) this.#taken.add(nameOf(value));
  }

  add(role: ProgramInput['role'], { shape, dtype }: Pick<Value, 'shape' | 'dtype'>): Value {
    let number = 0;
    while (this.#taken.has(`${role}${number}`)) number++;
    const name = `${role}${number}`;
    this.#taken.add(name);
    return { shape, dtype, origin: { kind: 'input', input: { name, role } } };
  }
}

const nameOf = ({ origin }: Value): string => (origin.kind === 'input' ? origin.input.name : '');
