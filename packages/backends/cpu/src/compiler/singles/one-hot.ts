import { shapeSize } from '@myelin/core';
import type { Local } from '../wasm/function-builder.ts';
import { elementBits, emitFillRun } from './run.ts';
import { inputOf, outputOf, type SingleKernel } from './single-emitter.ts';

/** A row for each index: `onValue` at its place, `offValue` elsewhere; nowhere for indices that are out of range. */
export const oneHot: SingleKernel = {
  refusal: (operation) =>
    inputOf(operation).dtype === 'int32' ? undefined : 'indices that are not int32',
  units: (operation) => shapeSize(inputOf(operation).shape),
  emit: ({ f, operation, context, begin, end }) => {
    const { attributes } = operation;
    const { dtype } = outputOf(operation);
    const depth = Number(attributes.depth);
    const on = elementBits(Number(attributes.onValue ?? 1), dtype);
    const off = elementBits(Number(attributes.offValue ?? 0), dtype);
    const [to, place, index] = f.localsOf('i32', 3) as [Local, Local, Local];
    f.i32(context.address(outputOf(operation)) + 4 * depth * begin).set(to);
    emitFillRun(f, to, depth * (end - begin), off);
    f.i32(context.address(inputOf(operation)) + 4 * begin).set(place);
    f.repeat(end - begin, () => {
      f.get(place).memory('i32.load').tee(index).i32(depth).op('i32.lt_u');
      f.ifElse(() => {
        f.get(index).i32(2).op('i32.shl').get(to).op('i32.add');
        f.i32(on).memory('i32.store');
      });
      f.advance(to, 4 * depth).advance(place, 4);
    });
    f.release(to, place, index);
  },
};
