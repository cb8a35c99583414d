/** What users give to `apply` as tensors. */

import { NdArray } from '../arrays/nd-array.ts';
import { StringArray } from '../arrays/string-array.ts';
import { mapLeaves, type Structure } from '../structure/structure.ts';
import type { Tensors } from '../structure/tensors.ts';
import { tensor } from '../tensors/creation.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** Tensors in the structure of what is given. A list of nothing but numbers is one tensor, not a list of scalars. */
export function tensorsFrom(given: unknown): Tensors {
  return mapLeaves<TensorLike, Tensor>(given as Structure<TensorLike>, isTensorLike, (leaf) =>
    tensor(leaf),
  );
}

/** Arguments of a call with tensors for the arrays among them, alone or in lists and plain records. */
export function withTensorsFor<Call extends object>(options: Call): Call {
  const changed = (value: unknown): unknown => {
    if (value instanceof NdArray || value instanceof StringArray) return tensor(value);
    if (Array.isArray(value)) return value.map(changed);
    const isPlain =
      typeof value === 'object' &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype;
    if (!isPlain) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changed(item)]));
  };
  return changed(options) as Call;
}

function isTensorLike(value: unknown): value is TensorLike {
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
