import { describe, expect, test } from 'vitest';
import { compileLoop } from '../../../test-support/run-elementwise.ts';
import { hasRelaxedMadd } from '../relaxed-madd.ts';
import { emitMultiplyAdd, emitNegatedMultiplyAdd } from './multiply-add.ts';

const a = Float32Array.of(1, 2, -3, 0.5);
const b = Float32Array.of(4, 5, 6, 8);
const c = Float32Array.of(10, -10, 1, 0);

describe.each(hasRelaxedMadd() ? [true, false] : [false])('relaxed multiply-add: %s', (madd) => {
  test('emitMultiplyAdd computes a·b + c', () => {
    const loop = compileLoop(
      3,
      4,
      (f, [x, y, z], context) => emitMultiplyAdd(f, x!, y!, z!, context),
      madd,
    );
    const results = new Float32Array(loop.run([a, b, c]).slice().buffer);
    expect([...results]).toEqual([14, 0, -17, 4]);
  });

  test('emitNegatedMultiplyAdd computes c - a·b', () => {
    const loop = compileLoop(
      3,
      4,
      (f, [x, y, z], context) => emitNegatedMultiplyAdd(f, x!, y!, z!, context),
      madd,
    );
    const results = new Float32Array(loop.run([a, b, c]).slice().buffer);
    expect([...results]).toEqual([6, -20, 19, -4]);
  });
});
