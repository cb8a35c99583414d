/** Values that are known before the program runs. */

import type { DataType, Value } from '../../ir/program.ts';

/** A constant with the same element everywhere. Booleans are 0 and 1. */
export function filled(value: number, shape: readonly number[], dtype: DataType): Value {
  const element = asStored(value, dtype);
  return { shape, dtype, origin: { kind: 'constant', constant: { kind: 'fill', value: element } } };
}

/** A constant with an element for each place, row-major. */
export function constantOf(
  elements: Float32Array | Int32Array,
  shape: readonly number[],
  dtype: DataType,
): Value {
  return { shape, dtype, origin: { kind: 'constant', constant: { kind: 'elements', elements } } };
}

/** The element that the whole value consists of, if it is such a constant. */
export function fillOf({ origin }: Value): number | undefined {
  if (origin.kind !== 'constant') return undefined;
  return origin.constant.kind === 'fill' ? origin.constant.value : undefined;
}

/** Whether the value is `element` everywhere; zeros of either sign are alike. */
export const isFilledWith = (value: Value, element: number): boolean => fillOf(value) === element;

export const isConstant = ({ origin }: Value): boolean => origin.kind === 'constant';

/** What memory of that type makes of a number. */
export function asStored(value: number, dtype: DataType): number {
  if (dtype === 'float32') return Math.fround(value);
  if (dtype === 'int32') return value | 0;
  return value === 0 ? 0 : 1;
}
