import { tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, describe as group, test } from 'vitest';
import { buildProgram, linesOf } from '../../test-support/build-program.ts';
import { largestDifference, numbersOf } from '../../test-support/compare-results.ts';
import { randomProgram } from '../../test-support/random-program.ts';
import { tensorsOf, trainingStep, trainingStepNames } from '../../test-support/training-steps.ts';
import { captureProgram } from '../capture/capture-program.ts';
import { interpret } from '../interpreter/interpret.ts';
import type { Program } from '../ir/program.ts';
import { aliasReshapes } from './alias-reshapes.ts';
import { foldConstants } from './fold-constants.ts';
import { mergeCommonSubexpressions } from './merge-common-subexpressions.ts';
import { optimize } from './optimize.ts';
import { removeDeadCode } from './remove-dead-code.ts';
import { simplifyAlgebra } from './simplify-algebra.ts';
import { toPrimitives } from './to-primitives.ts';

group('optimize', () => {
  test('leaves of the gradient of a mean what depends on the input', () => {
    const program = buildProgram(({ input, make }) => {
      const x = input('x', [4, 5]);
      const type = { shape: [4, 5], dtype: 'float32' } as const;
      const ones = make.call('Fill', {}, type, { shape: [4, 5], value: 1, dtype: 'float32' });
      const seed = make.call('Fill', {}, { ...type, shape: [] }, { shape: [], value: 1 });
      const spread = make.binary('Multiply', make.reshape(seed, [1, 1]), ones);
      const gradient = make.binary('RealDiv', spread, 20);
      const square = make.call('Square', { x }, type);
      return { results: { y: make.binary('Multiply', square, gradient) } };
    });
    expect(linesOf(optimize(program))).toEqual([
      '%1 float32[4,5] = Multiply(%0, %0)',
      '%2 float32[4,5] = Multiply(%1, 0.05)',
      'result y = %2',
    ]);
  });
});

const seeds = 300;

onEachBackend('Passes', () => {
  const passes: readonly ((program: Program) => Program)[] = [
    aliasReshapes,
    foldConstants,
    mergeCommonSubexpressions,
    optimize,
    removeDeadCode,
    simplifyAlgebra,
    toPrimitives,
  ];

  test.each(passes.map((pass) => [pass.name, pass] as const))(
    '%s keeps the results of random programs',
    (_, pass) => {
      for (let seed = 0; seed < seeds; seed++) {
        const { program, inputs } = randomProgram(seed);
        const off = tidy(() => {
          const given = tensorsOf(inputs);
          return largestDifference(
            numbersOf(interpret(pass(program), given)),
            numbersOf(interpret(program, given)),
          );
        });
        expect(off, `seed ${seed}`).toBeLessThan(1e-5);
      }
    },
  );

  test('settles: what is optimized gains nothing more', () => {
    for (let seed = 0; seed < seeds; seed++) {
      const best = optimize(randomProgram(seed).program);
      expect(optimize(best), `seed ${seed}`).toBe(best);
    }
  });

  test.each(trainingStepNames)(
    'the training step %s stays the same in fewer operations',
    (name) => {
      const step = trainingStep(name);
      const program = captureProgram(step.options);
      const best = optimize(program);
      expect(best.operations.length).toBeLessThan(0.7 * program.operations.length);
      const off = tidy(() => {
        const given = tensorsOf(step.inputs);
        return largestDifference(
          numbersOf(interpret(best, given)),
          numbersOf(interpret(program, given)),
        );
      });
      expect(off).toBeLessThan(1e-5);
    },
  );
});
