/** Operations that move elements about and change none of them. */

import * as tf from '@tensorflow/tfjs-core';
import type { TensorDataType } from '../arrays/data-type.ts';
import { foreign, operation, own } from './boundary.ts';
import { joinedAxes } from './joined-axes.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/** More axes than these tfjs's webgl kernel cannot pad, nor differentiate a slice of: some are joined then. */
const PADDED_AXES = 4;

/** The same elements under another shape; one size may be -1. */
export function reshape(x: TensorLike, shape: readonly number[]): Tensor {
  return operation('reshape', () => own(tf.reshape(foreign(x), [...shape])));
}

/** Inserts an axis of size 1. */
export function expandDims(x: TensorLike, axis = 0): Tensor {
  return operation('expandDims', () => own(tf.expandDims(foreign(x), axis)));
}

/** Removes axes of size 1: those listed, or all. */
export function squeeze(x: TensorLike, axis?: readonly number[]): Tensor {
  return operation('squeeze', () => own(tf.squeeze(foreign(x), axis ? [...axis] : undefined)));
}

/** Axes in another order; without `permutation` they are reversed. */
export function transpose(x: TensorLike, permutation?: readonly number[]): Tensor {
  return operation('transpose', () =>
    own(tf.transpose(foreign(x), permutation ? [...permutation] : undefined)),
  );
}

/** Joins tensors along an axis that exists. */
export function concat(tensors: readonly Tensor[], axis = 0): Tensor {
  return operation('concat', () => own(tf.concat(tensors.map(foreign), axis)));
}

/** Joins tensors along a new axis. */
export function stack(tensors: readonly Tensor[], axis = 0): Tensor {
  return operation('stack', () => own(tf.stack(tensors.map(foreign), axis)));
}

/** Takes an axis apart, into as many tensors as it has entries. */
export function unstack(x: TensorLike, axis = 0): Tensor[] {
  return operation('unstack', () => {
    const tensor = foreign(x);
    // tfjs 4.22 cannot differentiate `unstack` where there is one entry only.
    if (tensor.shape.at(axis) === 1) return [own(tf.squeeze(tensor, [axis]))];
    return tf.unstack(tensor, axis).map(own);
  });
}

/** Cuts an axis into equal parts, or into parts of the given sizes. */
export function split(x: TensorLike, parts: number | readonly number[], axis = 0): Tensor[] {
  return operation('split', () => {
    const tensor = foreign(x);
    // As with `unstack`: one part cannot be differentiated.
    if (parts === 1) return [own(tf.reshape(tensor, tensor.shape))];
    return tf.split(tensor, typeof parts === 'number' ? parts : [...parts], axis).map(own);
  });
}

/** The block that begins at `begin` and has `size` entries along each axis; -1 means to the end. */
export function slice(x: TensorLike, begin: readonly number[], size?: readonly number[]): Tensor {
  return operation('slice', () => {
    const source = foreign(x);
    if (source.rank <= PADDED_AXES) return own(tf.slice(source, [...begin], size && [...size]));
    const { shape } = source;
    const starts = shape.map((_, axis) => begin[axis] ?? 0);
    const lengths = shape.map((all, axis) => {
      const length = size?.[axis] ?? -1;
      return length === -1 ? all - (starts[axis] ?? 0) : length;
    });
    const joined = joinedAxes(shape, (axis) => lengths[axis] === shape[axis]);
    const block = tf.slice(
      tf.reshape(
        source,
        joined.map(({ size: all }) => all),
      ),
      joined.map(({ axis, inner }) => (starts[axis] ?? 0) * inner),
      joined.map(({ axis, inner }) => (lengths[axis] ?? 0) * inner),
    );
    return own(tf.reshape(block, lengths));
  });
}

/** Entries of one axis at whole-number indices. */
export function gather(x: TensorLike, indices: TensorLike, axis = 0): Tensor {
  return operation('gather', () =>
    own(tf.gather(foreign(x), tf.cast(foreign(indices), 'int32'), axis)),
  );
}

/** Adds `[before, after]` entries of a constant to each axis. */
export function pad(
  x: TensorLike,
  paddings: readonly (readonly [before: number, after: number])[],
  value = 0,
): Tensor {
  return operation('pad', () => {
    const source = foreign(x);
    const edges = paddings.map(([before, after]): [number, number] => [before, after]);
    const { rank, shape } = source;
    if (rank <= PADDED_AXES || edges.length !== rank) return own(tf.pad(source, edges, value));
    const edgesOf = (axis: number): [number, number] => edges[axis] ?? [0, 0];
    const joined = joinedAxes(shape, (axis) => edgesOf(axis).every((count) => count === 0));
    const padded = tf.pad(
      tf.reshape(
        source,
        joined.map(({ size }) => size),
      ),
      joined.map(({ axis, inner }) => {
        const [before, after] = edgesOf(axis);
        return [before * inner, after * inner];
      }),
      value,
    );
    return own(
      tf.reshape(
        padded,
        shape.map((size, axis) => size + edgesOf(axis)[0] + edgesOf(axis)[1]),
      ),
    );
  });
}

/** Repeats the whole tensor along each axis. */
export function tile(x: TensorLike, repetitions: readonly number[]): Tensor {
  return operation('tile', () => own(tf.tile(foreign(x), [...repetitions])));
}

/** Turns axes around. */
export function reverse(x: TensorLike, axis?: number | readonly number[]): Tensor {
  return operation('reverse', () => {
    const from = foreign(x);
    const axes = typeof axis === 'number' ? [axis] : (axis ?? from.shape.keys());
    const turned = new Set([...axes].map((one) => (one < 0 ? one + from.rank : one)));
    if (from.rank <= 4) return own(tf.reverse(from, [...turned]));
    const runs = runsOf(from.shape, turned);
    const sizes = runs.map(({ size }) => size);
    const dims = runs.flatMap(({ isTurned }, i) => (isTurned ? [i] : []));
    return own(tf.reshape(tf.reverse(tf.reshape(from, sizes), dims), from.shape));
  });
}

/** Neighboring axes that are turned around, or not, as one: WebGL turns around up to four. */
function runsOf(
  shape: readonly number[],
  turned: ReadonlySet<number>,
): readonly { readonly size: number; readonly isTurned: boolean }[] {
  const runs: { size: number; isTurned: boolean }[] = [];
  for (const [axis, size] of shape.entries()) {
    const isTurned = turned.has(axis);
    const last = runs.at(-1);
    if (last?.isTurned === isTurned) last.size *= size;
    else runs.push({ size, isTurned });
  }
  return runs;
}

/** Repeats axes of size 1 until the shape is `shape`. */
export function broadcastTo(x: TensorLike, shape: readonly number[]): Tensor {
  return operation('broadcastTo', () => own(tf.broadcastTo(foreign(x), [...shape])));
}

/** The same values in another element type. */
export function cast(x: TensorLike, dtype: TensorDataType): Tensor {
  return operation('cast', () => own(tf.cast(foreign(x), dtype)));
}
