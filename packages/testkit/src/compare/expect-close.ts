import type { Tensor, TensorLike } from '@myelin/core';
import { formatShape, isTensor, NdArray, ndArray } from '@myelin/core';
import { expect } from 'vitest';
import type { Tolerance, ToleranceKind } from './tolerances.ts';
import { toleranceFor } from './tolerances.ts';

/**
 * Fails unless shape and every element of `actual` are as expected, within the tolerance of the backend in use.
 *
 * NaN equals NaN, infinities equal themselves. Where neither side is float32 the comparison is exact.
 *
 * @param expected - An NdArray, or numbers or nested lists worked out by hand.
 * @param tolerance - A row of the table in tolerances.ts, or numbers of your own, with the reason beside them.
 */
export function expectClose(
  actual: Tensor | NdArray,
  expected: Exclude<TensorLike, Tensor>,
  tolerance: Tolerance | ToleranceKind = 'output',
): void {
  const wanted = expected instanceof NdArray ? expected : ndArray(expected as never);
  expect(formatShape(actual.shape), 'shape').toBe(formatShape(wanted.shape));
  const values = isTensor(actual) ? actual.dataSync() : actual.data;
  const exact = actual.dtype !== 'float32' && wanted.dtype !== 'float32';
  const allowed = typeof tolerance === 'string' ? toleranceFor(tolerance) : tolerance;
  const limit = exact ? { absolute: 0, relative: 0 } : allowed;
  const worst = worstElement(values, wanted.data, limit);
  if (worst) expect.fail(failure(worst, values, wanted, limit));
}

interface Worst {
  readonly index: number;
  /** Elements outside the tolerance. */
  readonly count: number;
}

function worstElement(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { absolute, relative }: Tolerance,
): Worst | undefined {
  let index = -1;
  let count = 0;
  let most = 0;
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i] ?? Number.NaN;
    const b = expected[i] ?? Number.NaN;
    if (Object.is(a, b) || a === b) continue;
    const allowed = absolute + relative * Math.abs(b);
    const difference = Math.abs(a - b);
    if (difference <= allowed && Number.isFinite(b)) continue;
    count++;
    const excess = Number.isNaN(difference) ? Infinity : difference / allowed;
    if (index < 0 || excess > most) {
      index = i;
      most = excess;
    }
  }
  return index < 0 ? undefined : { index, count };
}

function failure(
  { index, count }: Worst,
  actual: ArrayLike<number>,
  expected: NdArray,
  { absolute, relative }: Tolerance,
): string {
  const a = actual[index] ?? Number.NaN;
  const b = expected.data[index] ?? Number.NaN;
  const allowed = absolute + relative * Math.abs(b);
  return [
    `${count} of ${expected.size} elements differ`,
    `worst at [${position(index, expected.shape).join(', ')}]: received ${a}, expected ${b}`,
    `difference ${Math.abs(a - b).toPrecision(3)}, allowed ${allowed.toPrecision(3)}`,
    `received ${list(actual)}`,
    `expected ${list(expected.data)}`,
  ].join('\n');
}

/** Indices along each axis of the element at `offset`. */
function position(offset: number, shape: readonly number[]): number[] {
  const indices: number[] = [];
  let rest = offset;
  for (const size of [...shape].reverse()) {
    indices.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return indices;
}

function list(values: ArrayLike<number>): string {
  const shown = Array.from(values)
    .slice(0, 12)
    .map((value) => Number(value.toPrecision(6)));
  return `[${shown.join(', ')}${values.length > 12 ? ', …' : ''}]`;
}
