import { describe, expect, test } from 'vitest';
import { exactErf } from '../../../test-support/exact-error-function.ts';
import { compileLoop, operationOf } from '../../../test-support/run-elementwise.ts';
import { ulpError } from '../../../test-support/ulp-error.ts';
import { hasRelaxedMadd } from '../relaxed-madd.ts';
import { emitElementwise } from './emit-elementwise.ts';

/** The function in doubles, and the error that is promised, in units in the last place of float32. */
const functions: readonly (readonly [string, (x: number) => number, number])[] = [
  ['Sqrt', Math.sqrt, 0.5],
  ['Reciprocal', (x) => 1 / x, 0.5],
  ['Rsqrt', (x) => 1 / Math.sqrt(x), 1.5],
  ['Exp', Math.exp, 1.2],
  ['Expm1', Math.expm1, 1.4],
  ['Log', Math.log, 1.9],
  ['Log1p', Math.log1p, 1.9],
  ['Tanh', Math.tanh, 1.6],
  ['Sinh', Math.sinh, 1.8],
  ['Cosh', Math.cosh, 1.7],
  ['Sigmoid', (x) => 1 / (1 + Math.exp(-x)), 1.5],
  ['Softplus', (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 1.9],
  ['Erf', exactErf, 1.3],
  ['Sin', Math.sin, 0.51],
  ['Cos', Math.cos, 0.51],
  ['Atan', Math.atan, 0.51],
];

const COUNT = 1 << 16;
/** Prime, so that mantissas of all kinds come up: 540,000 of all float32 numbers. */
const STRIDE = 7919;
/** Zeros, infinities, NaN with other bits than usual, ends of the normal numbers and of the ranges of exponentials. */
const EDGES = [0, 0x7f800000, 0x7fc00000, 0x7fffffff, 0x7fa12345, 1, 2, 0x007fffff, 0x00800000]
  .concat([0x7f7fffff, 0x3f800000, 0x3f7fffff, 0x3f800001, 0x42b17218, 0x42b17217, 0x42cff1b4])
  .concat([0x42aeac4f, 0x42aeac50, 0x42d00000, 0x42b20000, 0x42b40000, 0x3f2aaaab, 0x3faaaaab]);
const SIGN = -0x80000000;

describe.each(hasRelaxedMadd() ? [true, false] : [false])('relaxed multiply-add: %s', (madd) => {
  test.each(functions)('%s errs as little as promised', (kernel, exact, promised) => {
    const operation = operationOf(kernel, ['float32'], 'float32');
    const loop = compileLoop(
      1,
      COUNT,
      (f, operands, context) => emitElementwise(f, operation, operands, context),
      madd,
    );
    const bits = new Int32Array(COUNT);
    const x = new Float32Array(bits.buffer);
    let worst = { error: 0, x: 0, result: 0 };
    const check = (): void => {
      const results = new Float32Array(loop.run([bits]).slice().buffer);
      for (let i = 0; i < COUNT; i++) {
        const error = ulpError(results[i]!, exact(x[i]!));
        if (error > worst.error) worst = { error, x: x[i]!, result: results[i]! };
      }
    };
    bits.set(EDGES);
    bits.set(
      EDGES.map((edge) => edge | SIGN),
      EDGES.length,
    );
    check();
    let i = 0;
    for (let pattern = 0; pattern < 2 ** 32; pattern += STRIDE) {
      bits[i++] = pattern;
      if (i < COUNT) continue;
      check();
      i = 0;
    }
    expect(worst.error, JSON.stringify(worst)).toBeLessThanOrEqual(promised);
  });
});
