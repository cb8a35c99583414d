import type { TensorLike } from '@myelin/core';
import {
  DtypeError,
  holdsStrings,
  isTensor,
  NdArray,
  StringArray,
  stringArray,
  stringsOf,
} from '@myelin/core';

/** Data as texts in ordinary memory. @throws {@link DtypeError} they are numbers. */
export function stringsFrom(where: string, data: TensorLike): StringArray {
  if (isTensor(data) && data.dtype === 'string') return stringsOf(data);
  if (holdsStrings(data)) return stringArray(data);
  if (Array.isArray(data) && data.flat(Number.POSITIVE_INFINITY).length === 0) {
    return new StringArray([], [0]);
  }
  const dtype = isTensor(data) || data instanceof NdArray ? data.dtype : 'numbers';
  throw new DtypeError({
    where,
    problem: `the input must be texts, received ${dtype}`,
    fix: "pass for example [['a', 'b']], or turn numbers into texts first",
  });
}
