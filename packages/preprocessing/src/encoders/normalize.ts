import {
  ArgumentError,
  arrayFrom,
  describe,
  type NdArray,
  type NestedArray,
  normalizeAxis,
  requireKnownOptions,
  ShapeError,
  shapeSize,
  type TypedArray,
} from '@myelin/core';

export interface NormalizeOptions {
  /** The axis along which the norm is taken; a negative one counts from the end. @defaultValue `-1` */
  readonly axis?: number;
  /** Order of the norm, a number or ±Infinity: 2 for lengths, 1 for sums, Infinity for the largest. @defaultValue `2` */
  readonly order?: number;
}

/**
 * Vectors of length 1: `x / ‖x‖`, along one axis. Vectors of zeros stay as they are.
 *
 * @shape output as the input; float64 where the input is, else float32
 * @throws {@link ArgumentError} there is no such axis, or `order` is no number.
 * @source Keras 3 `utils.normalize`, whose NumPy form goes wrong for axis 0 and adds an axis to a vector
 * @example
 * normalize([[3, 4], [0, 0]], { order: 1 }).at(0, 0) // => 0.4285714328289032
 */
export function normalize(
  x: NestedArray | TypedArray | NdArray,
  options: NormalizeOptions = {},
): NdArray {
  const where = 'normalize';
  requireKnownOptions(where, options, ['axis', 'order']);
  const { axis = -1, order = 2 } = options;
  if (typeof order !== 'number' || Number.isNaN(order)) {
    throw new ArgumentError({
      where,
      problem: `\`order\` must be a number, received ${describe(order)}`,
      fix: 'pass for example { order: 2 }',
    });
  }
  const given = arrayFrom(where, x);
  if (given.rank === 0) {
    throw new ShapeError({
      where,
      problem: 'there must be at least one axis, received shape []',
      fix: 'pass for example [[3, 4]]',
    });
  }
  const made = given.map((value) => value);
  const { data, shape } = made;
  const at = normalizeAxis(where, axis, made.rank);
  const length = shape[at] as number;
  const inner = shapeSize(shape.slice(at + 1));
  for (let start = 0; start < data.length; start += length * inner) {
    for (let i = start; i < start + inner; i++) {
      const norm = normOf(data, i, inner, i + length * inner, order);
      if (norm === 0) continue;
      for (let k = i; k < i + length * inner; k += inner) data[k] = (data[k] as number) / norm;
    }
  }
  return made;
}

/** The norm of the numbers `from`, `from + step`, … below `to`. @source NumPy `linalg.norm` */
function normOf(
  data: ArrayLike<number>,
  from: number,
  step: number,
  to: number,
  order: number,
): number {
  if (!Number.isFinite(order)) {
    let extreme = order > 0 ? 0 : Number.POSITIVE_INFINITY;
    for (let at = from; at < to; at += step) {
      const size = Math.abs(data[at] as number);
      extreme = order > 0 ? Math.max(extreme, size) : Math.min(extreme, size);
    }
    return extreme;
  }
  let sum = 0;
  for (let at = from; at < to; at += step) {
    const size = Math.abs(data[at] as number);
    if (order === 2) sum += size * size;
    else if (order === 0) sum += Number(size !== 0);
    else sum += order === 1 ? size : size ** order;
  }
  if (order === 2) return Math.sqrt(sum);
  return order === 0 || order === 1 ? sum : sum ** (1 / order);
}
