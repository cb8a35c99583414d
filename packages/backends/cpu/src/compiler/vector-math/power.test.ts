import { describe, expect, test } from 'vitest';
import { operationOf, runElementwise } from '../../../test-support/run-elementwise.ts';
import { ulpError } from '../../../test-support/ulp-error.ts';

const largest = 3.4028234663852886e38;
const special = [0, 1, 2, 3, 0.5, 1.5, Infinity, 2 ** -149, 2 ** -126, largest, 2 ** 24]
  .concat([2 ** 24 - 1, 2 ** 23 + 1, 1 + 2 ** -23, 1 - 2 ** -24, 1e10, 100, 127, 128, 149, 150])
  .flatMap((x) => [x, -x])
  .concat(NaN);

/** Seeded numbers in [0, 1). */
function numbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function worstError(a: Float32Array, b: Float32Array): number {
  const operation = operationOf('Pow', ['float32', 'float32'], 'float32');
  const results = runElementwise(operation, [a, b], false);
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    worst = Math.max(worst, ulpError(results[i]!, a[i]! ** b[i]!));
  }
  return worst;
}

describe('Pow', () => {
  test('is Math.pow for all pairs of special numbers', () => {
    const a = Float32Array.from(special.flatMap((x) => special.map(() => x)));
    const b = Float32Array.from(special.flatMap(() => special));
    expect(worstError(a, b)).toBeLessThan(0.54);
  });

  test('errs by at most 0.54 ulp over the whole range of results', () => {
    const next = numbers();
    const a = Float32Array.from({ length: 200_000 }, () => Math.exp(20 * (next() - 0.5)));
    const b = a.map((x) => ((next() - 0.5) * 210) / (Math.abs(Math.log(x)) + 0.01));
    expect(worstError(a, b)).toBeLessThan(0.54);
  });

  test('errs by at most 0.54 ulp near 1, and for whole powers of negative numbers', () => {
    const next = numbers();
    const nearOne = Float32Array.from({ length: 100_000 }, () => 1 + (next() - 0.5) * 0.01);
    const large = nearOne.map(() => (next() - 0.5) * 40_000);
    expect(worstError(nearOne, large)).toBeLessThan(0.54);
    const negative = nearOne.map(() => -40 * next());
    const whole = nearOne.map(() => Math.round(60 * (next() - 0.5)));
    expect(worstError(negative, whole)).toBeLessThan(0.54);
  });

  test.each([-1, 0, 1, 2, 3])('takes a short way to the known exponent %s', (exponent) => {
    const general = operationOf('Pow', ['float32', 'float32'], 'float32');
    const [a, b] = general.inputs;
    const origin = { kind: 'constant', constant: { kind: 'fill', value: exponent } } as const;
    const operation = { ...general, inputs: [a!, { ...b!, origin }] };
    const x = Float32Array.from(special);
    const results = runElementwise(operation, [x, x.map(() => exponent)], false);
    for (const [i, result] of results.entries()) {
      expect(ulpError(result, x[i]! ** exponent)).toBeLessThanOrEqual(1);
    }
  });

  test.each([0.9, 0.999, 1, 2, 10, 1e-40, largest])(
    'errs by at most 0.54 ulp with the known base %s',
    (base) => {
      const general = operationOf('Pow', ['float32', 'float32'], 'float32');
      const [a, b] = general.inputs;
      const origin = { kind: 'constant', constant: { kind: 'fill', value: base } } as const;
      const operation = { ...general, inputs: [{ ...a!, origin }, b!] };
      const next = numbers();
      const steps = Array.from({ length: 20_000 }, (_, i) => i);
      const fractions = steps.map(() => (next() - 0.5) * 300);
      const exponents = Float32Array.from([...special, ...steps, ...fractions]);
      const known = Math.fround(base);
      const results = runElementwise(operation, [exponents.map(() => base), exponents], false);
      for (const [i, result] of results.entries()) {
        expect(ulpError(result, known ** exponents[i]!)).toBeLessThan(0.54);
      }
    },
  );

  test('of int32 drops fractions', () => {
    const a = Int32Array.of(3, -2, 7, 2, 1, -1, 0, 10);
    const b = Int32Array.of(5, 3, 0, -1, -3, -3, 2, 9);
    const operation = operationOf('Pow', ['int32', 'int32'], 'int32');
    const expected = [243, -8, 1, 0, 1, -1, 0, 1_000_000_000];
    expect([...runElementwise(operation, [a, b], false)]).toEqual(expected);
  });
});
