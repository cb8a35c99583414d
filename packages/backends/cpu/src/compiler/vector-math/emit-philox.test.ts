import { philoxWords, wordsToUnit } from '@myelin/core';
import type { Value } from '@myelin/program';
import { describe, expect, test } from 'vitest';
import { operationOf } from '../../../test-support/run-elementwise.ts';
import { HOST, ModuleBuilder } from '../wasm/module-builder.ts';
import { emitPhilox } from './emit-philox.ts';

const KEYS = 64;
const TARGET = 128;
const CANARY = 12345;

interface Request {
  readonly seed: number;
  readonly step: number;
  readonly stream: number;
  /** Number of the step of a loop. */
  readonly index?: number;
  readonly begin: number;
  readonly end: number;
}

/** The numbers, and one more element behind them. */
function run({ seed, step, stream, index, begin, end }: Request): Float32Array {
  const keys = index === undefined ? [seed, step] : [seed, step, index];
  const operation = operationOf(
    'Philox',
    keys.map(() => 'int32' as const),
    'float32',
    { stream },
  );
  const address = (value: Value): number => KEYS + 4 * operation.inputs.indexOf(value);
  const module = new ModuleBuilder({ minimum: 1, maximum: 1, shared: false });
  module.export(
    'fill',
    module.function([], [], (f) => emitPhilox(f, operation, address, TARGET, begin, end)),
  );
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  new Int32Array(memory.buffer, KEYS).set(keys);
  const out = new Float32Array(memory.buffer, TARGET, end - begin + 1);
  out[end - begin] = CANARY;
  const compiled = new WebAssembly.Module(module.encode());
  const instance = new WebAssembly.Instance(compiled, { [HOST]: { memory } });
  (instance.exports.fill as () => void)();
  return out;
}

describe('emitPhilox', () => {
  test.each([
    { seed: 0, step: 0, stream: 0, begin: 0, end: 16 },
    { seed: 1, step: 2, stream: 3, begin: 0, end: 100 },
    { seed: 123456789, step: 4000, stream: 17, begin: 0, end: 4096 },
    { seed: -1, step: -5, stream: 0xfffffff0, begin: 0, end: 67 },
    { seed: 7, step: 1, stream: 2, begin: 1000, end: 1001 },
    { seed: 7, step: 1, stream: 2, begin: 64, end: 79 },
    { seed: 2 ** 31 - 1, step: 99, stream: 2 ** 31, begin: 12, end: 30 },
    { seed: 5, step: 6, stream: 7, index: 8, begin: 0, end: 100 },
    { seed: 5, step: 6, stream: 7, index: 0, begin: 4, end: 9 },
  ])('makes the numbers of philoxWords, and no more: $begin to $end', (request) => {
    const { seed, step, stream, index = 0, begin, end } = request;
    const position = { seed: seed >>> 0, step: step >>> 0, stream, index };
    const expected = wordsToUnit(philoxWords(end, position)).subarray(begin);
    const actual = run(request);
    expect(actual.subarray(0, end - begin)).toEqual(expected);
    expect(actual[end - begin]).toBe(CANARY);
  });
});
