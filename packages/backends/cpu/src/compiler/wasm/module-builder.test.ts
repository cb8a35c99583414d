import { describe, expect, test } from 'vitest';
import type { FunctionBuilder } from './function-builder.ts';
import { ModuleBuilder } from './module-builder.ts';

type Run = (...values: number[]) => number;

/** Runs a function of whole numbers that has been built; `memory` is one page. */
function build(
  parameters: number,
  body: (f: FunctionBuilder, module: ModuleBuilder) => void,
): { readonly run: Run; readonly floats: Float32Array; readonly words: Int32Array } {
  const module = new ModuleBuilder({ minimum: 1, maximum: 1, shared: false });
  const double = module.import('double', ['f64'], ['f64']);
  expect(double.index).toBe(0);
  const f = module.function(Array(parameters).fill('i32'), ['i32'], (g) => body(g, module));
  module.export('run', f);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const host = { memory, double: (x: number) => 2 * x };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.encode()), { host });
  return {
    run: instance.exports.run as Run,
    floats: new Float32Array(memory.buffer),
    words: new Int32Array(memory.buffer),
  };
}

describe('a function that is built', () => {
  test('counts from a number to another, by steps', () => {
    const { run } = build(1, (f) => {
      const [sum, i] = f.localsOf('i32', 2);
      f.count(i!, 3, f.parameter(0), 2, () => {
        f.get(sum!).get(i!).op('i32.add').set(sum!);
      });
      f.get(sum!);
    });
    expect(run(9)).toBe(3 + 5 + 7);
    expect(run(5)).toBe(3);
  });

  test.each([
    [0, 0],
    [1, 1],
    [1000, 1000],
  ])('repeats %d times', (times, expected) => {
    const { run } = build(0, (f) => {
      const sum = f.local('i32');
      f.repeat(times, () => f.advance(sum, 1));
      f.get(sum);
    });
    expect(run()).toBe(expected);
  });

  test('chooses', () => {
    const { run } = build(1, (f) => {
      const result = f.local('i32');
      f.get(f.parameter(0)).ifElse(
        () => f.i32(-7).set(result),
        () => f.i32(300).set(result),
      );
      f.get(result);
    });
    expect([run(1), run(0)]).toEqual([-7, 300]);
  });

  test('keeps constants in variables, one for equal ones, set before everything else', () => {
    const { run, floats } = build(0, (f) => {
      f.i32(16).splat(1.5).splat(1.5).op('f32x4.add').splat(-0).op('f32x4.add').store();
      f.i32(32)
        .vectorI32(1, -2, 3, 2 ** 31 - 1)
        .store();
      f.i32(0);
    });
    run();
    expect([...floats.subarray(4, 8)]).toEqual([3, 3, 3, 3]);
    expect([...new Int32Array(floats.buffer, 32, 4)]).toEqual([1, -2, 3, 2 ** 31 - 1]);
  });

  test.each([1, 2, 3, 4])('stores the first %d lanes and leaves the rest alone', (lanes) => {
    const { run, floats } = build(0, (f) => {
      const address = f.local('i32');
      const value = f.local('v128');
      f.i32(8).set(address).vectorF32(1, 2, 3, 4).set(value);
      f.storeLanes(address, value, lanes, 4).i32(0);
    });
    floats.fill(9, 0, 8);
    run();
    const expected = [1, 2, 3, 4].map((v, i) => (i < lanes ? v : 9));
    expect([...floats.subarray(2, 8)]).toEqual([9, ...expected, 9]);
  });

  test('calls other functions', () => {
    const { run } = build(1, (f, module) => {
      const square = module.function(['i32'], ['i32'], (g) => {
        g.get(g.parameter(0)).get(g.parameter(0)).op('i32.mul');
      });
      f.get(f.parameter(0)).call(square);
    });
    expect(run(-12)).toBe(144);
  });

  test('uses a variable again that was given back', () => {
    const { run } = build(0, (f) => {
      const first = f.local('i32');
      f.release(first);
      expect(f.local('i32')).toBe(first);
      expect(f.local('v128')).not.toBe(first);
      f.i32(5);
    });
    expect(run()).toBe(5);
  });
});
