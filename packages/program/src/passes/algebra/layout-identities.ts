/** Moves that move nothing, or that the next operation can do itself. */

import type { Value } from '../../ir/program.ts';
import { sameShape } from '../rewriting/broadcast.ts';
import { operand, resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';
import { byKernel } from '../rewriting/rewrite-program.ts';

const permutationIn = (attributes: Readonly<Record<string, unknown>>): readonly number[] =>
  attributes.perm as readonly number[];

const isAscending = (axes: readonly number[]): boolean =>
  axes.every((axis, i) => i === 0 || axis > (axes[i - 1] ?? 0));

const transpose: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const permutation = permutationIn(operation.attributes);
  const { shape, dtype } = resultOf(operation);
  // Axes of size 1 may stand anywhere: only the order of the others is an order of elements.
  if (isAscending(permutation.filter((axis) => x.shape[axis] !== 1))) return make.reshape(x, shape);
  const inner = make.madeBy('Transpose', x);
  if (!inner) return undefined;
  const first = permutationIn(inner.attributes);
  const perm = permutation.map((axis) => first[axis] ?? axis);
  return make.call('Transpose', { x: operand(inner, 0) }, { shape, dtype }, { perm });
};

/** What `x` is the matrix-wise transpose of. */
function untransposed(make: OperationMaker, x: Value): Value | undefined {
  const maker = make.madeBy('Transpose', x);
  const rank = x.shape.length;
  if (!maker || rank < 2) return undefined;
  const swapped = [...x.shape.keys()];
  swapped.splice(rank - 2, 2, rank - 1, rank - 2);
  return sameShape(permutationIn(maker.attributes), swapped) ? operand(maker, 0) : undefined;
}

const product: Rewrite = (operation, make) => {
  const a = operand(operation, 0);
  const b = operand(operation, 1);
  const plainA = untransposed(make, a);
  const plainB = untransposed(make, b);
  if (!plainA && !plainB) return undefined;
  const { transposeA, transposeB } = operation.attributes;
  const inputs = { a: plainA ?? a, b: plainB ?? b };
  return make.call('BatchMatMul', inputs, resultOf(operation), {
    transposeA: (transposeA === true) !== (plainA !== undefined),
    transposeB: (transposeB === true) !== (plainB !== undefined),
  });
};

const slice: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const { shape, dtype } = resultOf(operation);
  if (sameShape(x.shape, shape)) return x;
  const inner = make.madeBy('Slice', x);
  if (!inner) return undefined;
  const outerBegin = operation.attributes.begin as readonly number[];
  const innerBegin = inner.attributes.begin as readonly number[];
  const begin = outerBegin.map((start, axis) => start + (innerBegin[axis] ?? 0));
  return make.call('Slice', { x: operand(inner, 0) }, { shape, dtype }, { begin, size: shape });
};

const pad: Rewrite = (operation) => {
  const x = operand(operation, 0);
  return sameShape(x.shape, resultOf(operation).shape) ? x : undefined;
};

const reverse: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const dims = operation.attributes.dims as readonly number[];
  const real = dims.filter((axis) => x.shape[axis] !== 1);
  if (real.length === 0) return x;
  const inner = make.madeBy('Reverse', x);
  if (inner) {
    // What is turned around twice is as it was.
    const before = inner.attributes.dims as readonly number[];
    const once = [...real, ...before].filter(
      (axis) => !(real.includes(axis) && before.includes(axis)),
    );
    return make.call('Reverse', { x: operand(inner, 0) }, resultOf(operation), { dims: once });
  }
  if (real.length === dims.length) return undefined;
  return make.call('Reverse', { x }, resultOf(operation), { dims: real });
};

export const layoutIdentities: Rewrite = byKernel({
  Transpose: transpose,
  BatchMatMul: product,
  Slice: slice,
  PadV2: pad,
  MirrorPad: pad,
  Reverse: reverse,
});
