/**
 * Merging layers as functions, under Keras's names: `merge.add([a, b])`.
 *
 * They come as one namespace, because `add`, `maximum` and `minimum` are operations of two tensors already.
 */

import type {
  AnyLayer,
  LayerOptions,
  SymbolicLike,
  SymbolicTensor,
  Tensor,
  TensorLike,
} from '@myelin/core';
import { Add } from './add.ts';
import { Average } from './average.ts';
import { Concatenate, type ConcatenateOptions } from './concatenate.ts';
import { Dot, type DotOptions } from './dot.ts';
import { Maximum } from './maximum.ts';
import { Minimum } from './minimum.ts';
import { Multiply } from './multiply.ts';
import { Subtract } from './subtract.ts';

/** A merging layer as a function: of symbolic tensors it makes a part of a graph, of tensors it computes the result. */
export interface Merge<Options> {
  (inputs: readonly SymbolicLike[], options?: Options): SymbolicTensor;
  (inputs: readonly TensorLike[], options?: Options): Tensor;
}

/** {@link Add} as a function. */
export const add: Merge<LayerOptions> = functional((options) => new Add(options));

/** {@link Subtract} as a function. */
export const subtract: Merge<LayerOptions> = functional((options) => new Subtract(options));

/** {@link Multiply} as a function. */
export const multiply: Merge<LayerOptions> = functional((options) => new Multiply(options));

/** {@link Average} as a function. */
export const average: Merge<LayerOptions> = functional((options) => new Average(options));

/** {@link Maximum} as a function. */
export const maximum: Merge<LayerOptions> = functional((options) => new Maximum(options));

/** {@link Minimum} as a function. */
export const minimum: Merge<LayerOptions> = functional((options) => new Minimum(options));

/** {@link Concatenate} as a function. */
export const concatenate: Merge<ConcatenateOptions> = functional(
  (options) => new Concatenate(options),
);

/** {@link Dot} as a function, over the last axes unless `axes` says otherwise. */
export const dot: Merge<Partial<DotOptions>> = functional(
  (options) => new Dot({ axes: -1, ...options }),
);

function functional<Options extends object>(make: (options: Options) => AnyLayer): Merge<Options> {
  const merge = (inputs: readonly TensorLike[], options: Options = {} as Options): unknown =>
    make(options).apply(inputs);
  return merge as Merge<Options>;
}
