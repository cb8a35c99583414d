import type { Tensor } from '@myelin/core';
import type { DataType, ProgramInput, ProgramOutput } from '../ir/program.ts';

/** An input of the computation. */
export interface InputDeclaration extends ProgramInput {
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** What the computation gives back. */
export interface CapturedOutput {
  readonly role: ProgramOutput['role'];
  readonly name: string;
  readonly tensor: Tensor;
}

export interface CaptureOptions {
  /** What the program is for: `train`, `test`, `predict`. */
  readonly name: string;
  readonly inputs: readonly InputDeclaration[];
  /**
   * The computation, from tensors by the names of the inputs. It must not read values of tensors; what it keeps besides
   * the outputs is an error.
   */
  readonly compute: (inputs: Readonly<Record<string, Tensor>>) => readonly CapturedOutput[];
}
