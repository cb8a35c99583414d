/** The addon as JavaScript sees it: see `binding/src`. Words are `Uint32Array`s that view the memory of other typed arrays. */

/** What the addon must answer as its `contract()`: see `binding/src/lib.rs`. */
export const CONTRACT = 3;

export interface NativeBinding {
  /** Version of the package that the addon was built for. */
  version(): string;
  /** Which calls and serialized programs the addon understands. */
  contract(): number;
  /** Instruction sets that kernels exist for and this processor has, the fastest first. */
  instructionSets(): string[];
  /** Whether all numbers are whole and from 0 to 255. */
  areBytes(values: Float32Array): boolean;
  readonly NativeSession: new (threads: number, instructionSet: string) => NativeSession;
}

export interface NativeSession {
  declareState(name: string, words: number): void;
  readState(name: string, into: Uint32Array): void;
  writeState(name: string, words: Uint32Array): void;
  takeRows(rows: number): NativeRowsBuilder;
  load(program: string, constants: Uint32Array): NativeProgram;
  /** Gives all memory back; what runs ends soon. */
  dispose(): void;
}

export type NativeColumnForm = 'floats' | 'integers' | 'bytes' | 'compressed';

export interface NativeRowsBuilder {
  column(name: string, width: number, form: NativeColumnForm): void;
  addFloats(values: Float32Array): void;
  addIntegers(values: Int32Array): void;
  addBytes(values: Uint8Array): void;
  finish(): NativeRows;
}

/** Rows that lie in the memory of the engine. */
export interface NativeRows {
  dispose(): void;
}

export interface NativeProgram {
  readonly threads: number;
  readonly work: number;
  /** -1 if there is no such slot. */
  slot(kind: 'batch' | 'parameter' | 'step' | 'result', name: string): number;
  write(slot: number, words: Uint32Array): void;
  readResult(slot: number, into: Uint32Array): void;
  /** Copies the words of all results, in the order of their slots, unless `results` is empty. */
  run(results: Uint32Array): void;
  runLater(): Promise<void>;
  runOn(arrays: readonly Uint32Array[]): void;
  advance(
    rows: NativeRows,
    order: Int32Array,
    runs: number,
    collect: number,
    into: Uint32Array,
  ): number;
  /** As `advance`, with the columns of so many rows where they lie. */
  advanceInPlace(
    rowCount: number,
    names: readonly string[],
    columns: readonly (Float32Array | Int32Array | Uint8Array)[],
    order: Int32Array,
    runs: number,
    collect: number,
    into: Uint32Array,
  ): number;
  advanceLater(
    rows: NativeRows,
    order: Int32Array,
    runs: number,
    collect: number,
    collected: number,
  ): Promise<Uint32Array>;
  startClock(): void;
  /** Microseconds of each stage, and last the number of runs. */
  clock(): number[];
}
