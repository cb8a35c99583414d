import type { Tensor } from '@myelin/core';
import { pad, reshape, shapeSize, slice } from '@myelin/core';

/** Entries of one axis at equal distances. */
export interface Comb {
  readonly begin: number;
  readonly step: number;
  readonly count: number;
}

/** The entries `begin`, `begin + step`, … of an axis, `count` of them. Unlike tfjs's strided slice it has a gradient. */
export function everyNth(x: Tensor, axis: number, { begin, step, count }: Comb): Tensor {
  const length = x.shape[axis] ?? 0;
  // One entry needs no step, which may be larger than the axis.
  const wanted = count === 1 ? 1 : count * step;
  const whole = withLength(x, axis, begin, Math.min(wanted, length - begin));
  if (step === 1 || count === 1) return whole;
  const missing = count * step - (whole.shape[axis] ?? 0);
  const filled = missing > 0 ? pad(whole, along(x, axis, [0, missing], [0, 0])) : whole;
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const rows = reshape(filled, [shapeSize(before) * count, step, shapeSize(after)]);
  return reshape(slice(rows, [0, 0, 0], [-1, 1, -1]), [...before, count, ...after]);
}

/** A block of an axis. */
function withLength(x: Tensor, axis: number, begin: number, length: number): Tensor {
  if (begin === 0 && length === x.shape[axis]) return x;
  return slice(x, along(x, axis, begin, 0), along(x, axis, length, -1));
}

/** `own` for one axis, `others` for all others. */
const along = <Value>(x: Tensor, axis: number, own: Value, others: Value): Value[] =>
  x.shape.map((_, i) => (i === axis ? own : others));
