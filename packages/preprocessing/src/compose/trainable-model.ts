import type { NdArray, SavableModel } from '@myelin/core';

/** A model that a pipeline can end in: every compiled model of `@myelin/models`. */
export interface TrainableModel extends SavableModel {
  fit(x: NdArray, y: NdArray, options?: object): Promise<unknown>;
  evaluate(x: NdArray, y: NdArray, options?: object): Promise<unknown>;
  /** Frees the memory of its weights. */
  dispose?(): void;
}

/** What `fit` of a model takes besides data. */
export type FitOptionsOf<M> = M extends {
  fit: {
    (x: never, y: never, options?: infer O): unknown;
    (data: never, options?: never): unknown;
  };
}
  ? O
  : object;

/** What `fit` of a model gives: a History. */
export type FittedBy<M> = M extends { fit: (...given: never) => Promise<infer Result> }
  ? Result
  : unknown;
