import type { Tensor } from '@myelin/core';
import {
  add,
  cast,
  equal,
  gather,
  lessEqual,
  mul,
  scalar,
  tensor,
  where,
  zerosLike,
} from '@myelin/core';

/**
 * The value that belongs to each element's key, and `-1` where there is no such key: a binary search for all elements at
 * once, in operations that programs can hold.
 *
 * @param x - Whole numbers, int32.
 * @param values - Whole numbers of at least 0 by key.
 */
export function valuesByKey(x: Tensor, values: ReadonlyMap<number, number>): Tensor {
  const sorted = [...values].sort(([a], [b]) => a - b);
  const last = sorted.at(-1);
  if (!last) return add(mul(x, scalar(0, 'int32')), scalar(-1, 'int32'));
  const size = 2 ** Math.ceil(Math.log2(sorted.length));
  // A power of 2, so that no step leads past the end.
  const padded = Array.from({ length: size }, (_, i) => sorted[i] ?? last);
  const keys = tensor(Int32Array.from(padded, ([key]) => key));
  let at: Tensor = zerosLike(x);
  for (let step = size / 2; step >= 1; step /= 2) {
    const reached = lessEqual(gather(keys, add(at, scalar(step, 'int32'))), x);
    at = add(at, mul(cast(reached, 'int32'), scalar(step, 'int32')));
  }
  const found = gather(tensor(Int32Array.from(padded, ([, value]) => value)), at);
  return where(equal(gather(keys, at), x), found, scalar(-1, 'int32'));
}
