import { tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { largestDifference, numbersOf } from '../../test-support/compare-results.ts';
import { randomProgram } from '../../test-support/random-program.ts';
import { shrinkProgram } from '../../test-support/shrink-program.ts';
import { tensorsOf } from '../../test-support/tensors-of.ts';
import {
  binaryKernels,
  convolutionKernels,
  randomKernel,
  reductionKernels,
  unaryKernels,
} from '../ir/primitives.ts';
import { printProgram } from '../ir/print-program.ts';
import { interpret } from './interpret.ts';

const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

test('random programs come to every element-wise kernel, reduction and contraction', () => {
  const operations = seeds(2000).flatMap((seed) => randomProgram(seed).program.operations);
  const seen = new Set(operations.map(({ kernel }) => kernel));
  const all = [...unaryKernels, ...binaryKernels, ...reductionKernels, ...convolutionKernels];
  expect(all.filter((kernel) => !seen.has(kernel))).toEqual([]);
  for (const kernel of ['Select', 'BroadcastTo', 'BatchMatMul', randomKernel, 'MaxPoolGrad']) {
    expect(seen).toContain(kernel);
  }
});

test('a seed makes one program', () => {
  expect(printProgram(randomProgram(3).program)).toBe(printProgram(randomProgram(3).program));
  expect(randomProgram(3).inputs).toEqual(randomProgram(3).inputs);
});

test('shrinking leaves what the failure takes', async () => {
  const withExp = (program: ReturnType<typeof randomProgram>['program']): boolean =>
    program.operations.some(({ kernel }) => kernel === 'Exp');
  const seed = seeds(100).find((one) => withExp(randomProgram(one, 20).program)) ?? 0;
  const { program } = randomProgram(seed, 20);
  const small = await shrinkProgram(program, withExp);
  expect(small.operations.map(({ kernel }) => kernel)).toEqual(['Exp']);
  expect(small.outputs).toHaveLength(1);
});

onEachBackend('random programs', ({ capabilities }) => {
  // A GPU compiles a shader for each kernel and shape.
  const count = capabilities.deviceMemory ? 4 : 40;

  test('stay in the domains of their kernels, and give the same numbers each time, but for rounding', () => {
    for (const seed of seeds(count)) {
      const { program, inputs } = randomProgram(seed);
      tidy(() => {
        const given = tensorsOf(inputs);
        const results = numbersOf(interpret(program, given));
        for (const [name, numbers] of results) {
          const wild = Array.from(numbers).filter((one) => !Number.isFinite(one));
          expect(wild, `seed ${seed}, ${name}`).toEqual([]);
        }
        const again = numbersOf(interpret(program, given));
        // WebGL computes small tensors here or there, as it comes.
        expect(largestDifference(again, results), `seed ${seed}`).toBeLessThan(1e-5);
      });
    }
  });
});
