import { tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { largestDifference, numbersOf } from '../../../test-support/compare-results.ts';
import { loopExample, loopNames } from '../../../test-support/loop-examples.ts';
import { randomLoop } from '../../../test-support/random-loop.ts';
import { tensorsOf } from '../../../test-support/tensors-of.ts';
import { captureProgram } from '../../capture/capture-program.ts';
import { interpret } from '../../interpreter/interpret.ts';
import { optimize } from '../optimize.ts';

onEachBackend('optimized loops', ({ capabilities }) => {
  test.each(loopNames)('%s gives the same numbers', (name) => {
    const { options, inputs } = loopExample(name);
    const program = captureProgram(options);
    const [actual, expected] = tidy(() => {
      const tensors = tensorsOf(inputs);
      return [
        numbersOf(interpret(optimize(program), tensors)),
        numbersOf(interpret(program, tensors)),
      ] as const;
    });
    expect(largestDifference(actual, expected)).toBeLessThan(1e-5);
  });

  // A GPU compiles a shader for each kernel and shape.
  const count = capabilities.deviceMemory ? 4 : 100;

  test(`${count} random loops give the same numbers`, () => {
    for (let seed = 1; seed <= count; seed++) {
      const { program, inputs } = randomLoop(seed);
      const [actual, expected] = tidy(() => {
        const tensors = tensorsOf(inputs);
        return [
          numbersOf(interpret(optimize(program), tensors)),
          numbersOf(interpret(program, tensors)),
        ] as const;
      });
      expect(largestDifference(actual, expected), `seed ${seed}`).toBeLessThan(1e-5);
    }
  });
});
