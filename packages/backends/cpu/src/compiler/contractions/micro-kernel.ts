/**
 * The innermost part of every product: a tile of the result is summed up in registers.
 *
 * A tile is a few rows by one to three vectors of four columns. At each step of the sum the vectors of `b` are loaded
 * once and meet one element of `a` for each row, repeated four times. Steps are taken in the order in which they are
 * given, one after the other for each element, so that a result does not depend on the tile that it falls in.
 */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { emitAddProduct } from './add-product.ts';
import {
  LONGEST_UNROLLED,
  merged,
  type Step,
  type SumLoop,
  type Times,
  unrolled,
  unrollOf,
} from './sum-loops.ts';

export interface TileShape {
  readonly rows: number;
  /** Vectors of four columns. */
  readonly vectors: number;
}

/** Where a tile's operands lie; the pointers are not changed. */
export interface TileOperands {
  /** Address of the element of `a` in the first row and step. */
  readonly a: Local;
  /** Address of the first vector of `b` in the first step. */
  readonly b: Local;
  /** Bytes from the first row of `a` to row `row`. */
  aRow(row: number): number;
}

/** Rows of the accumulators: variables with four columns each. */
export type Accumulators = readonly (readonly Local[])[];

/** New accumulators. The caller gives them back. */
export function accumulatorsFor(f: FunctionBuilder, { rows, vectors }: TileShape): Accumulators {
  return Array.from({ length: rows }, () => f.localsOf('v128', vectors));
}

/** Most rows of a tile that keep all of it in registers: 15 vectors, one of them a product without multiply-add. */
export function mostRows(vectors: number, relaxedMadd: boolean): number {
  if (vectors === 1) return 8;
  if (vectors === 2) return relaxedMadd ? 6 : 4;
  return 3;
}

export interface SumOptions {
  readonly relaxedMadd: boolean;
  /** Adds to what the accumulators hold instead of beginning at zero. */
  readonly continues?: boolean;
}

/** Sums up a tile: the loops from the outermost to the innermost. */
export function emitSum(
  f: FunctionBuilder,
  accumulators: Accumulators,
  operands: TileOperands,
  loops: readonly SumLoop[],
  { relaxedMadd, continues = false }: SumOptions,
): void {
  const kernel = new MicroKernel(f, accumulators, operands, relaxedMadd);
  const nest = merged(loops);
  const steps = continues ? undefined : unrolled(nest);
  // The first product takes the place of a zero. As -0 could be told from 0 then, all tiles must do the same.
  if (steps) kernel.unrolled(steps);
  else {
    if (!continues) kernel.clear();
    kernel.nest(nest, operands.a, operands.b);
  }
  kernel.release();
}

class MicroKernel {
  readonly #f: FunctionBuilder;
  readonly #accumulators: Accumulators;
  readonly #operands: TileOperands;
  readonly #relaxedMadd: boolean;
  readonly #splat: Local;
  readonly #vectors: readonly Local[];

  constructor(
    f: FunctionBuilder,
    accumulators: Accumulators,
    operands: TileOperands,
    relaxedMadd: boolean,
  ) {
    this.#f = f;
    this.#accumulators = accumulators;
    this.#operands = operands;
    this.#relaxedMadd = relaxedMadd;
    this.#splat = f.local('v128');
    this.#vectors = f.localsOf('v128', accumulators[0]?.length ?? 0);
  }

  release(): void {
    this.#f.release(this.#splat, ...this.#vectors);
  }

  clear(): void {
    for (const accumulator of this.#accumulators.flat()) {
      this.#f.f32(0).op('f32x4.splat').set(accumulator);
    }
  }

  unrolled(steps: readonly Step[]): void {
    const { a, b } = this.#operands;
    for (const [i, step] of steps.entries()) this.#step(a, b, step, i === 0);
  }

  /** `a` and `b` are left as they are. */
  nest(loops: readonly SumLoop[], a: Local, b: Local): void {
    const [loop, ...inner] = loops;
    if (!loop) this.#step(a, b, { a: 0, b: 0 }, false);
    else if (inner.length === 0) this.#run(loop, a, b);
    else if (loop.times === 1) this.nest(inner, a, b);
    else {
      const f = this.#f;
      const [pa, pb, left] = [f.local('i32'), f.local('i32'), f.local('i32')];
      f.get(a).set(pa).get(b).set(pb);
      this.#times(loop.times, left, () => {
        this.nest(inner, pa, pb);
        f.advance(pa, loop.a).advance(pb, loop.b);
      });
      f.release(pa, pb, left);
    }
  }

  #times(times: Times, left: Local, body: () => void): void {
    const f = this.#f;
    const loop = (): void => {
      f.push(typeof times === 'number' ? times : times.local).set(left);
      f.loop(() => {
        body();
        f.get(left).i32(1).op('i32.sub').tee(left).branchIf(0);
      });
    };
    if (typeof times === 'number') {
      if (times > 0) loop();
    } else if (times.mayBeZero) f.get(times.local).ifElse(loop);
    else loop();
  }

  /** The innermost loop, several steps at a time. */
  #run({ times, a: stepA, b: stepB }: SumLoop, a: Local, b: Local): void {
    const f = this.#f;
    const step = (i: number, pa: Local, pb: Local): void =>
      this.#step(pa, pb, { a: i * stepA, b: i * stepB }, false);
    if (typeof times === 'number' && times <= LONGEST_UNROLLED / 2) {
      for (let i = 0; i < times; i++) step(i, a, b);
      return;
    }
    const unroll = unrollOf(times);
    const [pa, pb, end] = [f.local('i32'), f.local('i32'), f.local('i32')];
    const looped = typeof times === 'number' ? times - (times % unroll) : times;
    const loop = (): void => {
      f.get(a).set(pa).get(b).tee(pb);
      if (typeof looped === 'number') f.i32(looped * stepB);
      else f.get(looped.local).i32(stepB).op('i32.mul');
      f.op('i32.add').set(end);
      f.loop(() => {
        for (let i = 0; i < unroll; i++) step(i, pa, pb);
        f.advance(pa, unroll * stepA);
        f.get(pb)
          .i32(unroll * stepB)
          .op('i32.add')
          .tee(pb)
          .get(end)
          .op('i32.ne')
          .branchIf(0);
      });
      if (typeof times === 'number') for (let i = 0; i < times % unroll; i++) step(i, pa, pb);
    };
    if (typeof times !== 'number' && times.mayBeZero) f.get(times.local).ifElse(loop);
    else loop();
    f.release(pa, pb, end);
  }

  #step(a: Local, b: Local, step: Step, isFirst: boolean): void {
    const f = this.#f;
    for (const [v, vector] of this.#vectors.entries()) {
      f.get(b)
        .load(step.b + 16 * v)
        .set(vector);
    }
    for (const [r, row] of this.#accumulators.entries()) {
      f.get(a)
        .loadSplat(step.a + this.#operands.aRow(r))
        .set(this.#splat);
      for (const [v, vector] of this.#vectors.entries()) {
        const sum = row[v];
        if (!sum) continue;
        if (isFirst) f.get(this.#splat).get(vector).op('f32x4.mul').set(sum);
        else emitAddProduct(f, this.#splat, vector, sum, this.#relaxedMadd);
      }
    }
  }
}
