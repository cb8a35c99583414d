/** Axes that differently shaped values of equally many elements have in common, and how operands lie along them. */

/**
 * The coarsest axes into which all shapes can be divided, outermost first, none of size 1. Undefined where the borders
 * of their axes cross, as those of `[4, 6]` and `[6, 4]` do.
 */
export function commonAxes(shapes: readonly (readonly number[])[]): readonly number[] | undefined {
  const borders = new Set<number>();
  for (const shape of shapes) {
    let size = 1;
    for (const axis of [...shape].reverse()) {
      size *= axis;
      if (size > 1) borders.add(size);
    }
  }
  const axes: number[] = [];
  let inner = 1;
  for (const border of [...borders].sort((a, b) => a - b)) {
    if (border % inner !== 0) return undefined;
    axes.unshift(border / inner);
    inner = border;
  }
  return axes;
}

/**
 * Steps, in elements, that an operand takes along each of the axes when it is broadcast to `shape`; 0 where it is
 * repeated. The axes divide `shape`.
 *
 * @param whole - Shape of what the operand is a part of in memory.
 */
export function stridesOver(
  axes: readonly number[],
  shape: readonly number[],
  operand: readonly number[],
  whole: readonly number[] = operand,
): readonly number[] {
  const strides = axes.map(() => 0);
  let axis = axes.length;
  let operandStride = 1;
  for (let back = 1; back <= shape.length; back++) {
    const size = shape[shape.length - back] ?? 1;
    const own = operand[operand.length - back] ?? 1;
    let stride = own === 1 ? 0 : operandStride;
    operandStride *= whole[whole.length - back] ?? 1;
    for (let left = size; left > 1; ) {
      axis--;
      const part = axes[axis] ?? left;
      strides[axis] = stride;
      stride *= part;
      left /= part;
    }
  }
  return strides;
}

/** Groups of neighboring axes that every operand walks through as one. */
export function mergeableAxes(
  axes: readonly number[],
  patterns: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (const [axis, size] of axes.entries()) {
    const group = groups.at(-1);
    const joins =
      group !== undefined &&
      patterns.every((strides) => strides[axis - 1] === (strides[axis] ?? 0) * size);
    if (joins) group.push(axis);
    else groups.push([axis]);
  }
  return groups;
}
