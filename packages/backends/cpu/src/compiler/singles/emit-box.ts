import { shareOf } from '../tasks/share.ts';
import type { Part } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { Box } from './box.ts';
import { emitCopyRun, emitFillRun, emitRun } from './run.ts';
import { emitTransposedPlane } from './transposed-plane.ts';

/** Where the values of a box begin. */
export interface BoxAddresses {
  readonly to: number;
  /** Not for boxes that are filled. */
  readonly from?: number;
}

/** In how many parts a simplified box can be moved. */
export function boxParts({ sizes }: Box): number {
  const [first = 1] = sizes;
  return sizes.length === 1 ? Math.ceil(first / GRANULE) : first;
}

/** Elements of the last axis that stay together. */
const GRANULE = 16;

/** Moves one part of a simplified box: runs at once, transposed planes in blocks, all else element by element. */
export function emitBox(f: FunctionBuilder, box: Box, addresses: BoxAddresses, part: Part): void {
  const [first = 1, ...inner] = box.sizes;
  const { begin, end } = shareOf(first, part, inner.length === 0 ? GRANULE : 1);
  if (begin === end) return;
  const source = 'bits' in box.from ? undefined : box.from;
  const at = (start: number, stride = 0): number => 4 * (start + begin * stride);
  const to = f.local('i32');
  f.i32(addresses.to + at(box.to.start, box.to.strides[0])).set(to);
  const from = f.local('i32');
  if (source) f.i32((addresses.from ?? 0) + at(source.start, source.strides[0])).set(from);
  emitAxes(f, { ...box, sizes: [end - begin, ...inner] }, from, to);
  f.release(from, to);
}

function emitAxes(f: FunctionBuilder, box: Box, from: Local, to: Local): void {
  const { sizes } = box;
  const source = 'bits' in box.from ? undefined : box.from;
  const last = sizes.length - 1;
  const lastTo = box.to.strides[last] ?? 1;
  const lastFrom = source?.strides[last] ?? 0;
  const transposed = source && lastTo === 1 && lastFrom > 0 ? source.strides.indexOf(1) : -1;

  const loops = sizes.map((_, axis) => axis).slice(0, last);
  const isPlane = transposed >= 0 && transposed < last;
  const around = isPlane ? loops.filter((axis) => axis !== transposed) : loops;
  const innermost = (): void => {
    const size = sizes[last] ?? 1;
    if (isPlane) {
      const lines = sizes[transposed] ?? 1;
      const stride = box.to.strides[transposed] ?? 0;
      emitTransposedPlane(f, { from, to, lines, size, fromStride: lastFrom, toStride: stride });
    } else if ('bits' in box.from && lastTo === 1) {
      emitFillRun(f, to, size, box.from.bits);
    } else if (source && lastTo === 1 && lastFrom === 1) {
      emitCopyRun(f, from, to, size);
    } else if (source && lastTo === 1 && lastFrom === 0) {
      emitRepeated(f, from, to, size);
    } else {
      emitScattered(f, box, from, to);
    }
  };
  const nest = (depth: number): void => {
    const axis = around[depth];
    if (axis === undefined) {
      innermost();
      return;
    }
    const size = sizes[axis] ?? 1;
    const fromStep = 4 * (source?.strides[axis] ?? 0);
    const toStep = 4 * (box.to.strides[axis] ?? 0);
    f.repeat(size, () => {
      nest(depth + 1);
      f.advance(from, fromStep).advance(to, toStep);
    });
    if (depth > 0) f.advance(from, -size * fromStep).advance(to, -size * toStep);
  };
  nest(0);
}

/** One element, over and over. */
function emitRepeated(f: FunctionBuilder, from: Local, to: Local, elements: number): void {
  const value = f.local('v128');
  f.get(from).loadSplat().set(value);
  emitRun(f, elements, [to], (offset, lanes) => f.storeLanes(to, value, lanes, offset));
  f.release(value);
}

/** Element by element along the last axis. */
function emitScattered(f: FunctionBuilder, box: Box, from: Local, to: Local): void {
  const last = box.sizes.length - 1;
  const size = box.sizes[last] ?? 1;
  const source = 'bits' in box.from ? undefined : box.from;
  const fromStep = 4 * (source?.strides[last] ?? 0);
  const toStep = 4 * (box.to.strides[last] ?? 0);
  f.repeat(size, () => {
    f.get(to);
    if ('bits' in box.from) f.i32(box.from.bits);
    else f.get(from).memory('i32.load');
    f.memory('i32.store').advance(from, fromStep).advance(to, toStep);
  });
  f.advance(from, -size * fromStep).advance(to, -size * toStep);
}
