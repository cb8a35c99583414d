/**
 * Which elements of a source meet in the elements of a result, along one axis.
 *
 * Going forward, results are windows and their taps are pixels of an image; going back, results are pixels and their taps
 * are the windows that see them. With strides, going back, pixels fall into classes that are seen by different places
 * of the windows: each class is an axis of its own.
 */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { WindowAxis } from './window-shape.ts';

export interface TapAxis {
  /** Results are `first`, `first + step`, …, `count` of them. */
  readonly first: number;
  readonly step: number;
  readonly count: number;
  /** Length of the source. */
  readonly size: number;
  readonly taps: number;
  /** Tap `t` of result number `i` lies at `start + i · move + t · tapStep` of the source. */
  readonly start: number;
  readonly move: number;
  readonly tapStep: number;
  /** Place in the kernel of tap `t` is `kernelFirst + t · kernelStep`. */
  readonly kernelFirst: number;
  readonly kernelStep: number;
}

/** Results are windows. */
export function forwardTaps(axis: WindowAxis): TapAxis {
  return {
    first: 0,
    step: 1,
    count: axis.windows,
    size: axis.size,
    taps: axis.kernel,
    start: -axis.before,
    move: axis.stride,
    tapStep: axis.dilation,
    kernelFirst: 0,
    kernelStep: 1,
  };
}

/** Results are pixels, one axis for each class of them. Windows must not be dilated. */
export function backwardTaps({ size, windows, kernel, stride, before }: WindowAxis): TapAxis[] {
  return Array.from({ length: Math.min(stride, size) }, (_, first) => {
    const lowest = (first + before) % stride;
    const taps = Math.max(0, Math.ceil((kernel - lowest) / stride));
    return {
      first,
      step: stride,
      count: Math.ceil((size - first) / stride),
      size: windows,
      taps,
      // Places of the kernel from the last one down, so that windows come in order.
      start: (first + before - lowest) / stride - (taps - 1),
      move: 1,
      tapStep: 1,
      kernelFirst: lowest + stride * (taps - 1),
      kernelStep: -stride,
    };
  });
}

/** The taps of a result that lie in the source: from which on, and how many. */
function validTaps(axis: TapAxis, result: number): readonly [from: number, count: number] {
  const start = axis.start + result * axis.move;
  const from = Math.ceil(Math.max(0, -start) / axis.tapStep);
  const to = Math.min(axis.taps, Math.ceil(Math.max(0, axis.size - start) / axis.tapStep));
  return [from, Math.max(0, to - from)];
}

/** Results whose taps all lie in the source: from which on, and up to which, not included. */
export function wholeResults(axis: TapAxis): readonly [begin: number, end: number] {
  const isWhole = (i: number): boolean => validTaps(axis, i)[1] === axis.taps;
  let begin = 0;
  while (begin < axis.count && !isWhole(begin)) begin++;
  let end = begin;
  while (end < axis.count && isWhole(end)) end++;
  return [begin, end];
}

/** Whether all taps of all results lie in the source. */
export function isWhole(axis: TapAxis): boolean {
  const [begin, end] = wholeResults(axis);
  return begin === 0 && end === axis.count;
}

/** Whether some result has no tap in the source. */
export function hasEmptyResults(axis: TapAxis): boolean {
  return Array.from({ length: axis.count }, (_, i) => validTaps(axis, i)).some(([, n]) => n === 0);
}

/** Variables that {@link emitValidTaps} sets. */
export interface ValidTaps {
  /** Number of the first valid tap. */
  readonly from: Local;
  readonly count: Local;
  /** Where the first valid tap lies in the source. */
  readonly at: Local;
}

/** Sets the variables for the result whose number is in `result`. */
export function emitValidTaps(
  f: FunctionBuilder,
  axis: TapAxis,
  result: Local,
  { from, count, at }: ValidTaps,
): void {
  f.get(result).i32(axis.move).op('i32.mul').i32(axis.start).op('i32.add').set(at);
  f.i32(0).get(at).op('i32.sub');
  clampAndDivide(f, from, axis);
  f.i32(axis.size).get(at).op('i32.sub');
  clampAndDivide(f, count, axis);
  f.i32(axis.taps).get(count).i32(axis.taps).get(count).op('i32.lt_s').op('select');
  f.get(from).op('i32.sub').set(count);
  f.i32(0).get(count).get(count).i32(0).op('i32.lt_s').op('select').set(count);
  f.get(from).i32(axis.tapStep).op('i32.mul').get(at).op('i32.add').set(at);
}

/** `ceil(max(0, x) / tapStep)` of the number on the stack. */
function clampAndDivide(f: FunctionBuilder, into: Local, { tapStep }: TapAxis): void {
  f.set(into).get(into).i32(0).get(into).i32(0).op('i32.gt_s').op('select');
  if (tapStep > 1)
    f.i32(tapStep - 1)
      .op('i32.add')
      .i32(tapStep)
      .op('i32.div_u');
  f.set(into);
}

/** Results are places of the kernel, and taps the windows in which the place lies in the image. */
export function windowTaps(axis: WindowAxis): TapAxis {
  return {
    first: 0,
    step: 1,
    count: axis.kernel,
    size: axis.size,
    taps: axis.windows,
    start: -axis.before,
    move: axis.dilation,
    tapStep: axis.stride,
    kernelFirst: 0,
    kernelStep: 1,
  };
}
