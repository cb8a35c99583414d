import { shapeSize } from '@myelin/core';
import type { Operation } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { VectorInstruction } from '../wasm/instructions.ts';
import { elementBits, emitRun } from './run.ts';
import { inputOf, outputOf, type SingleCall, type SingleKernel } from './single-emitter.ts';

/** What makes one element better than another. */
interface Contest {
  readonly better: VectorInstruction;
  /** The better of two; the first where one is NaN. */
  readonly best: VectorInstruction;
  /** Bits of what every element is at least as good as. */
  readonly worst: number;
  readonly equal: VectorInstruction;
  readonly isFloat: boolean;
}

const LAST = 2 ** 31 - 1;

const floatContests: Readonly<Record<'largest' | 'smallest', Contest>> = {
  largest: {
    better: 'f32x4.gt',
    best: 'f32x4.pmax',
    worst: elementBits(-Infinity, 'float32'),
    equal: 'f32x4.eq',
    isFloat: true,
  },
  smallest: {
    better: 'f32x4.lt',
    best: 'f32x4.pmin',
    worst: elementBits(Infinity, 'float32'),
    equal: 'f32x4.eq',
    isFloat: true,
  },
};

const integerContests: Readonly<Record<'largest' | 'smallest', Contest>> = {
  largest: {
    better: 'i32x4.gt_s',
    best: 'i32x4.max_s',
    worst: -(2 ** 31),
    equal: 'i32x4.eq',
    isFloat: false,
  },
  smallest: {
    better: 'i32x4.lt_s',
    best: 'i32x4.min_s',
    worst: LAST,
    equal: 'i32x4.eq',
    isFloat: false,
  },
};

/**
 * Place of the largest (or smallest) element along an axis, the first of several. As in tfjs, a NaN never wins, except
 * where it comes first.
 */
export function argExtremum(which: 'largest' | 'smallest'): SingleKernel {
  return {
    refusal: (operation) => (inputOf(operation).dtype === 'bool' ? 'a bool input' : undefined),
    units: (operation) => shapeOf(operation).outer,
    work: (operation) => shapeSize(inputOf(operation).shape),
    emit: (call) => {
      const isFloat = inputOf(call.operation).dtype === 'float32';
      const contest = (isFloat ? floatContests : integerContests)[which];
      if (shapeOf(call.operation).inner === 1) emitAlongRows(call, contest);
      else emitAlongColumns(call, contest);
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

/** Four contests side by side along each row, then one among their winners. */
function emitAlongRows({ f, operation, context, begin, end }: SingleCall, contest: Contest): void {
  const { length } = shapeOf(operation);
  const [from, to] = f.localsOf('i32', 2) as [Local, Local];
  const [best, at, value, wins, places] = f.localsOf('v128', 5) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  f.i32(context.address(inputOf(operation)) + 4 * begin * length).set(from);
  f.i32(context.address(outputOf(operation)) + 4 * begin).set(to);
  f.repeat(end - begin, () => {
    f.splatI32(contest.worst).set(best);
    f.vectorI32(0, 1, 2, 3).tee(at).set(places);
    emitRun(f, length, [from], (offset, lanes) => {
      f.get(from).load(offset).set(value);
      if (lanes < 4) {
        const keep = (lane: number): number => (lane < lanes ? -1 : 0);
        f.get(value).splatI32(contest.worst).vectorI32(keep(0), keep(1), keep(2), keep(3));
        f.op('v128.bitselect').set(value);
      }
      f.get(value).get(best).op(contest.better).set(wins);
      f.get(value).get(best).get(wins).op('v128.bitselect').set(best);
      f.get(places).get(at).get(wins).op('v128.bitselect').set(at);
      f.get(places).splatI32(4).op('i32x4.add').set(places);
    });
    // The best of the four, then the first place where it is.
    f.get(best).set(value);
    emitAcross(f, value, contest.best);
    f.get(at).splatI32(LAST);
    f.get(best).get(value).op(contest.equal).op('v128.bitselect').set(at);
    emitAcross(f, at, 'i32x4.min_s');
    if (contest.isFloat) {
      // Nothing is better than a NaN that comes first.
      f.get(at).get(from).loadSplat().tee(value).get(value).op('f32x4.eq').op('v128.and').set(at);
    }
    f.storeLanes(to, at, 1);
    f.advance(from, 4 * length).advance(to, 4);
  });
  f.release(from, to, best, at, value, wins, places);
}

/** Puts the best of a vector's lanes into all of them. */
function emitAcross(f: FunctionBuilder, vector: Local, best: VectorInstruction): void {
  f.get(vector).get(vector).get(vector).shuffle(2, 3, 0, 1).op(best).set(vector);
  f.get(vector).get(vector).get(vector).shuffle(1, 0, 3, 2).op(best).set(vector);
}

/** A contest for each element of the axes that follow, four at a time. */
function emitAlongColumns(call: SingleCall, contest: Contest): void {
  const { f, operation, context, begin, end } = call;
  const { length, inner } = shapeOf(operation);
  const [from, to, row, place] = f.localsOf('i32', 4) as [Local, Local, Local, Local];
  const [best, at, value, wins] = f.localsOf('v128', 4) as [Local, Local, Local, Local];
  f.i32(context.address(inputOf(operation)) + 4 * begin * length * inner).set(from);
  f.i32(context.address(outputOf(operation)) + 4 * begin * inner).set(to);
  f.repeat(end - begin, () => {
    emitRun(f, inner, [from, to], (offset, lanes) => {
      f.get(from).load(offset).set(best);
      f.splatI32(0).set(at);
      f.get(from).set(row).i32(0).set(place);
      f.repeat(length - 1, () => {
        f.advance(row, 4 * inner).advance(place, 1);
        f.get(row).load(offset).tee(value).get(best).op(contest.better).set(wins);
        f.get(value).get(best).get(wins).op('v128.bitselect').set(best);
        emitPlace(f, place, at, wins);
      });
      f.storeLanes(to, at, lanes, offset);
    });
    f.advance(from, 4 * length * inner).advance(to, 4 * inner);
  });
  f.release(from, to, row, place, best, at, value, wins);
}

function emitPlace(f: FunctionBuilder, place: Local, at: Local, wins: Local): void {
  f.get(place).op('i32x4.splat').get(at).get(wins).op('v128.bitselect').set(at);
}
