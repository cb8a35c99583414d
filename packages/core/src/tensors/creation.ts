import * as tf from '@tensorflow/tfjs-core';
import type { TensorDataType } from '../arrays/data-type.ts';
import { NdArray, ndArray } from '../arrays/nd-array.ts';
import { holdsStrings, stringArray } from '../arrays/string-array.ts';
import { DtypeError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { foreign, fromArray, fromStrings, operation, own, requireBackend } from './boundary.ts';
import { isTensor } from './is-tensor.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/**
 * A tensor from nested lists, a typed array or an {@link NdArray}; a tensor comes back as it is.
 *
 * Whole numbers in lists become `int32`, other numbers `float32`, booleans `bool`, unless `dtype` says otherwise; texts
 * become `string`.
 *
 * @throws {@link ShapeError} the lists are not rectangular, or `shape` does not fit.
 * @throws {@link DtypeError} texts are wanted as numbers.
 * @example
 * tensor([[1, 2], [3, 4]]).shape // => [2, 2]
 */
export function tensor(values: TensorLike, dtype?: TensorDataType, shape?: KnownShape): Tensor {
  if (isTensor(values)) {
    return operation('tensor', () => {
      const reshaped = shape ? tf.reshape(foreign(values), [...shape]) : foreign(values);
      return own(dtype && dtype !== values.dtype ? tf.cast(reshaped, dtype) : reshaped);
    });
  }
  if (holdsStrings(values)) {
    requireNoNumbers(dtype);
    const strings = stringArray(values);
    return own(fromStrings(shape ? strings.reshape(shape) : strings));
  }
  const array = values instanceof NdArray ? values : ndArray(values, undefined, dtype);
  return own(fromArray(shape ? array.reshape(shape) : array, dtype));
}

function requireNoNumbers(dtype: TensorDataType | undefined): void {
  if (dtype === undefined) return;
  throw new DtypeError({
    where: 'tensor',
    problem: `texts cannot become a tensor of \`dtype\` ${dtype}`,
    fix: 'leave `dtype` out, or turn the texts into numbers first, for example with Number(text)',
  });
}

/** A tensor of rank 0. */
export function scalar(value: number, dtype: TensorDataType = 'float32'): Tensor {
  requireBackend();
  return own(tf.scalar(value, dtype));
}

export function zeros(shape: KnownShape, dtype: TensorDataType = 'float32'): Tensor {
  requireBackend();
  return own(tf.zeros([...shape], dtype));
}

export function ones(shape: KnownShape, dtype: TensorDataType = 'float32'): Tensor {
  requireBackend();
  return own(tf.ones([...shape], dtype));
}

/** A tensor with the same value everywhere. */
export function fill(shape: KnownShape, value: number, dtype: TensorDataType = 'float32'): Tensor {
  requireBackend();
  return own(tf.fill([...shape], value, dtype));
}

export function zerosLike(x: Tensor): Tensor {
  return own(tf.zerosLike(foreign(x)));
}

export function onesLike(x: Tensor): Tensor {
  return own(tf.onesLike(foreign(x)));
}

/** `start, start + step, …` up to but not including `stop`. */
export function range(start: number, stop: number, step = 1): Tensor {
  requireBackend();
  return own(tf.range(start, stop, step, 'float32'));
}

/** `count` numbers from `start` to `stop`, both included, evenly spaced. */
export function linspace(start: number, stop: number, count: number): Tensor {
  requireBackend();
  return own(tf.linspace(start, stop, count));
}

/** Matrix with ones on its main diagonal. */
export function eye(rows: number, columns: number = rows): Tensor {
  requireBackend();
  return own(tf.eye(rows, columns));
}

/** Rows of zeros with a one at each index: shape `[..., depth]`, float32. */
export function oneHot(indices: TensorLike, depth: number): Tensor {
  return operation('oneHot', () =>
    own(tf.oneHot(tf.cast(foreign(indices), 'int32'), depth, 1, 0, 'float32')),
  );
}
