import { shapeSize } from '@myelin/core';
import type { Local } from '../wasm/function-builder.ts';
import type { PlainInstruction } from '../wasm/instructions.ts';
import { inputOf, outputOf, type SingleKernel } from './single-emitter.ts';

/**
 * The largest elements of each row and their places, largest first, equal ones in the order of their places, whether
 * or not `sorted` asks for it. For each of them the row is searched for what comes next after the one before: `k` is
 * small in practice. NaN counts as smaller than all numbers.
 */
export const topK: SingleKernel = {
  refusal: (operation) => (inputOf(operation).dtype === 'bool' ? 'a bool input' : undefined),
  units: (operation) => shapeSize(inputOf(operation).shape.slice(0, -1)),
  work: (operation) => shapeSize(inputOf(operation).shape) * Number(operation.attributes.k ?? 1),
  emit: ({ f, operation, context, begin, end }) => {
    const input = inputOf(operation);
    const k = Number(operation.attributes.k ?? 1);
    const length = input.shape.at(-1) ?? 1;
    const isFloat = input.dtype === 'float32';
    const type = isFloat ? 'f32' : 'i32';
    const greater: PlainInstruction = isFloat ? 'f32.gt' : 'i32.gt_s';
    const equal: PlainInstruction = isFloat ? 'f32.eq' : 'i32.eq';
    const lowest = (): unknown => (isFloat ? f.f32(-Infinity) : f.i32(-(2 ** 31)));
    const highest = (): unknown => (isFloat ? f.f32(Infinity) : f.i32(2 ** 31 - 1));
    const [from, values, places, at, place, bestAt, lastAt] = f.localsOf('i32', 7) as Local7;
    const [best, last, value] = f.localsOf(type, 3) as [Local, Local, Local];
    f.i32(context.address(input) + 4 * length * begin).set(from);
    f.i32(context.address(outputOf(operation, 0)) + 4 * k * begin).set(values);
    f.i32(context.address(outputOf(operation, 1)) + 4 * k * begin).set(places);
    f.repeat(end - begin, () => {
      highest();
      f.set(last).i32(-1).set(lastAt);
      f.repeat(k, () => {
        lowest();
        f.set(best).i32(-1).set(bestAt);
        f.get(from).set(at).i32(0).set(place);
        f.repeat(length, () => {
          f.get(at).memory(`${type}.load`).set(value);
          if (isFloat) {
            f.get(value);
            lowest();
            f.get(value).get(value).op(equal).op('select').set(value);
          }
          // After the last one: smaller, or equal and further on.
          f.get(last).get(value).op(greater);
          f.get(value).get(last).op(equal).get(place).get(lastAt).op('i32.gt_s').op('i32.and');
          f.op('i32.or');
          // Better than the best so far, or the first at all.
          f.get(value).get(best).op(greater).get(bestAt).i32(-1).op('i32.eq').op('i32.or');
          f.op('i32.and');
          f.ifElse(() => {
            f.get(value).set(best).get(place).set(bestAt);
          });
          f.advance(at, 4).advance(place, 1);
        });
        f.get(values)
          .get(from)
          .get(bestAt)
          .i32(2)
          .op('i32.shl')
          .op('i32.add')
          .memory('i32.load')
          .memory('i32.store');
        f.get(places).get(bestAt).memory('i32.store');
        f.get(best).set(last).get(bestAt).set(lastAt);
        f.advance(values, 4).advance(places, 4);
      });
      f.advance(from, 4 * length);
    });
    f.release(from, values, places, at, place, bestAt, lastAt, best, last, value);
  },
};

type Local7 = [Local, Local, Local, Local, Local, Local, Local];
