/** Tensors made of attributes alone are constants; one-hot rows are a comparison. */

import type { DataType } from '../../ir/program.ts';
import { asStored, constantOf, filled } from '../rewriting/constants.ts';
import { operand, resultOf } from '../rewriting/operands.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

const fill: Rewrite = (operation) => {
  const { shape, dtype } = resultOf(operation);
  return filled(Number(operation.attributes.value), shape, dtype);
};

const like =
  (value: number): Rewrite =>
  (operation) => {
    const { shape, dtype } = resultOf(operation);
    return filled(value, shape, dtype);
  };

/** tfjs adds the step up in the type of the result, and so does this. */
function sequence(start: number, step: number, count: number, dtype: DataType) {
  const elements = dtype === 'float32' ? new Float32Array(count) : new Int32Array(count);
  let value = asStored(start, dtype);
  for (let i = 0; i < count; i++) {
    elements[i] = value;
    value = asStored(value + step, dtype);
  }
  return constantOf(elements, [count], dtype);
}

const linSpace: Rewrite = (operation) => {
  const { start, stop, num } = operation.attributes as { [name: string]: number };
  if (start === undefined || stop === undefined || num === undefined) return undefined;
  return sequence(start, num > 1 ? (stop - start) / (num - 1) : 0, num, 'float32');
};

const range: Rewrite = (operation) => {
  const { start, stop, step = 1 } = operation.attributes as { [name: string]: number };
  if (start === undefined || stop === undefined) return undefined;
  const { shape, dtype } = resultOf(operation);
  const downward = stop < start && step === 1;
  return sequence(start, downward ? -1 : step, shape[0] ?? 0, dtype);
};

/** `indices[…, 1] = 0 … depth - 1`: unlike the kernel, it is element-wise and joins the loop that reads it. */
const oneHot: Rewrite = (operation, make) => {
  const { depth, onValue = 1, offValue = 0 } = operation.attributes as { [name: string]: number };
  if (depth === undefined) return undefined;
  const indices = make.cast(operand(operation, 0), 'int32');
  const { dtype } = resultOf(operation);
  const column = make.reshape(indices, [...indices.shape, 1]);
  const chosen = make.binary('Equal', column, sequence(0, 1, depth, 'int32'));
  if (onValue === 1 && offValue === 0) return make.cast(chosen, dtype);
  return make.select(chosen, filled(onValue, [], dtype), filled(offValue, [], dtype));
};

export const creationRewrites: Readonly<Record<string, Rewrite>> = {
  Fill: fill,
  ZerosLike: like(0),
  OnesLike: like(1),
  LinSpace: linSpace,
  Range: range,
  OneHot: oneHot,
};
