import { memory, tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { largestDifference, numbersOf } from '../../test-support/compare-results.ts';
import { tensorsOf } from '../../test-support/tensors-of.ts';
import { trainingStep, trainingStepNames } from '../../test-support/training-steps.ts';
import { interpret } from '../interpreter/interpret.ts';
import { captureProgram } from './capture-program.ts';

onEachBackend('captureProgram of training steps', () => {
  test.each(trainingStepNames)(
    'replays one step of %s to the numbers of the eager step',
    (name) => {
      const step = trainingStep(name);
      const before = memory();
      const program = captureProgram(step.options);
      expect(memory()).toEqual(before);
      const [replayed, eager] = tidy(() => {
        const inputs = tensorsOf(step.inputs);
        const outputs = step.options.compute(inputs);
        return [
          numbersOf(interpret(program, inputs)),
          numbersOf(new Map(outputs.map((output) => [output.name, output.tensor]))),
        ];
      });
      expect(replayed.size).toBeGreaterThan(4);
      expect(largestDifference(replayed, eager)).toBeLessThan(1e-6);
    },
  );

  test('knows the layer of what is computed on the way there, and none on the way back', () => {
    const { operations } = captureProgram(trainingStep('mlp').options);
    const scopes = [...new Set(operations.map(({ scope }) => scope))];
    expect(scopes).toEqual(['sequential/dense', 'sequential/dropout', 'sequential/dense_1', '']);
  });
});
