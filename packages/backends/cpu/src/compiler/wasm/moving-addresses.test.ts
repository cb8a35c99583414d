import { describe, expect, test } from 'vitest';
import type { FunctionBuilder } from './function-builder.ts';
import { HOST, ModuleBuilder } from './module-builder.ts';
import { MovingAddresses } from './moving-addresses.ts';

describe('moving addresses', () => {
  test('take offsets, and are where their steps say', () => {
    const moving = new MovingAddresses();
    const once = moving.move(4096, { parameter: 0, stride: 100 });
    const twice = moving.move(once, { parameter: 1, stride: 8 });
    expect(moving.at(once + 12, [3])).toBe(4096 + 12 + 300);
    expect(moving.at(twice - 16, [3, 2])).toBe(4096 - 16 + 300 + 16);
    expect(moving.at(4096, [3, 2])).toBe(4096);
    expect(once + 64 - once).toBe(64);
  });

  test('that move alike share a movement', () => {
    const moving = new MovingAddresses();
    const term = { parameter: 0, stride: 64 };
    const parts = [128, 2 ** 31 - 64].map((one) => moving.partsOf(moving.move(one, term)));
    expect(parts.map((one) => one?.movement)).toEqual([0, 0]);
    expect(parts.map((one) => one?.first)).toEqual([128, 2 ** 31 - 64]);
    expect(moving.partsOf(-5)).toBeUndefined();
    expect(moving.move(128, { parameter: 0, stride: 0 })).toBe(128);
  });
});

describe('a function at a step', () => {
  /** Runs code that gets an address that moves by 64 bytes a step. */
  function run(step: number, code: (f: FunctionBuilder, at: number) => void): Float32Array {
    const module = new ModuleBuilder({ minimum: 1, maximum: 1, shared: false });
    const at = module.moving.move(256, { parameter: 0, stride: 64 });
    module.export(
      'run',
      module.function(['i32'], [], (f) => code(f, at)),
    );
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    const floats = new Float32Array(memory.buffer);
    for (let i = 0; i < 256; i++) floats[i] = i;
    const compiled = new WebAssembly.Module(module.encode());
    (new WebAssembly.Instance(compiled, { [HOST]: { memory } }).exports.run as (t: number) => void)(
      step,
    );
    return floats;
  }
  const first = (step: number): number => 64 + 16 * step;

  test('takes addresses as numbers', () => {
    const floats = run(2, (f, at) => {
      f.i32(at + 4)
        .f32(-1)
        .memory('f32.store');
    });
    expect(floats[first(2) + 1]).toBe(-1);
  });

  test('takes addresses as offsets of loads and stores', () => {
    const floats = run(3, (f, at) => {
      f.i32(8).i32(4).memory('f32.load', at).memory('f32.store', at);
    });
    expect(floats[first(3) + 2]).toBe(first(3) + 1);
  });

  test('takes them for vectors and for lanes', () => {
    const floats = run(1, (f, at) => {
      const [vector, base] = [f.local('v128'), f.local('i32')];
      f.i32(0).load(at).set(vector).i32(0).set(base);
      f.storeLanes(base, vector, 3, at + 32);
    });
    const begin = first(1);
    expect(Array.from(floats.subarray(begin + 8, begin + 12))).toEqual([
      begin,
      begin + 1,
      begin + 2,
      begin + 11,
    ]);
  });

  test('counts from one moving address to another', () => {
    const floats = run(2, (f, at) => {
      const pointer = f.local('i32');
      f.count(pointer, at, at + 16, 4, () => {
        f.get(pointer).f32(7).memory('f32.store');
      });
    });
    const begin = first(2);
    expect(Array.from(floats.subarray(begin - 1, begin + 5))).toEqual([
      begin - 1,
      7,
      7,
      7,
      7,
      begin + 4,
    ]);
  });
});
