/** The loops in which a sum is taken, and when they are written out. */

import type { Local } from '../wasm/function-builder.ts';

/** One loop of the sum, and how many bytes the operands move each time. */
export interface SumLoop {
  readonly times: Times;
  readonly a: number;
  readonly b: number;
}

/** How often: known now, or when it runs. */
export type Times = number | RuntimeTimes;

interface RuntimeTimes {
  readonly local: Local;
  /** Whether it may be 0. */
  readonly mayBeZero: boolean;
  /** It is a multiple of this. */
  readonly multipleOf: number;
}

/** Sums that are this short have no loop. Must not depend on the tile: -0 is told from 0 by it. */
export const LONGEST_UNROLLED = 12;

/** The same steps in as few loops as possible. */
export function merged(loops: readonly SumLoop[]): SumLoop[] {
  const result: SumLoop[] = [];
  for (const loop of loops) {
    const outer = result.at(-1);
    const { times, a, b } = loop;
    if (times === 1) continue;
    const isMore =
      outer &&
      typeof times === 'number' &&
      typeof outer.times === 'number' &&
      outer.a === a * times &&
      outer.b === b * times;
    if (isMore) result.splice(-1, 1, { ...loop, times: times * (outer.times as number) });
    else result.push(loop);
  }
  return result;
}

/** Bytes to the operands of one step. */
export interface Step {
  readonly a: number;
  readonly b: number;
}

export function unrolled(loops: readonly SumLoop[]): Step[] | undefined {
  let steps: Step[] = [{ a: 0, b: 0 }];
  for (const { times, a, b } of loops) {
    if (typeof times !== 'number' || steps.length * times > LONGEST_UNROLLED) return undefined;
    steps = steps.flatMap((step) =>
      Array.from({ length: times }, (_, i) => ({ a: step.a + i * a, b: step.b + i * b })),
    );
  }
  return steps.length > 0 ? steps : undefined;
}

/** Steps in one turn of the innermost loop: 4, or 3 where that leaves no rest. */
export function unrollOf(times: Times): number {
  if (typeof times !== 'number') return Math.min(times.multipleOf, 4);
  return times % 4 !== 0 && times % 3 === 0 ? 3 : 4;
}
