/**
 * The border to tfjs-core, crossed in this folder only.
 *
 * Our `Tensor` is the promised part of tfjs's class, so both casts are free. Operations are called through
 * tfjs's functions with plain `tf.Tensor`s: their generics, inferred from the return side, prove nothing.
 */

import type { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorDataType } from '../arrays/data-type.ts';
import type { TypedArray } from '../arrays/nd-array.ts';
import { NdArray, ndArray } from '../arrays/nd-array.ts';
import type { NestedArray } from '../arrays/nested-array.ts';
import type { StringArray } from '../arrays/string-array.ts';
import { holdsStrings, stringArray } from '../arrays/string-array.ts';
import {
  DataError,
  DtypeError,
  MyelinError,
  ShapeError,
  StateError,
} from '../errors/myelin-error.ts';
import { formatShape } from '../shapes/shape.ts';
import { isTensor } from './is-tensor.ts';
import type { Tensor, TensorLike } from './tensor.ts';

export type { TfTensor };

/** A tfjs tensor under our name. */
export function own(tensor: TfTensor): Tensor {
  return tensor as unknown as Tensor;
}

/** One of our tensors under tfjs's name; numbers and arrays are carried to the backend first. */
export function foreign(value: TensorLike): TfTensor {
  if (isTensor(value)) return alive(value) as unknown as TfTensor;
  if (typeof value === 'number') return tf.scalar(value, 'float32');
  if (typeof value === 'boolean') return tf.scalar(value, 'bool');
  if (holdsStrings(value)) return fromStrings(stringArray(value));
  return fromArray(value instanceof NdArray ? value : ndArray(value as NestedArray | TypedArray));
}

function alive(tensor: Tensor): Tensor {
  if (!tensor.isDisposed) return tensor;
  throw new StateError({
    where: 'tensor',
    problem: `the tensor of shape ${formatShape(tensor.shape)} was disposed and has no values any more`,
    fix: 'dispose it after its last use; inside `tidy`, return it or use keep()',
  });
}

/**
 * A backend has been chosen.
 *
 * @throws {@link StateError} none has.
 */
export function requireBackend(): void {
  if (tf.engine().backendName) return;
  throw new StateError({
    where: 'tensor',
    problem: 'no backend is in use yet',
    fix: 'call `await useBackend()` once, before you make tensors or models',
  });
}

/** Copies an array to the backend; bytes become int32, which every backend has. */
export function fromArray(array: NdArray, dtype: TensorDataType = tensorType(array)): TfTensor {
  requireBackend();
  return tf.tensor(copyAs(array, dtype), [...array.shape], dtype);
}

/** A tensor of texts: on every backend they stay in ordinary memory. */
export function fromStrings({ data, shape }: StringArray): TfTensor {
  requireBackend();
  return tf.tensor([...data], [...shape], 'string');
}

/**
 * Runs a tfjs operation. Arrays and numbers carried to the backend for it are released with it; its complaints
 * become errors of ours that say where they arose.
 */
export function operation<Result>(where: string, run: () => Result): Result {
  try {
    return tf.engine().tidy(run as unknown as () => tf.TensorContainer) as Result;
  } catch (cause) {
    if (cause instanceof MyelinError || !(cause instanceof Error)) throw cause;
    throw translated(where, cause);
  }
}

/** A complaint of tfjs as the error of ours that it is. */
function translated(where: string, cause: Error): MyelinError {
  const problem = cause.message.replace(/\.?\s*$/, '');
  if (/index value|out of range|not in \[/i.test(problem)) {
    const fix = 'check the indices against the size of the axis';
    return new DataError({ where, problem, fix, cause });
  }
  if (/must be (a |an )?(float32|int32|bool|numeric|string)|dtype/i.test(problem)) {
    const fix = "turn the tensor into that element type first, for example with cast(x, 'float32')";
    return new DtypeError({ where, problem, fix, cause });
  }
  return new ShapeError({ where, problem, fix: 'check the shapes of the tensors', cause });
}

/** Storage of its own: what the caller does with the array later must not reach the tensor. */
function copyAs(array: NdArray, dtype: TensorDataType): Float32Array | Int32Array | Uint8Array {
  if (dtype === 'float32') return new Float32Array(array.data);
  if (dtype === 'int32') return new Int32Array(array.data);
  return Uint8Array.from(array.data, (value) => (value ? 1 : 0));
}

function tensorType(array: NdArray): TensorDataType {
  if (array.dtype === 'uint8') return 'int32';
  return array.dtype === 'float64' ? 'float32' : array.dtype;
}
