import type { NdArray } from 'myelin';

/** What every peer does in the same way: a training or a prediction. */
export type Workload = Training | Prediction;

/** One epoch to warm up, then timed ones, with Adam. */
export interface Training {
  readonly kind: 'training';
  readonly name: string;
  /** What the scripts of other peers call it, where they hold the same data in one form only. */
  readonly knownAs?: string;
  readonly network: Network;
  readonly loss: Loss;
  readonly batchSize: number;
  /** Rows of an epoch, and epochs. */
  readonly full: Extent;
  /** As much as there is patience for when every step runs op by op; a step's time hardly depends on it. */
  readonly quick: Extent;
  /** Loads the data; `rows` at most. */
  load(rows: number): Promise<Rows>;
}

/** Some calls to warm up, then timed ones; the median call counts. */
export interface Prediction {
  readonly kind: 'prediction';
  readonly name: string;
  readonly network: Network;
  /** Rows of a call, and calls. */
  readonly full: Extent;
  readonly quick: Extent;
}

/** How much of a workload is done. */
export interface Extent {
  readonly rows: number;
  readonly repeats: number;
}

export interface Rows {
  readonly x: NdArray;
  readonly y: NdArray;
}

export type Loss = 'sparse_categorical_crossentropy' | 'binary_crossentropy' | 'mean_squared_error';

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
