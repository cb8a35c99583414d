import { NdArray, type Tensor, tensor, tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, describe as group, test } from 'vitest';
import { type Bench, buildProgram, linesOf } from '../../test-support/build-program.ts';
import { interpret } from '../interpreter/interpret.ts';
import type { Attributes, Program, Value } from '../ir/program.ts';
import { removeDeadCode } from './remove-dead-code.ts';
import { toPrimitives } from './to-primitives.ts';

/** A call as tfjs dispatches it, of float32 inputs of the given shapes. */
function called(
  kernel: string,
  inputs: Readonly<Record<string, readonly number[]>>,
  shape: readonly number[],
  attributes: Attributes = {},
): Program {
  return buildProgram(({ make, input }) => {
    const values = Object.entries(inputs).map(([name, size]) => [name, input(name, size)] as const);
    const type = { shape, dtype: 'float32' } as const;
    return { results: { y: make.call(kernel, Object.fromEntries(values), type, attributes) } };
  });
}

const rewritten = (...call: Parameters<typeof called>): readonly string[] =>
  linesOf(removeDeadCode(toPrimitives(called(...call))));

group('toPrimitives', () => {
  test('a mean is a sum times one over the count', () => {
    expect(rewritten('Mean', { x: [4, 5] }, [4, 1], { axis: -1, keepDims: true })).toEqual([
      '%1 float32[4] = Sum(%0) {axis: [1], keepDims: false}',
      '%2 float32[4] = Multiply(%1, 0.2)',
      '%3 float32[4,1] = Reshape(%2) {shape: [4, 1]}',
      'result y = %3',
    ]);
  });

  test('axes are sorted, from the front, and all where none is named', () => {
    expect(rewritten('Sum', { x: [2, 3, 4] }, [3], { axis: [-1, 0], keepDims: false })[0]).toBe(
      '%1 float32[3] = Sum(%0) {axis: [0, 2], keepDims: false}',
    );
    expect(
      rewritten('Max', { x: [2, 3] }, [], { reductionIndices: null, keepDims: false })[0],
    ).toBe('%1 float32[] = Max(%0) {axis: [0, 1], keepDims: false}');
    expect(rewritten('Sum', { x: [] }, [], { axis: null, keepDims: false })).toEqual([
      'result y = %0',
    ]);
  });

  test('softmax subtracts the largest and divides by the sum', () => {
    expect(rewritten('Softmax', { logits: [2, 3] }, [2, 3], { dim: 1 })).toEqual([
      '%1 float32[2] = Max(%0) {axis: [1], keepDims: false}',
      '%2 float32[2,1] = Reshape(%1) {shape: [2, 1]}',
      '%3 float32[2,3] = Sub(%0, %2)',
      '%4 float32[2,3] = Exp(%3)',
      '%5 float32[2] = Sum(%4) {axis: [1], keepDims: false}',
      '%6 float32[2,1] = Reshape(%5) {shape: [2, 1]}',
      '%7 float32[2,1] = Reciprocal(%6)',
      '%8 float32[2,3] = Multiply(%4, %7)',
      'result y = %8',
    ]);
  });

  test('repeating along an axis of size 1 is a broadcast; others are cut, stretched and joined', () => {
    expect(rewritten('Tile', { x: [1, 3] }, [4, 3], { reps: [4, 1] })[0]).toBe(
      '%1 float32[4,3] = BroadcastTo(%0) {shape: [4, 3]}',
    );
    expect(rewritten('Tile', { x: [3] }, [6], { reps: [2] })).toEqual([
      '%1 float32[1,3] = Reshape(%0) {shape: [1, 3]}',
      '%2 float32[2,3] = BroadcastTo(%1) {shape: [2, 3]}',
      '%3 float32[6] = Reshape(%2) {shape: [6]}',
      'result y = %3',
    ]);
  });

  test('stacking is joining along a new axis, and unstacking slicing', () => {
    expect(rewritten('Pack', { 0: [3], 1: [3] }, [3, 2], { axis: -1 })).toEqual([
      '%2 float32[3,1] = Reshape(%0) {shape: [3, 1]}',
      '%3 float32[3,1] = Reshape(%1) {shape: [3, 1]}',
      '%4 float32[3,2] = Concat(%2, %3) {axis: 1}',
      'result y = %4',
    ]);
    const program = buildProgram(({ make, input }) => {
      const outputs = [0, 1].map(
        (): Value => ({ shape: [3], dtype: 'float32', origin: { kind: 'result' } }),
      );
      const value = input('x', [2, 3]);
      make.keep({
        kernel: 'Unpack',
        inputs: [value],
        inputNames: ['value'],
        attributes: { axis: 0 },
        outputs,
        scope: '',
      });
      return { results: { y: outputs[1] as Value } };
    });
    expect(linesOf(removeDeadCode(toPrimitives(program)))).toEqual([
      '%1 float32[1,3] = Slice(%0) {begin: [1, 0], size: [1, 3]}',
      '%2 float32[3] = Reshape(%1) {shape: [3]}',
      'result y = %2',
    ]);
  });

  test('splitting is slicing, and slices are stated in full', () => {
    const program = buildProgram(({ make, input }) => {
      const outputs = [1, 3].map(
        (size): Value => ({ shape: [2, size], dtype: 'float32', origin: { kind: 'result' } }),
      );
      make.keep({
        kernel: 'SplitV',
        inputs: [input('x', [2, 4])],
        inputNames: ['x'],
        attributes: { numOrSizeSplits: [1, 3], axis: -1 },
        outputs,
        scope: '',
      });
      return { results: { y: outputs[1] as Value } };
    });
    expect(linesOf(removeDeadCode(toPrimitives(program)))[0]).toBe(
      '%1 float32[2,3] = Slice(%0) {begin: [0, 1], size: [2, 3]}',
    );
    expect(rewritten('Slice', { x: [4, 5] }, [2, 5], { begin: [1], size: [2, -1] })[0]).toBe(
      '%1 float32[2,5] = Slice(%0) {begin: [1, 0], size: [2, 5]}',
    );
  });

  test('what attributes tell is constant', () => {
    expect(rewritten('Fill', {}, [2], { shape: [2], value: 7, dtype: 'float32' })).toEqual([
      'result y = fill(7) float32[2]',
    ]);
    expect(rewritten('LinSpace', {}, [5], { start: 0, stop: 1, num: 5 })).toEqual([
      'result y = [0, 0.25, 0.5, 0.75, 1] float32[5]',
    ]);
    expect(rewritten('Range', {}, [3], { start: 1, stop: 7, step: 2, dtype: 'float32' })).toEqual([
      'result y = [1, 3, 5] float32[3]',
    ]);
    expect(rewritten('ZerosLike', { x: [2] }, [2])).toEqual(['result y = fill(0) float32[2]']);
  });

  test('one-hot rows are a comparison', () => {
    const program = buildProgram(({ make, input }) => {
      const indices = input('indices', [2], { dtype: 'int32' });
      const attributes = { depth: 3, onValue: 1, offValue: 0, dtype: 'float32' };
      const type = { shape: [2, 3], dtype: 'float32' } as const;
      return { results: { y: make.call('OneHot', { indices }, type, attributes) } };
    });
    expect(linesOf(toPrimitives(program))).toEqual([
      '%1 int32[2,1] = Reshape(%0) {shape: [2, 1]}',
      '%2 bool[2,3] = Equal(%1, [0, 1, 2] int32[3])',
      "%3 float32[2,3] = Cast(%2) {dtype: 'float32'}",
      'result y = %3',
    ]);
  });

  test('padding of convolutions is in numbers', () => {
    // 5 columns in steps of 2 with windows of 2: the last window hangs over by one. 4 rows: none does.
    const [line] = rewritten('Conv2D', { x: [1, 4, 5, 1], filter: [2, 2, 1, 3] }, [1, 2, 3, 3], {
      strides: 2,
      pad: 'same',
      dataFormat: 'NHWC',
      dilations: [1, 1],
    });
    expect(line).toContain('strides: [2, 2]');
    expect(line).toContain('pad: [[0, 0], [0, 0], [0, 1], [0, 0]]');
    const other = called('Conv2D', { x: [1, 1, 4, 5], filter: [2, 2, 1, 3] }, [1, 3, 3, 4], {
      strides: 1,
      pad: 'valid',
      dataFormat: 'NCHW',
      dilations: 1,
    });
    expect(toPrimitives(other)).toBe(other);
  });

  test('operands of different types get the more general one', () => {
    const program = buildProgram(({ make, input }) => {
      const a = input('a', [2]);
      const b = input('b', [2], { dtype: 'int32' });
      return { results: { y: make.call('Add', { a, b }, a) } };
    });
    expect(linesOf(toPrimitives(program))).toEqual([
      "%2 float32[2] = Cast(%1) {dtype: 'float32'}",
      '%3 float32[2] = Add(%0, %2)',
      'result y = %3',
    ]);
  });

  test('what has no equal in primitives stays', () => {
    const program = called('BatchToSpaceND', { x: [4, 1, 1, 1] }, [1, 2, 2, 1], {
      blockShape: [2, 2],
      crops: [
        [0, 0],
        [0, 0],
      ],
    });
    expect(toPrimitives(program)).toBe(program);
  });
});

/** Numbers at which kernels differ if they differ anywhere. */
const special = Float32Array.of(
  ...[0, -0, 1, -1, 0.5, -0.5, 2.5, -7.25, 5.9, 6, 6.1, 88, -88, 1e-40, -1e-7, 3e38],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -3e38],
);
const normal = special.filter((value) => Math.abs(value) <= 10);

onEachBackend('toPrimitives', () => {
  type Call = (bench: Bench, x: Value) => Value;
  const unary =
    (kernel: string, attributes: Attributes = {}, name = 'x'): Call =>
    ({ make }, x) =>
      make.call(kernel, { [name]: x }, x, attributes);
  const binary =
    (kernel: string, first: string, second: string): Call =>
    ({ make, input }, x) =>
      make.call(kernel, { [first]: x, [second]: input('other', x.shape) }, x);

  const elementwise: Readonly<Record<string, Call>> = {
    Square: unary('Square'),
    Relu6: unary('Relu6'),
    Elu: unary('Elu'),
    Selu: unary('Selu'),
    LeakyRelu: unary('LeakyRelu', { alpha: 0.2 }),
    ClipByValue: unary('ClipByValue', { clipValueMin: -0.1, clipValueMax: 0.7 }),
    'ClipByValue from below only': unary('ClipByValue', {
      clipValueMin: -0.1,
      clipValueMax: Number.POSITIVE_INFINITY,
    }),
    SquaredDifference: binary('SquaredDifference', 'a', 'b'),
    Prelu: binary('Prelu', 'x', 'alpha'),
    EluGrad: binary('EluGrad', 'dy', 'y'),
  };
  const several: Readonly<Record<string, Call>> = {
    AddN: ({ make, input }, x) => make.call('AddN', [x, input('other', x.shape), x], x),
    Mean: ({ make }, x) => make.call('Mean', { x }, scalar, { axis: null, keepDims: false }),
    Softmax: unary('Softmax', { dim: 0 }, 'logits'),
    FusedBatchNorm: ({ make, input }, x) => {
      const given = ['mean', 'offset', 'scale', 'variance'].map((name) => [name, input(name, [])]);
      const epsilon = { varianceEpsilon: 0.001 };
      return make.call('FusedBatchNorm', { x, ...Object.fromEntries(given) }, x, epsilon);
    },
    FloorDiv: ({ make, input }, a) => {
      const b = input('other', a.shape);
      return make.call('FloorDiv', { a, b }, { shape: a.shape, dtype: 'int32' });
    },
    OneHot: ({ make }, x) => {
      const indices = make.cast(x, 'int32');
      const type = { shape: [...x.shape, 4], dtype: 'float32' } as const;
      const attributes = { depth: 4, onValue: 2, offValue: -1, dtype: 'float32' };
      return make.call('OneHot', { indices }, type, attributes);
    },
  };
  const scalar = { shape: [], dtype: 'float32' } as const;

  function results(build: Call, numbers: Float32Array): readonly (readonly number[])[] {
    const program = buildProgram((bench) => ({
      results: { y: build(bench, bench.input('x', [numbers.length])) },
    }));
    return tidy(() => {
      const given = Object.fromEntries(program.inputs.map((value, i) => numbersFor(value, i)));
      return [toPrimitives(program), program].map((one) =>
        Array.from(interpret(one, given).get('y')?.dataSync() ?? []),
      );
    });
    function numbersFor({ origin, shape }: Value, i: number): [string, Tensor] {
      const name = origin.kind === 'input' ? origin.input.name : '';
      const turned = [...numbers.subarray(3 * i), ...numbers.subarray(0, 3 * i)];
      const elements = shape.length === 0 ? Float32Array.of(0.5 + i) : Float32Array.from(turned);
      return [name, tensor(new NdArray(elements, shape))];
    }
  }

  test.each(Object.entries(elementwise))(
    '%s is as before, for NaN and infinity, too',
    (_, build) => {
      const [now, then] = results(build, special);
      for (const [i, value] of (then ?? []).entries()) {
        const other = now?.[i] ?? 0;
        if (Number.isFinite(value))
          expect(Math.abs(other - value)).toBeLessThan(1e-6 * Math.abs(value) + 1e-12);
        else expect(other).toBe(value);
      }
    },
  );

  test.each(Object.entries(several))('%s is as before', (_, build) => {
    const [now, then] = results(build, normal);
    expect(now).toHaveLength(then?.length ?? -1);
    for (const [i, value] of (then ?? []).entries()) expect(now?.[i]).toBeCloseTo(value, 5);
  });
});
