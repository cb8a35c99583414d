import { backend_util } from '@tensorflow/tfjs-core';

/** How a result of two broadcast operands is made row by row. */
export interface BroadcastPlan {
  /** Shape of the result. */
  readonly shape: number[];
  /** Elements of a row: the innermost axes, joined as far as both operands walk through them evenly. */
  readonly rowSize: number;
  readonly rows: {
    /** Number of rows. */
    readonly length: number;
    /** Where each row begins in the first operand. */
    readonly a: Int32Array;
    /** Where each row begins in the second operand. */
    readonly b: Int32Array;
    /** How the first operand advances within a row: 1, or 0 where one element is repeated. */
    readonly stepA: 0 | 1;
    /** How the second operand advances within a row. */
    readonly stepB: 0 | 1;
  };
}

/** One axis of the result, or several that were joined. */
interface Axis {
  readonly size: number;
  /** Whether the operand has the axis; else its elements are repeated along it. */
  readonly a: boolean;
  readonly b: boolean;
}

/**
 * The plan for two shapes.
 *
 * @throws an Error if the shapes do not broadcast.
 */
export function broadcast(a: readonly number[], b: readonly number[]): BroadcastPlan {
  const shape = backend_util.assertAndGetBroadcastShape([...a], [...b]);
  const axes = joinedAxes(shape, a, b);
  const row = axes.pop() ?? { size: 1, a: false, b: false };
  return {
    shape,
    rowSize: row.size,
    rows: {
      length: axes.reduce((product, { size }) => product * size, 1),
      a: offsets(axes, 'a', row.a ? row.size : 1),
      b: offsets(axes, 'b', row.b ? row.size : 1),
      stepA: row.a ? 1 : 0,
      stepB: row.b ? 1 : 0,
    },
  };
}

/** Axes of the result; neighbors along which the same operands are repeated become one. */
function joinedAxes(shape: readonly number[], a: readonly number[], b: readonly number[]): Axis[] {
  const axes: Axis[] = [];
  for (const [i, size] of shape.entries()) {
    if (size === 1) continue;
    const own = (operand: readonly number[]): boolean =>
      (operand[i - (shape.length - operand.length)] ?? 1) !== 1;
    const axis = { size, a: own(a), b: own(b) };
    const before = axes.at(-1);
    if (before && before.a === axis.a && before.b === axis.b) {
      axes[axes.length - 1] = { ...axis, size: before.size * size };
    } else {
      axes.push(axis);
    }
  }
  return axes;
}

/** Where each row begins in one operand, for rows in the order of the result. */
function offsets(axes: readonly Axis[], operand: 'a' | 'b', rowSize: number): Int32Array {
  let starts = Int32Array.of(0);
  let stride = rowSize;
  for (const axis of [...axes].reverse()) {
    const step = axis[operand] ? stride : 0;
    const longer = new Int32Array(axis.size * starts.length);
    for (let i = 0; i < axis.size; i++) {
      for (let j = 0; j < starts.length; j++) {
        longer[i * starts.length + j] = i * step + (starts[j] as number);
      }
    }
    starts = longer;
    if (axis[operand]) stride *= axis.size;
  }
  return starts;
}
