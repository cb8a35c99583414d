import type { RecordedArray } from '../fixtures/fixture-array.ts';

type RecordedShape = readonly (number | null)[];

/** What a layer gave in one mode (`training` or not). */
export interface RecordedResults {
  readonly outputs: readonly RecordedArray[];
  readonly cotangents?: readonly RecordedArray[];
  readonly grads?: {
    readonly inputs: readonly (RecordedArray | null)[];
    readonly weights: readonly (RecordedArray | null)[];
  };
  readonly weightsAfter?: readonly RecordedArray[];
}

/** One recorded case of a layer; the meaning of each field stands in the README of the recordings. */
export interface LayerCase extends RecordedResults {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly callStyle: 'single' | 'list' | 'positional';
  readonly inputs: readonly RecordedArray[];
  readonly call: Readonly<Record<string, unknown>>;
  readonly adapt?: RecordedArray;
  readonly weights: readonly {
    readonly path: string;
    readonly value: RecordedArray;
    readonly trainable: boolean;
  }[];
  readonly outputShape: RecordedShape | readonly RecordedShape[];
  readonly outputMasks?: readonly (RecordedArray | null)[];
  readonly losses?: readonly number[];
  readonly training?: RecordedResults;
  readonly repeatOutputs?: readonly (readonly RecordedArray[])[];
}
