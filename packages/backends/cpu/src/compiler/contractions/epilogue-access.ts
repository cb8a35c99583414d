/** How an operand of an epilogue lies beside a result that is seen as rows and columns. */

import type { Value } from '@myelin/program';

export type EpilogueAccess =
  /** One element for all. */
  | { readonly kind: 'scalar' }
  /** An element for each of the result, in the same order. */
  | { readonly kind: 'full' }
  /** An element for each column. */
  | { readonly kind: 'row' }
  /** An element for each row. */
  | { readonly kind: 'column' }
  /** Any other broadcasting: the offset of a row has to be computed from its number. */
  | {
      readonly kind: 'strided';
      /** In elements; the outermost axis of the rows first. */
      readonly axes: readonly Axis[];
      /** Whether there is an element for each column; else one for all columns. */
      readonly hasColumns: boolean;
    };

export interface Axis {
  readonly size: number;
  readonly stride: number;
}

/**
 * Access to `operand` as it is broadcast to `shape`, whose trailing axes make up the `columns` of the result;
 * undefined where they do not.
 */
export function epilogueAccess(
  operand: Value,
  shape: readonly number[],
  columns: number,
): EpilogueAccess | undefined {
  const axes = broadcastAxes(operand.shape, shape);
  const split = columnAxes(shape, columns);
  if (split === undefined) return undefined;
  const rows = merged(axes.slice(0, split));
  const columnAxis = merged(axes.slice(split));
  if (columnAxis.length > 1) return undefined;
  const [{ stride } = { stride: 0 }] = columnAxis;
  const hasColumns = stride === 1;
  const isConstant = rows.every((axis) => axis.stride === 0);
  if (isConstant) return { kind: hasColumns ? 'row' : 'scalar' };
  const [only] = rows;
  if (rows.length === 1 && only) {
    if (only.stride === columns && (hasColumns || columns === 1)) return { kind: 'full' };
    if (only.stride === 1 && !hasColumns) return { kind: 'column' };
  }
  return { kind: 'strided', axes: rows, hasColumns };
}

/** Where the trailing axes begin that have `columns` elements together. */
function columnAxes(shape: readonly number[], columns: number): number | undefined {
  let size = 1;
  for (let axis = shape.length; axis >= 0; axis--) {
    if (size === columns) return axis;
    size *= shape[axis - 1] ?? 1;
  }
  return undefined;
}

function broadcastAxes(operand: readonly number[], shape: readonly number[]): Axis[] {
  const missing = shape.length - operand.length;
  const axes: Axis[] = [];
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const own = operand[i - missing] ?? 1;
    axes.unshift({ size: shape[i] ?? 1, stride: own === 1 ? 0 : stride });
    stride *= own;
  }
  return axes;
}

/** The same elements with as few axes as possible; those of size 1 are left out. */
function merged(axes: readonly Axis[]): Axis[] {
  const result: Axis[] = [];
  for (const axis of axes) {
    if (axis.size === 1) continue;
    const outer = result.at(-1);
    if (outer && outer.stride === axis.stride * axis.size) {
      result.splice(-1, 1, { size: outer.size * axis.size, stride: axis.stride });
    } else result.push(axis);
  }
  return result;
}
