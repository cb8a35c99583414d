import { MyelinError } from '@myelin/core';

/** A backend cannot compile a program: some of its operations are unknown to it. */
export class UnsupportedProgramError extends MyelinError {
  /** What cannot be compiled, one line an operation: `TopK in sequential/ranking: …`. */
  readonly operations: readonly string[];

  constructor(backend: string, program: string, operations: readonly string[]) {
    super('UnsupportedProgramError', 'backend', {
      where: backend,
      problem: `program ${program} holds operations that cannot be compiled: ${operations.join('; ')}`,
      fix: "leave compile's `jitCompile` at 'auto', and the program runs operation by operation",
    });
    this.operations = operations;
  }
}
