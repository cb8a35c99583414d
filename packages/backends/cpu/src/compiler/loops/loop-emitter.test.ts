import { RandomSource } from '@myelin/core';
import type { LoopTask, Operation, Value } from '@myelin/program';
import { describe, expect, test } from 'vitest';
import { randomLoop } from '../../../test-support/random-loop.ts';
import { referenceLoop } from '../../../test-support/reference-loop.ts';
import { type Elements, runTask } from '../../../test-support/run-task.ts';
import { loopEmitter } from './loop-emitter.ts';

/** Largest difference that rounding explains, given the numbers that were added up. */
function expectClose(actual: Elements, expected: readonly number[], what: string): void {
  expect(actual.length, what).toBe(expected.length);
  const scale = Math.max(
    1,
    ...expected
      .slice(0, 10000)
      .map((v) => Math.abs(v))
      .filter(Number.isFinite),
  );
  for (const [i, want] of expected.entries()) {
    const got = actual[i]!;
    const close = Object.is(want, got) || want === got || Math.abs(want - got) <= 1e-5 * scale;
    if (!close) throw new Error(`${what}: element ${i} is ${got}, expected ${want}`);
  }
}

describe('loopEmitter', () => {
  test('computes 500 random tasks as plain arithmetic does, whatever the number of parts', () => {
    for (let seed = 0; seed < 500; seed++) {
      const loop = randomLoop(new RandomSource(seed), { random: seed % 4 === 0 });
      const expected = referenceLoop(loop.task, loop.inputs, loop.aliases);
      for (const relaxedMadd of [true, false]) {
        let alone: Map<Value, Elements> | undefined;
        for (const parts of [1, 2, 3]) {
          const where = `seed ${seed}, ${parts} parts, madd ${relaxedMadd}`;
          if (parts > 1 && loopEmitter.maximumParts(loop.task) < parts) continue;
          let results: Map<Value, Elements>;
          try {
            results = runTask({ ...loop, emitter: loopEmitter, parts, relaxedMadd });
          } catch (error) {
            if (/no axes in common/.test(String(error))) break;
            throw new Error(`${where}: ${error}`, { cause: error });
          }
          for (const [value, elements] of results) {
            expectClose(elements, expected.get(value)!, where);
            if (alone) expect(elements, where).toEqual(alone.get(value));
          }
          alone ??= results;
        }
      }
    }
  });
});
