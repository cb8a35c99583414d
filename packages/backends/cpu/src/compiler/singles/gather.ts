import { shapeSize } from '@myelin/core';
import type { Local } from '../wasm/function-builder.ts';
import { stridesOf } from './box.ts';
import { emitClampedIndex } from './row-index.ts';
import { emitCopyRun } from './run.ts';
import { namedInput, outputOf, type SingleCall, type SingleKernel } from './single-emitter.ts';

interface GatherShape {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  /** Indices of each batch. */
  readonly indices: number;
  readonly batches: number;
}

function gatherShape({ operation }: Pick<SingleCall, 'operation'>): GatherShape {
  const { shape } = namedInput(operation, 'x');
  const indexShape = namedInput(operation, 'indices').shape;
  const axis = Number(operation.attributes.axis ?? 0);
  const batchDims = Number(operation.attributes.batchDims ?? 0);
  return {
    batches: shapeSize(shape.slice(0, batchDims)),
    outer: shapeSize(shape.slice(batchDims, axis)),
    length: shape[axis] ?? 1,
    inner: shapeSize(shape.slice(axis + 1)),
    indices: shapeSize(indexShape.slice(batchDims)),
  };
}

/** Entries of one axis at given places. Indices out of range take the nearest entry, see {@link emitClampedIndex}. */
export const gather: SingleKernel = {
  refusal: (operation) =>
    namedInput(operation, 'indices').dtype === 'int32' ? undefined : 'indices that are not int32',
  units: (operation) => gatherShape({ operation }).indices,
  work: (operation) => shapeSize(outputOf(operation).shape),
  emit: (call) => {
    const { f, operation, context, begin, end } = call;
    const { batches, outer, length, inner, indices } = gatherShape(call);
    const [from, to, place, base, index] = f.localsOf('i32', 5) as [
      Local,
      Local,
      Local,
      Local,
      Local,
    ];
    f.i32(context.address(namedInput(operation, 'x'))).set(base);
    f.i32(context.address(namedInput(operation, 'indices')) + 4 * begin).set(place);
    f.i32(context.address(outputOf(operation)) + 4 * begin * inner).set(to);
    const left = 4 * inner * (indices - (end - begin));
    f.repeat(batches, () => {
      f.repeat(outer, () => {
        f.repeat(end - begin, () => {
          f.get(place).memory('i32.load').set(index);
          emitClampedIndex(f, index, length);
          f.i32(4 * inner)
            .op('i32.mul')
            .get(base)
            .op('i32.add')
            .set(from);
          emitCopyRun(f, from, to, inner);
          f.advance(to, 4 * inner).advance(place, 4);
        });
        f.advance(to, left)
          .advance(base, 4 * length * inner)
          .advance(place, -4 * (end - begin));
      });
      f.advance(place, 4 * indices);
    });
    f.release(from, to, place, base, index);
  },
};

/** Slices at given coordinates; those out of range take the nearest slice. */
export const gatherNd: SingleKernel = {
  refusal: (operation) =>
    namedInput(operation, 'indices').dtype === 'int32' ? undefined : 'indices that are not int32',
  units: (operation) => shapeSize(namedInput(operation, 'indices').shape.slice(0, -1)),
  work: (operation) => shapeSize(outputOf(operation).shape),
  emit: ({ f, operation, context, begin, end }) => {
    const { shape } = namedInput(operation, 'params');
    const depth = namedInput(operation, 'indices').shape.at(-1) ?? 0;
    const inner = shapeSize(shape.slice(depth));
    const strides = stridesOf(shape);
    const [from, to, place, index] = f.localsOf('i32', 4) as [Local, Local, Local, Local];
    f.i32(context.address(namedInput(operation, 'indices')) + 4 * depth * begin).set(place);
    f.i32(context.address(outputOf(operation)) + 4 * inner * begin).set(to);
    f.repeat(end - begin, () => {
      f.i32(context.address(namedInput(operation, 'params'))).set(from);
      for (let axis = 0; axis < depth; axis++) {
        f.get(place)
          .memory('i32.load', 4 * axis)
          .set(index);
        emitClampedIndex(f, index, shape[axis] ?? 1);
        f.i32(4 * (strides[axis] ?? 0)).op('i32.mul');
        f.get(from).op('i32.add').set(from);
      }
      emitCopyRun(f, from, to, inner);
      f.advance(to, 4 * inner).advance(place, 4 * depth);
    });
    f.release(from, to, place, index);
  },
};
