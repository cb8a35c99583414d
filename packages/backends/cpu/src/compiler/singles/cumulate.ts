import { shapeSize } from '@myelin/core';
import type { Operation } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { elementBits, emitRun } from './run.ts';
import { inputOf, outputOf, type SingleCall, type SingleKernel } from './single-emitter.ts';

/** Sums or products of all elements so far, along an axis: `{ axis, exclusive, reverse }`. */
export function cumulate(what: 'sum' | 'product'): SingleKernel {
  return {
    refusal: (operation) => (inputOf(operation).dtype === 'bool' ? 'a bool input' : undefined),
    units: (operation) => shapeOf(operation).outer,
    emit: (call) => {
      const { dtype } = inputOf(call.operation);
      const isFloat = dtype === 'float32';
      const name = what === 'sum' ? 'add' : 'mul';
      const start = elementBits(what === 'sum' ? 0 : 1, dtype);
      emitCumulation(call, start, (f) => f.op(isFloat ? `f32x4.${name}` : `i32x4.${name}`));
    },
  };
}

function shapeOf(operation: Operation): { outer: number; length: number; inner: number } {
  const { shape } = inputOf(operation);
  const axis = Number(operation.attributes.axis);
  return {
    outer: shapeSize(shape.slice(0, axis)),
    length: shape[axis] ?? 1,
    inner: shapeSize(shape.slice(axis + 1)),
  };
}

/** Along the axis for four neighbors of the axes that follow; for one, where there are no others. */
function emitCumulation(
  { f, operation, context, begin, end }: SingleCall,
  start: number,
  combine: (f: FunctionBuilder) => unknown,
): void {
  const { exclusive, reverse } = operation.attributes;
  const { length, inner } = shapeOf(operation);
  const step = reverse === true ? -4 * inner : 4 * inner;
  const first = reverse === true ? 4 * inner * (length - 1) : 0;
  const [from, to, fromAt, toAt] = f.localsOf('i32', 4) as [Local, Local, Local, Local];
  const [total, next] = f.localsOf('v128', 2) as [Local, Local];
  f.i32(context.address(inputOf(operation)) + 4 * begin * length * inner + first).set(from);
  f.i32(context.address(outputOf(operation)) + 4 * begin * length * inner + first).set(to);
  f.repeat(end - begin, () => {
    emitRun(f, inner, [from, to], (offset, lanes) => {
      f.splatI32(start).set(total).get(from).set(fromAt).get(to).set(toAt);
      f.repeat(length, () => {
        f.get(total).get(fromAt).load(offset);
        combine(f);
        f.set(next);
        f.storeLanes(toAt, exclusive === true ? total : next, lanes, offset);
        f.get(next).set(total);
        f.advance(fromAt, step).advance(toAt, step);
      });
    });
    f.advance(from, 4 * length * inner).advance(to, 4 * length * inner);
  });
  f.release(from, to, fromAt, toAt, total, next);
}
