import { expect, test } from 'vitest';
import { printProgram } from './print-program.ts';
import type { Constant, Program, Value } from './program.ts';

const constant = (shape: number[], dtype: Value['dtype'], numbers: Constant): Value => ({
  shape,
  dtype,
  origin: { kind: 'constant', constant: numbers },
});
const result = (shape: number[], dtype: Value['dtype'] = 'float32'): Value => ({
  shape,
  dtype,
  origin: { kind: 'result' },
});

test('prints inputs, operations and outputs, one a line', () => {
  const x: Value = {
    shape: [2, 3],
    dtype: 'float32',
    origin: { kind: 'input', input: { name: 'x', role: 'batch' } },
  };
  const half = constant([], 'float32', { kind: 'fill', value: Math.fround(0.9) });
  const mask = constant([3], 'bool', { kind: 'fill', value: 1 });
  const row = constant([7], 'int32', {
    kind: 'elements',
    elements: Int32Array.of(1, 2, 3, 4, 5, 6, 7),
  });
  const scaled = result([2, 3]);
  const [values, indices] = [result([2, 1]), result([2, 1], 'int32')];
  const program: Program = {
    name: 'predict',
    inputs: [x],
    operations: [
      {
        kernel: 'Multiply',
        inputs: [x, half],
        inputNames: ['a', 'b'],
        attributes: {},
        outputs: [scaled],
        scope: 'sequential/rescaling',
      },
      {
        kernel: 'TopK',
        inputs: [scaled],
        inputNames: ['x'],
        attributes: { k: 1, sorted: true },
        outputs: [values, indices],
        scope: '',
      },
      {
        kernel: 'Made',
        inputs: [mask, row],
        inputNames: ['0', '1'],
        attributes: { pad: [[0, 1]], mode: 'same', axis: null },
        outputs: [result([])],
        scope: '',
      },
    ],
    outputs: [{ role: 'result', name: 'top', value: values }],
  };
  expect(printProgram(program)).toBe(
    [
      'program predict: 1 inputs, 3 operations',
      '%0 float32[2,3] = batch x',
      '%1 float32[2,3] = Multiply(%0, 0.9)   // sequential/rescaling',
      '%2 float32[2,1], %3 int32[2,1] = TopK(%1) {k: 1, sorted: true}',
      "%4 float32[] = Made(fill(true) bool[3], [1, 2, 3, 4, 5, 6, …] int32[7]) {pad: [[0, 1]], mode: 'same', axis: null}",
      'result top = %2',
    ].join('\n'),
  );
});
