/** A scheduled program as the engine takes it: see `engine/src/program`. */

import type { Attribute, DataType } from '@myelin/program';

export interface SerializedProgram {
  readonly name: string;
  readonly slots: readonly Slot[];
  readonly values: readonly SerializedValue[];
  readonly tasks: readonly SerializedTask[];
  /** Next states that could not be written in place. */
  readonly late: readonly Copy[];
  readonly batchRows: number;
}

/** A piece of memory. */
export interface Slot {
  readonly kind:
    | 'working'
    | 'state'
    | 'batch'
    | 'parameter'
    | 'step'
    | 'index'
    | 'result'
    | 'constant'
    | 'external';
  readonly name?: string;
  readonly words: number;
  readonly dtype?: DataType;
  /** The bits of the number that all elements of a constant are. */
  readonly fill?: number;
  /** Where the elements of another constant begin, among those that come with the program. */
  readonly at?: number;
  /** Whether a batch may come without its zeros. */
  readonly compressible?: boolean;
}

export interface SerializedValue {
  readonly shape: readonly number[];
  readonly dtype: DataType;
  /** Number of the value whose memory this one names. */
  readonly root: number;
  readonly place?: SerializedPlace;
  readonly fill?: number;
}

export interface SerializedPlace {
  readonly slot: number;
  /** Bytes. */
  readonly offset: number;
  readonly moves?: readonly Move[];
}

/** `stride` bytes further on in each step of the loop number `depth`, 0 the outermost. */
interface Move {
  readonly depth: number;
  readonly stride: number;
}

export interface Copy {
  readonly from: SerializedPlace;
  readonly to: SerializedPlace;
  readonly words: number;
}

export type SerializedTask =
  | {
      readonly kind: 'loop';
      readonly space: readonly number[];
      readonly operations: readonly SerializedOperation[];
      readonly reductions: readonly SerializedOperation[];
    }
  | {
      readonly kind: 'contraction';
      readonly contraction: SerializedOperation;
      readonly epilogue: readonly SerializedOperation[];
    }
  | { readonly kind: 'single'; readonly operation: SerializedOperation }
  | SerializedScan;

export interface SerializedScan {
  readonly kind: 'scan';
  readonly length: number;
  readonly reverse: boolean;
  readonly index?: number;
  readonly first: readonly Copy[];
  readonly tasks: readonly SerializedTask[];
  readonly last: readonly Copy[];
}

export interface SerializedOperation {
  readonly kernel: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}
