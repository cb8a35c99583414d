import type { Constant, DataType } from '../ir/program.ts';

/** A copy of numbers as the constant that they are: a fill where all are alike. */
export function constantFrom(values: ArrayLike<number | boolean>, dtype: DataType): Constant {
  const first = Number(values[0]);
  if (values.length > 0 && allAre(values, first)) return { kind: 'fill', value: first };
  const elements =
    dtype === 'float32' ? Float32Array.from(values, Number) : Int32Array.from(values, Number);
  return { kind: 'elements', elements };
}

/** The numbers of a constant, in the array that tfjs keeps such tensors in. */
export function elementsOf(
  constant: Constant,
  size: number,
  dtype: DataType,
): Float32Array | Int32Array | Uint8Array {
  const elements = dtype === 'float32' ? Float32Array : dtype === 'int32' ? Int32Array : Uint8Array;
  if (constant.kind === 'elements') return new elements(constant.elements);
  return new elements(size).fill(constant.value);
}

/** -0 and 0 are two numbers here, and NaN is one. */
export function sameConstant(a: Constant, b: Constant): boolean {
  if (a === b) return true;
  if (a.kind === 'fill') return b.kind === 'fill' && Object.is(a.value, b.value);
  if (b.kind === 'fill' || a.elements.length !== b.elements.length) return false;
  const other = b.elements;
  return a.elements.every((value, i) => Object.is(value, other[i]));
}

function allAre(values: ArrayLike<number | boolean>, first: number): boolean {
  for (let i = 0; i < values.length; i++) if (!Object.is(Number(values[i]), first)) return false;
  return true;
}
