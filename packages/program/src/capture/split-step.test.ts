import { expect, test } from 'vitest';
import { buildProgram } from '../../test-support/build-program.ts';
import type { Value } from '../ir/program.ts';
import { splitStep } from './split-step.ts';

/** The step `y = σ(x)·t`, `t = tanh(x)`, and its derivative by x. */
function gate() {
  const values: Record<string, Value> = {};
  const { operations } = buildProgram(({ input, make }) => {
    const x = input('x', [4]);
    const dy = input('dy', [4]);
    const s = make.unary('Sigmoid', x);
    const t = make.unary('Tanh', x);
    const y = make.binary('Multiply', s, t);
    const rest = make.binary('Sub', 1, s);
    const slope = make.binary('Multiply', s, rest);
    const square = make.binary('Multiply', t, t);
    const one = make.binary('Multiply', make.binary('Multiply', dy, t), slope);
    const other = make.binary(
      'Multiply',
      make.binary('Multiply', dy, s),
      make.binary('Sub', 1, square),
    );
    const dx = make.binary('Add', one, other);
    Object.assign(values, { x, dy, s, t, y, dx });
    return { results: { y, dx } };
  });
  return { operations, values };
}

test('splitStep keeps what is costly, and does again what is light', () => {
  const { operations, values } = gate();
  const { forward, backward, residuals } = splitStep({
    operations,
    given: [values.dy!],
    made: [values.y!],
    wanted: [values.dx!],
    free: [],
    kept: [],
  });
  expect(forward.map(({ kernel }) => kernel)).toEqual(['Sigmoid', 'Tanh', 'Multiply']);
  expect(new Set(residuals)).toEqual(new Set([values.s, values.t]));
  expect(backward.map(({ kernel }) => kernel)).not.toContain('Tanh');
  expect(backward).toHaveLength(operations.length - 3);
});

test('splitStep keeps nothing that is there anyway', () => {
  const { operations, values } = gate();
  const { residuals } = splitStep({
    operations,
    given: [values.dy!],
    made: [values.y!],
    wanted: [values.dx!],
    free: [values.s!, values.t!],
    kept: [],
  });
  expect(residuals).toEqual([]);
});

test('splitStep does again what outputs of the step allow', () => {
  const values: Record<string, Value> = {};
  const { operations } = buildProgram(({ input, make }) => {
    const [x, dy] = [input('x', [4]), input('dy', [4])];
    const y = make.unary('Tanh', x);
    const slope = make.binary('Sub', 1, make.binary('Multiply', y, y));
    const dx = make.binary('Multiply', dy, slope);
    Object.assign(values, { dy, y, dx });
    return { results: { dx } };
  });
  const { residuals } = splitStep({
    operations,
    given: [values.dy!],
    made: [values.y!],
    wanted: [values.dx!],
    free: [],
    kept: [values.y!],
  });
  expect(residuals).toEqual([values.y]);
});
