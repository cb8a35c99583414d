import type { NdArray } from 'myelin';

/** A training that every peer runs in the same way: one warm-up epoch, then timed ones, with Adam. */
export interface Workload {
  readonly name: string;
  readonly network: Network;
  readonly loss: 'sparse_categorical_crossentropy' | 'binary_crossentropy' | 'mean_squared_error';
  readonly batchSize: number;
  readonly epochs: number;
  /** Rows of one epoch when every step runs op by op; the time of a step hardly depends on it. */
  readonly quickRows: number;
  /** Loads the data; `rows` at most. */
  load(rows: number): Promise<{ readonly x: NdArray; readonly y: NdArray }>;
}

export type Network =
  | {
      readonly kind: 'dense';
      /** Features, then the units of each layer. */
      readonly widths: readonly number[];
      readonly activations: readonly ('relu' | 'linear' | 'sigmoid' | 'softmax')[];
      /** Dropout rate after the layer of that index. */
      readonly dropout: Readonly<Record<number, number>>;
    }
  | { readonly kind: 'cnn' };

/** What a run of a workload gave: the line that all peers print. */
export interface Measurement {
  readonly peer: string;
  readonly work: string;
  readonly seconds: number;
  readonly steps: number;
  readonly ms_per_step: number;
  readonly samples_per_s: number;
}

/** A measurement from the time that the timed epochs took. */
export function measurement(
  peer: string,
  workload: Workload,
  rows: number,
  seconds: number,
): Measurement {
  const steps = Math.ceil(rows / workload.batchSize) * workload.epochs;
  return {
    peer,
    work: workload.name,
    seconds: round(seconds),
    steps,
    ms_per_step: round((1000 * seconds) / steps),
    samples_per_s: Math.round((rows * workload.epochs) / seconds),
  };
}

const round = (value: number): number => Number(value.toFixed(4));
