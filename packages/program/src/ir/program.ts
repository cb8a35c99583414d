/**
 * The intermediate form: a program is a list of kernel calls in single-assignment form.
 *
 * Capturing writes it in the words of tfjs-core's kernels; the passes rewrite it, `Program → Program`, into the few
 * kernels of `primitives.ts`, with canonical attributes. Programs are data: never changed, printable, comparable.
 */

/** Element types. In memory every element takes 4 bytes; `bool` is 0 or -1 (all bits set) there. */
export type DataType = 'float32' | 'int32' | 'bool';

/** What stands for a tensor while there are no numbers yet. Each object is one value: compare by identity. */
export interface Value {
  readonly shape: readonly number[];
  readonly dtype: DataType;
  readonly origin: Origin;
}

export type Origin =
  | { readonly kind: 'input'; readonly input: ProgramInput }
  | { readonly kind: 'constant'; readonly constant: Constant }
  /** Made by the one operation that lists it among its outputs. */
  | { readonly kind: 'result' };

/** All elements alike, or one number for each, row-major. Booleans are 0 and 1 here. */
export type Constant =
  | { readonly kind: 'fill'; readonly value: number }
  | { readonly kind: 'elements'; readonly elements: Float32Array | Int32Array };

/** What a program is given from outside. */
export interface ProgramInput {
  /** Unique among the inputs of a program. */
  readonly name: string;
  /**
   * - `state`: lives on from run to run, and may be replaced by an output of the same name
   * - `batch`: rows of data, another batch in each run; the first axis counts rows
   * - `parameter`: a scalar that is set between runs, such as the learning rate
   * - `step`: int32 scalar that grows by one from each run to the next
   *
   * The step of a {@link Operation.body | loop} is a program as well. Its states are what it carries, and besides it has
   * - `slice`: the entry of a sequence at the present step
   * - `constant`: what is the same in all steps
   * - `index`: int32 scalar, the number of the present step
   */
  readonly role: 'state' | 'batch' | 'parameter' | 'step' | 'slice' | 'constant' | 'index';
}

/** What a program leaves behind. */
export interface ProgramOutput {
  /** For a state, the name of the input whose value it takes the place of. */
  readonly name: string;
  readonly role: 'state' | 'result';
  readonly value: Value;
}

export type Attribute =
  | number
  | boolean
  | string
  | null
  | readonly number[]
  | readonly (readonly number[])[];
export type Attributes = Readonly<Record<string, Attribute>>;

/** One call of a kernel. */
export interface Operation {
  /** tfjs-core's name of the kernel, `Philox` or `Scan`. */
  readonly kernel: string;
  readonly inputs: readonly Value[];
  /** Names that the kernel knows its inputs by, in the same order; `'0'`, `'1'`, … for kernels that take a list. */
  readonly inputNames: readonly string[];
  readonly attributes: Attributes;
  readonly outputs: readonly Value[];
  /** The layer that was computing, such as `sequential/dense`; empty between layers and on the way back. */
  readonly scope: string;
  /** One step of a `Scan`; see `scan-operation.ts`. */
  readonly body?: Program;
}

export interface Program {
  /** What it is for: `train`, `test`, `predict`. */
  readonly name: string;
  /** Values with origin `input`, those that nothing reads included. */
  readonly inputs: readonly Value[];
  /** In an order in which everything is made before it is used. */
  readonly operations: readonly Operation[];
  readonly outputs: readonly ProgramOutput[];
}
