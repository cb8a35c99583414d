import { describe, expect, test } from 'vitest';
import { operationOf, runElementwise } from '../../../test-support/run-elementwise.ts';

const special = [0, 1, 3, 0.5, 5.25, Infinity, 2 ** -149, 2 ** -126, 3.4028234663852886e38, 1e10]
  .flatMap((x) => [x, -x])
  .concat(NaN);

/** What tfjs computes. */
function exactMod(a: number, b: number): number {
  const rest = a % b;
  const isAlike = (a < 0 && b < 0) || (a >= 0 && b >= 0);
  return isAlike ? rest : (rest + b) % b;
}

/** Seeded 32-bit patterns. */
function patterns(count: number, seed: number): Int32Array {
  let state = seed;
  return Int32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  });
}

const floatMod = operationOf('Mod', ['float32', 'float32'], 'float32');
const integer = (kernel: string) => operationOf(kernel, ['int32', 'int32'], 'int32');

describe('Mod of float32', () => {
  test('is exact for all pairs of special numbers', () => {
    const a = Float32Array.from(special.flatMap((x) => special.map(() => x)));
    const b = Float32Array.from(special.flatMap(() => special));
    const results = runElementwise(floatMod, [a, b], false);
    // + 0: the sign of 0 may differ.
    const expected = a.map((x, i) => exactMod(x, b[i]!) + 0);
    expect(results.map((x) => x + 0)).toEqual(expected);
  });

  test('is exact for any two numbers, however unlike in size', () => {
    const a = new Float32Array(patterns(100_000, 1).buffer as ArrayBuffer);
    const b = new Float32Array(patterns(100_000, 2).buffer as ArrayBuffer);
    const results = runElementwise(floatMod, [a, b], false);
    const expected = a.map((x, i) => exactMod(x, b[i]!) + 0);
    expect(results.map((x) => x + 0)).toEqual(expected);
  });
});

describe('division of int32', () => {
  const a = patterns(20_000, 3).map((x, i) => x >> (i % 32));
  const b = patterns(20_000, 4).map((x, i) => x >> ((7 * i) % 32));

  test('Mod has the sign of the divisor, and is 0 for the divisor 0', () => {
    const expected = a.map((x, i) => exactMod(x, b[i]!) || 0);
    expect(runElementwise(integer('Mod'), [a, b], false)).toEqual(expected);
  });

  test('RealDiv drops the fraction, and is 0 for the divisor 0', () => {
    const expected = a.map((x, i) => (x / b[i]!) | 0);
    expect(runElementwise(integer('RealDiv'), [a, b], false)).toEqual(expected);
  });
});
