/** What users give to `apply` as tensors. */

import { NdArray } from '../arrays/nd-array.ts';
import { StringArray } from '../arrays/string-array.ts';
import { mapLeaves, type Structure } from '../structure/structure.ts';
import type { Tensors } from '../structure/tensors.ts';
import { tensor } from '../tensors/creation.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/**
 * Tensors in the structure of what is given. A list of nothing but numbers, however nested, is one tensor.
 *
 * @param isList - Whether it is a list of tensors that is wanted: then each of its items is one. @defaultValue `false`
 */
export function tensorsFrom(given: unknown, isList = false): Tensors {
  if (isList && Array.isArray(given)) return given.map((item) => tensorsFrom(item));
  return mapLeaves<TensorLike, Tensor>(given as Structure<TensorLike>, isTensorLike, (leaf) =>
    tensor(leaf),
  );
}

/** Whether this is one tensor, or numbers of one. */
export function isTensorLike(value: unknown): value is TensorLike {
  if (isHeld(value) || ArrayBuffer.isView(value)) return true;
  if (Array.isArray(value)) return !value.some(holdsStructure);
  return typeof value !== 'object' || value === null;
}

/** Whether a list that holds this is a list of several inputs. */
function holdsStructure(value: unknown): boolean {
  if (isHeld(value)) return true;
  if (Array.isArray(value)) return value.some(holdsStructure);
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}

const isHeld = (value: unknown): boolean =>
  isTensor(value) || value instanceof NdArray || value instanceof StringArray;
