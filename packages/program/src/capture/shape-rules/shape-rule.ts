import type { Attributes, DataType } from '../../ir/program.ts';

/** What is known of a tensor before it is computed. */
export interface TensorType {
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** Types of a kernel's inputs by the names that the kernel knows them by. */
export type Operands = Readonly<Record<string, TensorType>>;

/** Types of what a kernel makes of its inputs: one, or a list from kernels that answer with a list. */
export type ShapeRule = (
  operands: Operands,
  attributes: Attributes,
) => TensorType | readonly TensorType[];

/** Rules by the names of kernels. */
export type ShapeRules = Readonly<Record<string, ShapeRule>>;

/** The input of that name. */
export function operand(operands: Operands, name: string): TensorType {
  const found = operands[name];
  if (found) return found;
  throw new Error(`the kernel has no input "${name}", only ${Object.keys(operands).join(', ')}`);
}

/** One rule for several kernels. */
export function forAll(kernels: readonly string[], rule: ShapeRule): ShapeRules {
  return Object.fromEntries(kernels.map((kernel) => [kernel, rule]));
}

const byGenerality: readonly DataType[] = ['bool', 'int32', 'float32'];

/** The more general of two element types. */
export function upcast(a: DataType, b: DataType): DataType {
  return byGenerality.indexOf(a) > byGenerality.indexOf(b) ? a : b;
}

/** Axes counted from the front, each once and in order; all for null and undefined. */
export function listAxes(
  axis: number | readonly number[] | null | undefined,
  rank: number,
): number[] {
  if (axis === null || axis === undefined) return Array.from({ length: rank }, (_, i) => i);
  const list = typeof axis === 'number' ? [axis] : axis;
  const positive = list.map((one) => (one < 0 ? one + rank : one));
  return [...new Set(positive)].sort((a, b) => a - b);
}
