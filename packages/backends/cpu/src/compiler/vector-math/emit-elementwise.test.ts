import type { Attributes, DataType } from '@myelin/program';
import { describe, expect, test } from 'vitest';
import { operationOf, runElementwise } from '../../../test-support/run-elementwise.ts';
import { elementwiseRefusal } from './emit-elementwise.ts';

type Reference = (...operands: number[]) => number;

const floats = [
  0, -0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 3.7, -3.7, 1e10, -1e10, 1e-40,
].concat([2 ** 23 + 1, -(2 ** 22) - 0.5, Infinity, -Infinity, NaN]);
const integers = [0, 1, -1, 2, -2, 7, -7, 2 ** 31 - 1, -(2 ** 31), 46341];

function elements(dtype: DataType, values: readonly number[]): Float32Array | Int32Array {
  if (dtype === 'float32') return Float32Array.from(values);
  return Int32Array.from(values, (x) => (dtype === 'bool' ? -x : x));
}

const domain = (dtype: DataType): readonly number[] =>
  dtype === 'float32' ? floats : dtype === 'int32' ? integers : [0, 1];

/** Runs a kernel on all combinations of special operands; booleans are 0 and 1 in the reference. */
function check(
  kernel: string,
  dtypes: readonly DataType[],
  output: DataType,
  reference: Reference,
  attributes: Attributes = {},
): void {
  const combinations = dtypes.reduce<number[][]>(
    (all, dtype) => all.flatMap((known) => domain(dtype).map((x) => [...known, x])),
    [[]],
  );
  const operands = dtypes.map((dtype, i) =>
    elements(
      dtype,
      combinations.map((combination) => combination[i]!),
    ),
  );
  const operation = operationOf(kernel, dtypes, output, attributes);
  const given = combinations.map((_, i) =>
    operands.map((operand, o) => (dtypes[o] === 'bool' ? -operand[i]! : operand[i]!)),
  );
  const expected = elements(
    output,
    given.map((numbers) => reference(...numbers)),
  );
  const results = runElementwise(operation, operands, false);
  // The sign of 0 does not count.
  expect(results.map((x) => x + 0)).toEqual(expected.map((x) => x + 0));
}

/** As tfjs rounds: halves go to the even neighbor. */
function roundToEven(x: number): number {
  const below = Math.floor(x);
  if (x - below < 0.5) return below;
  if (x - below > 0.5) return Math.ceil(x);
  return below % 2 === 0 ? below : below + 1;
}

const truth = (is: boolean): number => (is ? 1 : 0);
const clampToInt32 = (x: number): number =>
  Number.isNaN(x) ? 0 : Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(x)));

describe('unary kernels of float32', () => {
  test.each<[string, Reference]>([
    ['Abs', Math.abs],
    ['Neg', (x) => -x],
    ['Sign', (x) => (x < 0 ? -1 : truth(x > 0))],
    ['Sqrt', Math.sqrt],
    ['Reciprocal', (x) => 1 / x],
    ['Floor', Math.floor],
    ['Ceil', Math.ceil],
    ['Round', roundToEven],
    ['Relu', (x) => Math.max(x, 0)],
    ['Sin', Math.sin],
    ['Cos', Math.cos],
    ['Tan', Math.tan],
    ['Asin', Math.asin],
    ['Acos', Math.acos],
    ['Atan', Math.atan],
  ])('%s is what tfjs computes', (kernel, reference) => {
    check(kernel, ['float32'], 'float32', reference);
  });

  test.each([0, 0.2, -1])('Step takes %s where x is not positive, and keeps NaN', (alpha) => {
    const step: Reference = (x) => (x > 0 ? 1 : Number.isNaN(x) ? x : alpha);
    check('Step', ['float32'], 'float32', step, { alpha });
  });

  test.each<[string, (x: number) => boolean]>([
    ['IsNan', Number.isNaN],
    ['IsFinite', Number.isFinite],
    ['IsInf', (x) => Math.abs(x) === Infinity],
  ])('%s makes masks', (kernel, is) => {
    check(kernel, ['float32'], 'bool', (x) => truth(is(x)));
  });
});

describe('binary kernels', () => {
  test.each<[string, Reference]>([
    ['Add', (a, b) => a + b],
    ['Sub', (a, b) => a - b],
    ['Multiply', (a, b) => a * b],
    ['RealDiv', (a, b) => a / b],
    ['Maximum', Math.max],
    ['Minimum', Math.min],
    ['Atan2', Math.atan2],
  ])('%s of float32 is what tfjs computes', (kernel, reference) => {
    check(kernel, ['float32', 'float32'], 'float32', reference);
  });

  test.each<[string, Reference]>([
    ['Add', (a, b) => (a + b) | 0],
    ['Sub', (a, b) => (a - b) | 0],
    ['Multiply', Math.imul],
    ['Maximum', Math.max],
    ['Minimum', Math.min],
  ])('%s of int32 wraps around', (kernel, reference) => {
    check(kernel, ['int32', 'int32'], 'int32', reference);
  });

  test.each<[string, (a: number, b: number) => boolean]>([
    ['Equal', (a, b) => a === b],
    ['NotEqual', (a, b) => a !== b],
    ['Less', (a, b) => a < b],
    ['LessEqual', (a, b) => a <= b],
    ['Greater', (a, b) => a > b],
    ['GreaterEqual', (a, b) => a >= b],
  ])('%s compares numbers and truth values', (kernel, is) => {
    for (const dtype of ['float32', 'int32', 'bool'] as const) {
      check(kernel, [dtype, dtype], 'bool', (a, b) => truth(is(a!, b!)));
    }
  });

  test.each(['Maximum', 'Minimum'])('%s with a known number keeps NaN of the other', (kernel) => {
    const general = operationOf(kernel, ['float32', 'float32'], 'float32');
    const origin = { kind: 'constant', constant: { kind: 'fill', value: 1 } } as const;
    const x = Float32Array.from(floats);
    const one = x.map(() => 1);
    const expected = x.map((value) => (kernel === 'Maximum' ? Math.max : Math.min)(value, 1));
    const [a, b] = general.inputs;
    const right = { ...general, inputs: [a!, { ...b!, origin }] };
    expect(runElementwise(right, [x, one], false)).toEqual(expected);
    const left = { ...general, inputs: [{ ...a!, origin }, b!] };
    expect(runElementwise(left, [one, x], false)).toEqual(expected);
  });
});

describe('other kernels', () => {
  test('logic works on masks', () => {
    check('LogicalNot', ['bool'], 'bool', (x) => 1 - x!);
    check('LogicalAnd', ['bool', 'bool'], 'bool', (a, b) => a! & b!);
    check('LogicalOr', ['bool', 'bool'], 'bool', (a, b) => a! | b!);
  });

  test.each<DataType>(['float32', 'int32', 'bool'])('Select chooses among %s', (dtype) => {
    check('Select', ['bool', dtype, dtype], dtype, (is, t, e) => (is ? t! : e!));
  });

  test('Cast goes from any type to any other', () => {
    check('Cast', ['float32'], 'int32', (x) => clampToInt32(x!));
    check('Cast', ['float32'], 'bool', (x) => truth(x !== 0));
    check('Cast', ['int32'], 'float32', (x) => Math.fround(x!));
    check('Cast', ['int32'], 'bool', (x) => truth(x !== 0));
    check('Cast', ['bool'], 'float32', (x) => x!);
    check('Cast', ['bool'], 'int32', (x) => x!);
  });

  test('Abs, Neg, Sign and Relu of int32 are whole', () => {
    check('Abs', ['int32'], 'int32', (x) => Math.abs(x!) | 0);
    check('Neg', ['int32'], 'int32', (x) => -x! | 0);
    check('Sign', ['int32'], 'int32', (x) => Math.sign(x!));
    check('Relu', ['int32'], 'int32', (x) => Math.max(x!, 0));
  });

  test('what is missing is named', () => {
    const refusal = (kernel: string, dtype: DataType) =>
      elementwiseRefusal(operationOf(kernel, [dtype], dtype));
    expect(refusal('Exp', 'int32')).toBe('Exp of int32');
    expect(refusal('Exp', 'float32')).toBeUndefined();
  });
});
