/** What only renames axes is a reshape, what repeats along axes of size 1 a broadcast, and cutting is slicing. */

import type { Operation, Value } from '../../ir/program.ts';
import { withAttributes } from '../rewriting/attributes.ts';
import { axesOf, axisFromFront, operand, resultOf } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

const identity: Rewrite = (operation) => operand(operation, 0);

const reshape: Rewrite = (operation, make) => {
  const { shape } = resultOf(operation);
  if (operation.kernel === 'Reshape') return withAttributes(operation, make, { shape });
  return make.reshape(operand(operation, 0), shape);
};

const broadcast: Rewrite = (operation, make) =>
  withAttributes(operation, make, { shape: resultOf(operation).shape });

/** An axis `a` repeated `r` times is `[1, a]` stretched to `[r, a]`, seen as one axis again. */
const tile: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const repetitions = operation.attributes.reps as readonly number[];
  const split: number[] = [];
  const stretched: number[] = [];
  for (const [axis, size] of x.shape.entries()) {
    const times = repetitions[axis] ?? 1;
    if (times !== 1 && size !== 1) {
      split.push(1);
      stretched.push(times);
    }
    split.push(size);
    stretched.push(size === 1 ? times : size);
  }
  const repeated = make.broadcast(make.reshape(x, split), stretched);
  return make.reshape(repeated, resultOf(operation).shape);
};

/** Parts of an axis, one after the other. */
function parts(operation: Operation, make: OperationMaker, axis: number, sizes: readonly number[]) {
  const x = operand(operation, 0);
  let start = 0;
  return sizes.map((size) => {
    const begin = x.shape.map((_, i) => (i === axis ? start : 0));
    const shape = x.shape.map((all, i) => (i === axis ? size : all));
    start += size;
    return make.call('Slice', { x }, { shape, dtype: x.dtype }, { begin, size: shape });
  });
}

const splitV: Rewrite = (operation, make) => {
  const axis = axisIn(operation, operand(operation, 0));
  return parts(
    operation,
    make,
    axis,
    operation.outputs.map(({ shape }) => shape[axis] ?? 1),
  );
};

const unpack: Rewrite = (operation, make) => {
  const axis = axisIn(operation, operand(operation, 0));
  const ones = operation.outputs.map(() => 1);
  return parts(operation, make, axis, ones).map((part, i) =>
    make.reshape(part, resultOf(operation, i).shape),
  );
};

const pack: Rewrite = (operation, make) => {
  const { shape, dtype } = resultOf(operation);
  const axis = axisFromFront((operation.attributes.axis ?? 0) as number, shape.length);
  const thin = shape.map((size, i) => (i === axis ? 1 : size));
  const slices = operation.inputs.map((input) => make.reshape(input, thin));
  if (slices.length === 1) return slices[0];
  return make.call('Concat', slices, { shape, dtype }, { axis });
};

const concat: Rewrite = (operation, make) => {
  const { shape, dtype } = resultOf(operation);
  const axis = axisIn(operation, resultOf(operation));
  const filledParts = operation.inputs.filter((input) => !input.shape.includes(0));
  const only = filledParts[0];
  if (filledParts.length === 1 && only) return only;
  const whole = filledParts.length === operation.inputs.length || filledParts.length === 0;
  if (whole) return withAttributes(operation, make, { axis });
  return make.call('Concat', filledParts, { shape, dtype }, { axis });
};

const slice: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const { begin } = operation.attributes;
  const given = Array.isArray(begin) ? (begin as readonly number[]) : [begin as number];
  const complete = x.shape.map((_, axis) => given[axis] ?? 0);
  return withAttributes(operation, make, { begin: complete, size: resultOf(operation).shape });
};

const reverse: Rewrite = (operation, make) => {
  const { shape } = operand(operation, 0);
  const dims = axesOf(operation.attributes.dims, shape.length);
  return withAttributes(operation, make, { dims });
};

const gather: Rewrite = (operation, make) => {
  const { axis, batchDims = 0 } = operation.attributes;
  const rank = operand(operation, 0).shape.length;
  const from = axisFromFront((axis ?? 0) as number, rank);
  return withAttributes(operation, make, { axis: from, batchDims });
};

const axisIn = ({ attributes }: Operation, { shape }: Value): number =>
  axisFromFront((attributes.axis ?? 0) as number, shape.length);

export const shapingRewrites: Readonly<Record<string, Rewrite>> = {
  Identity: identity,
  Reshape: reshape,
  ExpandDims: reshape,
  Squeeze: reshape,
  Flatten: reshape,
  BroadcastTo: broadcast,
  Tile: tile,
  SplitV: splitV,
  Split: splitV,
  Unpack: unpack,
  Pack: pack,
  Concat: concat,
  Slice: slice,
  Reverse: reverse,
  GatherV2: gather,
};
