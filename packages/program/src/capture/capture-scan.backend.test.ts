import {
  add,
  gradient,
  keep,
  memory,
  mul,
  scalar,
  scan,
  sum,
  type Tensor,
  tidy,
} from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { largestDifference, numbersOf } from '../../test-support/compare-results.ts';
import { loopExample, loopNames } from '../../test-support/loop-examples.ts';
import { tensorsOf } from '../../test-support/tensors-of.ts';
import { interpret } from '../interpreter/interpret.ts';
import type { Program } from '../ir/program.ts';
import { isScan } from '../ir/scan-operation.ts';
import { captureProgram } from './capture-program.ts';

onEachBackend('captured loops', () => {
  describe.each([false, true])('with gradients: %s', (withGradients) => {
    test.each(loopNames)('%s replays to the numbers of the plain loop', (name) => {
      const { options, inputs } = loopExample(name, withGradients);
      const before = memory();
      const program = captureProgram(options);
      expect(memory()).toEqual(before);
      expect(program.operations.filter(isScan)).toHaveLength(withGradients ? 2 : 1);
      const [replayed, eager] = tidy(() => {
        const tensors = tensorsOf(inputs);
        const outputs = options.compute(tensors);
        return [
          numbersOf(interpret(program, tensors)),
          numbersOf(new Map(outputs.map((output) => [output.name, output.tensor as Tensor]))),
        ];
      });
      expect(largestDifference(replayed, eager)).toBeLessThan(1e-5);
    });
  });

  const squares = (x: Tensor): Tensor =>
    at0(
      scan({
        initial: [scalar(0)],
        sequences: [x],
        step: ({ carry: [total], slices: [one] }) => ({
          carry: [add(total as Tensor, mul(one as Tensor, one as Tensor))],
          outputs: [],
        }),
      }).carry,
    );
  const at0 = (tensors: readonly Tensor[]): Tensor => tensors[0] as Tensor;
  const capture = (name: string, compute: (x: Tensor) => Tensor): (() => Program) => {
    const declaration = { name: 'x', role: 'batch', shape: [3], dtype: 'float32' } as const;
    return () =>
      captureProgram({
        name,
        inputs: [declaration],
        compute: ({ x }) => [{ role: 'result', name: 'y', tensor: compute(x as Tensor) }],
      });
  };

  test('second derivatives are refused, for they would be too small', () => {
    const second = gradient((x) => sum(gradient(squares)(x)));
    expect(capture('predict', second)).toThrow('a second derivative goes through a loop');
    expect(capture('predict', gradient(squares))).not.toThrow();
  });

  test('tensors of a step are refused outside of it', () => {
    let leaked: Tensor | undefined;
    const leaking = (x: Tensor): Tensor => {
      scan({
        initial: [],
        sequences: [x],
        step: ({ slices }) => {
          leaked = keep(mul(at0(slices), 2));
          return { carry: [], outputs: [] };
        },
      });
      return add(x, leaked as Tensor);
    };
    expect(capture('predict', leaking)).toThrow('made in a step of a loop is used outside');
  });

  test('numbers made in JavaScript in a step are found', () => {
    const random = (x: Tensor): Tensor =>
      at0(
        scan({
          initial: [],
          sequences: [x],
          step: ({ slices }) => ({ carry: [], outputs: [mul(at0(slices), Math.random())] }),
        }).outputs,
      );
    expect(capture('predict', random)).toThrow('would be frozen into the program');
  });

  test('a step that needs no gradient is recorded as it is', () => {
    const { operations } = capture('predict', squares)();
    expect(operations.find(isScan)?.body?.operations.map(({ kernel }) => kernel)).toEqual([
      'Multiply',
      'Add',
    ]);
  });
});
