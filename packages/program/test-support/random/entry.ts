/**
 * What is known of the numbers of a value in a random program: bounds, and how far two right computations may differ.
 *
 * Where a step between two results could turn a rounding error into a jump (floor, comparisons, argMax), only
 * values are used that everyone computes exactly: multiples of a power of two, few enough for 24 bits.
 */

import type { Value } from '../../src/ir/program.ts';

export interface Bounds {
  readonly low: number;
  readonly high: number;
  /** Multiples of 2^-bits, all computed exactly; undefined for values with rounding errors. */
  readonly bits?: number | undefined;
  /** Largest difference between two careful computations. */
  readonly error?: number;
}

export interface Entry extends Bounds {
  readonly value: Value;
  readonly error: number;
}

export const magnitude = ({ low, high }: Bounds): number => Math.max(Math.abs(low), Math.abs(high));

/** What a float32 operation may be off by, relative to its result: exponentials are polynomials. */
const ROUNDING = 2e-7;

/** Bounds with the error of the operation itself, exact where the multiples fit. */
export function rounded({ low, high, bits, error = 0 }: Bounds): Required<Bounds> {
  const size = magnitude({ low, high });
  const exact = bits !== undefined && size * 2 ** bits <= 2 ** 24;
  return exact
    ? { low, high, bits, error: 0 }
    : { low, high, bits: undefined, error: error + ROUNDING * size };
}

/** Whether numbers are tame enough to go on with. */
export function isTame(bounds: Bounds): boolean {
  const size = magnitude(bounds);
  return size <= 2000 && (bounds.error ?? 0) <= 1e-5 * Math.max(1, size);
}

/** Fractional bits of what is made of both; undefined if either has rounding errors. */
export const moreBits = (a: Bounds, b: Bounds): number | undefined =>
  a.bits === undefined || b.bits === undefined ? undefined : Math.max(a.bits, b.bits);

export const sumBits = (a: Bounds, b: Bounds): number | undefined =>
  a.bits === undefined || b.bits === undefined ? undefined : a.bits + b.bits;

export const isExact = ({ bits }: Bounds): boolean => bits !== undefined;
