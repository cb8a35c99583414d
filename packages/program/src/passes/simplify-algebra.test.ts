import { tensor, tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, describe as group, test } from 'vitest';
import { type Bench, buildProgram, linesOf } from '../../test-support/build-program.ts';
import { interpret } from '../interpreter/interpret.ts';
import type { Value } from '../ir/program.ts';
import { removeDeadCode } from './remove-dead-code.ts';
import { constantOf, filled } from './rewriting/constants.ts';
import { simplifyAlgebra } from './simplify-algebra.ts';

/** The operations that are left of a computation, without the line of its only result `y`. */
function simplified(build: (bench: Bench) => Value): readonly string[] {
  let program = buildProgram((bench) => ({ results: { y: build(bench) } }));
  for (let next = simplifyAlgebra(program); next !== program; next = simplifyAlgebra(program)) {
    program = next;
  }
  return linesOf(removeDeadCode(program));
}

const matrix = ({ input }: Bench): Value => input('x', [2, 3]);

group('simplifyAlgebra: arithmetic', () => {
  test.each([
    ['x + 0', 'Add', 0],
    ['x - 0', 'Sub', 0],
    ['x · 1', 'Multiply', 1],
    ['x / 1', 'RealDiv', 1],
    ['x ** 1', 'Pow', 1],
  ])('%s is x', (_, kernel, right) => {
    const lines = simplified((bench) => bench.make.binary(kernel, matrix(bench), right));
    expect(lines).toEqual(['result y = %0']);
  });

  test('x · 0 stays, since it may be NaN', () => {
    expect(simplified((bench) => bench.make.binary('Multiply', matrix(bench), 0))).toEqual([
      '%1 float32[2,3] = Multiply(%0, 0)',
      'result y = %1',
    ]);
  });

  test('a power of two is multiplied, not divided by', () => {
    expect(simplified((bench) => bench.make.binary('RealDiv', matrix(bench), 4))).toEqual([
      '%1 float32[2,3] = Multiply(%0, 0.25)',
      'result y = %1',
    ]);
  });

  test.each([3, 10, -255, 0, 1e-40, Number.POSITIVE_INFINITY])(
    'a division by %d stays',
    (divisor) => {
      const lines = simplified((bench) => bench.make.binary('RealDiv', matrix(bench), divisor));
      expect(lines[0]).toContain('RealDiv');
    },
  );

  test('a quotient and a factor become one factor', () => {
    const factor = simplified(({ make, ...bench }) =>
      make.binary('Multiply', make.binary('RealDiv', matrix({ make, ...bench }), 5), 2),
    );
    expect(factor).toEqual(['%1 float32[2,3] = Multiply(%0, 0.4)', 'result y = %1']);
    const quotient = simplified(({ make, ...bench }) =>
      make.binary('RealDiv', make.binary('Multiply', matrix({ make, ...bench }), 2), 5),
    );
    expect(quotient).toEqual(factor);
    const negative = simplified(({ make, ...bench }) =>
      make.unary('Neg', make.binary('RealDiv', matrix({ make, ...bench }), 5)),
    );
    expect(negative).toEqual(['%1 float32[2,3] = RealDiv(%0, -5)', 'result y = %1']);
  });

  test('a factor that stretches what it multiplies stays', () => {
    const lines = simplified(({ make, input }) => {
      const ones = filled(1, [3, 3], 'float32');
      return make.binary('Multiply', make.binary('Multiply', ones, input('w', [3, 1])), 100);
    });
    expect(lines.at(-2)).toContain('float32[3,3]');
  });

  test('constants stand on the right', () => {
    expect(simplified((bench) => bench.make.binary('Multiply', 3, matrix(bench)))[0]).toBe(
      '%1 float32[2,3] = Multiply(%0, 3)',
    );
    expect(simplified((bench) => bench.make.binary('Less', 3, matrix(bench)))[0]).toBe(
      '%1 bool[2,3] = Greater(%0, 3)',
    );
  });

  test('two factors become one, but not where their product leaves the range of float32', () => {
    const twice = (first: number, second: number) =>
      simplified((bench) =>
        bench.make.binary('Multiply', bench.make.binary('Multiply', matrix(bench), first), second),
      );
    expect(twice(3, 5)).toEqual(['%1 float32[2,3] = Multiply(%0, 15)', 'result y = %1']);
    expect(twice(1e30, 1e30)).toHaveLength(3);
    expect(twice(1e-30, 1e-30)).toHaveLength(3);
  });

  test('a factor moves to the smaller operand', () => {
    const lines = simplified((bench) => {
      const x = matrix(bench);
      const row = bench.input('row', [3]);
      return bench.make.binary('Multiply', bench.make.binary('Multiply', x, 2), row);
    });
    expect(lines).toEqual([
      '%2 float32[3] = Multiply(%1, 2)',
      '%3 float32[2,3] = Multiply(%0, %2)',
      'result y = %3',
    ]);
  });

  test.each([
    ['a + -b is a - b', 'Add', '%2 float32[2,3] = Sub(%0, %1)'],
    ['a - -b is a + b', 'Sub', '%2 float32[2,3] = Add(%0, %1)'],
  ])('%s', (_, kernel, expected) => {
    const lines = simplified((bench) => {
      const a = matrix(bench);
      const b = bench.input('b', [2, 3]);
      return bench.make.binary(kernel, a, bench.make.unary('Neg', b));
    });
    expect(lines[0]).toBe(expected);
  });

  test('signs cancel: --x, -a · -b, -(a - b), -(2x)', () => {
    const negated = (of: (x: Value, b: Value, bench: Bench) => Value) =>
      simplified((bench) => of(matrix(bench), bench.input('b', [2, 3]), bench))[0];
    expect(negated((x, _, { make }) => make.unary('Neg', make.unary('Neg', x)))).toBe(
      'result y = %0',
    );
    expect(
      negated((x, b, { make }) =>
        make.binary('Multiply', make.unary('Neg', x), make.unary('Neg', b)),
      ),
    ).toBe('%2 float32[2,3] = Multiply(%0, %1)');
    expect(negated((x, b, { make }) => make.unary('Neg', make.binary('Sub', x, b)))).toBe(
      '%2 float32[2,3] = Sub(%1, %0)',
    );
    expect(negated((x, _, { make }) => make.unary('Neg', make.binary('Multiply', x, 2)))).toBe(
      '%2 float32[2,3] = Multiply(%0, -2)',
    );
  });

  test.each([
    [2, ['Multiply(%0, %0)']],
    [3, ['Multiply(%0, %0)', 'Multiply(%1, %0)']],
    [0.5, ['Sqrt(%0)']],
    [1.5, ['Sqrt(%0)', 'Multiply(%0, %1)']],
    [-0.5, ['Rsqrt(%0)']],
    [-1, ['Reciprocal(%0)']],
    [2.5, ['Pow(%0, 2.5)']],
  ])('x ** %d takes %s', (exponent, calls) => {
    const lines = simplified((bench) => bench.make.binary('Pow', matrix(bench), exponent));
    expect(lines.slice(0, -1).map((line) => line.split(' = ')[1])).toEqual(calls);
  });
});

group('simplifyAlgebra: stretching', () => {
  test('what is stretched is computed before', () => {
    const lines = simplified((bench) => {
      const column = bench.input('column', [2, 1]);
      return bench.make.unary('Exp', bench.make.broadcast(column, [2, 3]));
    });
    expect(lines).toEqual([
      '%1 float32[2,1] = Exp(%0)',
      '%2 float32[2,3] = BroadcastTo(%1) {shape: [2, 3]}',
      'result y = %2',
    ]);
  });

  test('kernels stretch operands themselves', () => {
    const lines = simplified((bench) => {
      const x = matrix(bench);
      return bench.make.binary('Add', x, bench.make.broadcast(bench.input('row', [3]), [2, 3]));
    });
    expect(lines).toEqual(['%2 float32[2,3] = Add(%0, %1)', 'result y = %2']);
  });

  test('a product with ones is a stretched operand, and a constant a single number', () => {
    const times = (value: number) =>
      simplified((bench) => {
        const column = bench.input('column', [2, 1]);
        return bench.make.binary('Multiply', column, filled(value, [2, 3], 'float32'));
      });
    expect(times(5)).toEqual([
      '%1 float32[2,1] = Multiply(%0, 5)',
      '%2 float32[2,3] = BroadcastTo(%1) {shape: [2, 3]}',
      'result y = %2',
    ]);
    expect(times(1)[0]).toBe('%1 float32[2,3] = BroadcastTo(%0) {shape: [2, 3]}');
  });

  test('a sum along a stretched axis is a multiple', () => {
    const lines = simplified((bench) => {
      const row = bench.input('row', [1, 3]);
      return bench.make.reduce('Sum', bench.make.broadcast(row, [4, 3]), [0]);
    });
    expect(lines).toEqual([
      '%1 float32[3] = Reshape(%0) {shape: [3]}',
      '%2 float32[3] = Multiply(%1, 4)',
      'result y = %2',
    ]);
  });
});

group('simplifyAlgebra: reductions', () => {
  test('axes of size 1 need none', () => {
    const lines = simplified((bench) =>
      bench.make.reduce('Max', bench.input('x', [2, 1, 3]), [1, 2]),
    );
    expect(lines).toEqual([
      '%1 float32[2,3] = Reshape(%0) {shape: [2, 3]}',
      '%2 float32[2] = Max(%1) {axis: [1], keepDims: false}',
      'result y = %2',
    ]);
  });

  test('a sum of sums is one sum, unless the inner ones are wanted', () => {
    const lines = simplified((bench) => {
      const x = bench.input('x', [2, 3, 4]);
      return bench.make.reduce('Sum', bench.make.reduce('Sum', x, [1]), [1]);
    });
    expect(lines[0]).toBe('%1 float32[2] = Sum(%0) {axis: [1, 2], keepDims: false}');
    const both = buildProgram(({ input, make }) => {
      const inner = make.reduce('Sum', input('x', [2, 3]), [1]);
      return { results: { inner, outer: make.reduce('Sum', inner, [0]) } };
    });
    expect(simplifyAlgebra(both)).toBe(both);
  });

  test('a factor and a sign move behind a sum', () => {
    const lines = simplified((bench) => {
      const x = bench.make.binary('Multiply', matrix(bench), 2);
      return bench.make.reduce('Sum', bench.make.unary('Neg', x), [0]);
    });
    expect(lines).toEqual([
      '%1 float32[3] = Sum(%0) {axis: [0], keepDims: false}',
      '%2 float32[3] = Multiply(%1, -2)',
      'result y = %2',
    ]);
  });
});

group('simplifyAlgebra: choices', () => {
  const choice = (of: (bench: Bench, condition: Value, t: Value, e: Value) => Value) =>
    simplified((bench) => {
      const condition = bench.input('condition', [2, 3], { dtype: 'bool' });
      return of(bench, condition, bench.input('t', [2, 3]), bench.input('e', [2, 3]));
    });

  test('a known condition decides', () => {
    expect(choice(({ make }, _, t, e) => make.select(filled(1, [], 'bool'), t, e))).toEqual([
      'result y = %1',
    ]);
    expect(choice(({ make }, _, t, e) => make.select(filled(0, [2, 3], 'bool'), t, e))).toEqual([
      'result y = %2',
    ]);
  });

  test('equal branches need no choice, a negated condition changes them', () => {
    expect(choice(({ make }, c, t) => make.select(c, t, t))).toEqual(['result y = %1']);
    expect(choice(({ make }, c, t, e) => make.select(make.unary('LogicalNot', c), t, e))[0]).toBe(
      '%3 float32[2,3] = Select(%0, %2, %1)',
    );
  });

  test('1 or 0 is the condition as a number', () => {
    const lines = choice(({ make }, c) =>
      make.select(c, filled(1, [], 'float32'), filled(0, [], 'float32')),
    );
    expect(lines[0]).toBe("%3 float32[2,3] = Cast(%0) {dtype: 'float32'}");
  });

  test('casts to and fro vanish where nothing is lost', () => {
    expect(
      choice(({ make }, c) => make.cast(make.cast(make.cast(c, 'float32'), 'int32'), 'bool')),
    ).toEqual(['result y = %0']);
    expect(choice(({ make }, c) => make.binary('NotEqual', make.cast(c, 'float32'), 0))).toEqual([
      'result y = %0',
    ]);
    expect(
      simplified((bench) => bench.make.cast(bench.make.cast(matrix(bench), 'int32'), 'float32')),
    ).toHaveLength(3);
  });

  test('an opposite comparison is taken only where it is one for NaN, too', () => {
    const not = (kernel: string) =>
      choice(({ make }, _, t, e) => make.unary('LogicalNot', make.binary(kernel, t, e)));
    expect(not('Equal')[0]).toBe('%3 bool[2,3] = NotEqual(%1, %2)');
    expect(not('Less')).toHaveLength(3);
  });
});

group('simplifyAlgebra: activations', () => {
  test('the slope of relu asks for its result, not for its operand', () => {
    const program = buildProgram((bench) => {
      const x = matrix(bench);
      const y = bench.make.unary('Relu', x);
      return { results: { y, slope: bench.make.unary('Step', x, { alpha: 0 }) } };
    });
    expect(linesOf(simplifyAlgebra(program))).toContain('%2 float32[2,3] = Step(%1) {alpha: 0}');
  });

  test('the slope asks for an activation that is there: not for one that has just been rewritten', () => {
    const program = buildProgram((bench) => {
      const x = bench.make.reshape(bench.input('x', [6, 4]), [2, 3, 4]);
      const y = bench.make.unary('Relu', x);
      return { results: { y, slope: bench.make.unary('Step', x, { alpha: 0 }) } };
    });
    expect(linesOf(removeDeadCode(simplifyAlgebra(program)))).toEqual([
      '%1 float32[6,4] = Relu(%0)',
      '%2 float32[2,3,4] = Reshape(%1) {shape: [2, 3, 4]}',
      '%3 float32[6,4] = Step(%0) {alpha: 0}',
      '%4 float32[2,3,4] = Reshape(%3) {shape: [2, 3, 4]}',
      'result y = %2',
      'result slope = %4',
    ]);
  });

  test('a bias of several axes is added before a product is cut into heads', () => {
    const lines = simplified(({ make, input }) => {
      const heads = make.reshape(input('x', [6, 4]), [2, 3, 2, 2]);
      return make.binary('Add', heads, input('bias', [2, 2]));
    });
    expect(lines).toEqual([
      '%2 float32[4] = Reshape(%1) {shape: [4]}',
      '%3 float32[6,4] = Add(%0, %2)',
      '%4 float32[2,3,2,2] = Reshape(%3) {shape: [2, 3, 2, 2]}',
      'result y = %4',
    ]);
  });

  test('behind dropout, it asks for what dropout left', () => {
    const program = buildProgram((bench) => {
      const { make } = bench;
      const y = make.unary('Relu', matrix(bench));
      const chosen = bench.input('chosen', [2, 3], { dtype: 'bool' });
      const mask = make.binary('Multiply', make.cast(chosen, 'float32'), 1.25);
      const dropped = make.binary('Multiply', y, mask);
      const back = make.binary('Multiply', bench.input('gradient', [2, 3]), mask);
      const slope = make.unary('Step', y, { alpha: 0 });
      return { results: { dropped, gradient: make.binary('Multiply', back, slope) } };
    });
    expect(linesOf(removeDeadCode(simplifyAlgebra(program)))).toEqual([
      '%3 float32[2,3] = Relu(%0)',
      "%4 float32[2,3] = Cast(%1) {dtype: 'float32'}",
      '%5 float32[2,3] = Multiply(%4, 1.25)',
      '%6 float32[2,3] = Multiply(%3, %5)',
      '%7 float32[2,3] = Multiply(%2, %5)',
      '%8 float32[2,3] = Step(%6) {alpha: 0}',
      '%9 float32[2,3] = Multiply(%7, %8)',
      'result dropped = %6',
      'result gradient = %9',
    ]);
  });

  test('the larger of x and 0 is relu', () => {
    expect(simplified((bench) => bench.make.binary('Maximum', matrix(bench), 0))[0]).toBe(
      '%1 float32[2,3] = Relu(%0)',
    );
  });
});

group('simplifyAlgebra: layout', () => {
  const transposed = ({ make }: Bench, x: Value, perm: readonly number[]): Value => {
    const shape = perm.map((axis) => x.shape[axis] ?? 1);
    return make.call('Transpose', { x }, { shape, dtype: x.dtype }, { perm });
  };

  test('two transposes are one, or none', () => {
    const twice = (second: readonly number[]) =>
      simplified((bench) => {
        const x = bench.input('x', [2, 3, 4]);
        return transposed(bench, transposed(bench, x, [1, 2, 0]), second);
      });
    // [2, 3, 4] → [3, 4, 2] → [2, 4, 3]
    expect(twice([2, 1, 0])).toEqual([
      '%1 float32[2,4,3] = Transpose(%0) {perm: [0, 2, 1]}',
      'result y = %1',
    ]);
    expect(twice([2, 0, 1])).toEqual(['result y = %0']);
  });

  test('a transpose that only moves axes of size 1 is a reshape', () => {
    expect(
      simplified((bench) => transposed(bench, bench.input('x', [2, 1, 3]), [1, 0, 2]))[0],
    ).toBe('%1 float32[1,2,3] = Reshape(%0) {shape: [1, 2, 3]}');
  });

  test('what is turned around twice is as it was', () => {
    const turned = (...turns: readonly (readonly number[])[]) =>
      simplified((bench) => {
        const type = { shape: [2, 3], dtype: 'float32' } as const;
        return turns.reduce<Value>(
          (x, dims) => bench.make.call('Reverse', { x }, type, { dims }),
          matrix(bench),
        );
      });
    expect(turned([1], [1])).toEqual(['result y = %0']);
    expect(turned([0, 1], [1])).toEqual([
      '%1 float32[2,3] = Reverse(%0) {dims: [0]}',
      'result y = %1',
    ]);
    expect(turned([0], [1])[0]).toBe('%1 float32[2,3] = Reverse(%0) {dims: [1, 0]}');
  });

  test('a product transposes its operands itself', () => {
    const lines = simplified((bench) => {
      const inputs = {
        a: transposed(bench, bench.input('a', [3, 2]), [1, 0]),
        b: bench.input('b', [3, 4]),
      };
      const type = { shape: [2, 4], dtype: 'float32' } as const;
      const flags = { transposeA: false, transposeB: false };
      return bench.make.call('BatchMatMul', inputs, type, flags);
    });
    expect(lines[0]).toBe(
      '%2 float32[2,4] = BatchMatMul(%0, %1) {transposeA: true, transposeB: false}',
    );
  });

  test('a slice of a slice is a slice of the whole', () => {
    const cut = (bench: Bench, x: Value, begin: number, size: number): Value =>
      bench.make.call(
        'Slice',
        { x },
        { shape: [size], dtype: 'float32' },
        { begin: [begin], size: [size] },
      );
    const lines = simplified((bench) => cut(bench, cut(bench, bench.input('x', [9]), 2, 6), 1, 3));
    expect(lines[0]).toBe('%1 float32[3] = Slice(%0) {begin: [3], size: [3]}');
  });

  test('element-wise work is done before rows are cut anew', () => {
    const lines = simplified((bench) => {
      const rows = bench.make.reshape(bench.input('x', [4, 3]), [2, 2, 3]);
      return bench.make.unary('Relu', rows);
    });
    expect(lines).toEqual([
      '%1 float32[4,3] = Relu(%0)',
      '%2 float32[2,2,3] = Reshape(%1) {shape: [2, 2, 3]}',
      'result y = %2',
    ]);
  });
});

test('a scope goes with the operations that take the place of others', () => {
  const program = buildProgram(({ input, make }) => {
    const x = input('x', [2]);
    make.enter('sequential/rescaling');
    return { results: { y: make.binary('RealDiv', x, 255) } };
  });
  expect(simplifyAlgebra(program).operations[0]?.scope).toBe('sequential/rescaling');
});

test('constants of elements are left to folding', () => {
  const lines = simplified((bench) =>
    bench.make.binary('Add', matrix(bench), constantOf(Float32Array.of(1, 2, 3), [3], 'float32')),
  );
  expect(lines[0]).toBe('%1 float32[2,3] = Add(%0, [1, 2, 3] float32[3])');
});

onEachBackend('simplifyAlgebra', () => {
  const special = [0, 1, -1, 0.5, -7.25, 3e38, -3e38, Number.NaN, Infinity, -Infinity];
  type Compute = (bench: Bench, x: Value, y: Value) => Value;
  const computations: Readonly<Record<string, Compute>> = {
    'x + 0': ({ make }, x) => make.binary('Add', x, 0),
    'x / 3': ({ make }, x) => make.binary('RealDiv', x, 3),
    '(x · 0.5) · 0.5': ({ make }, x) =>
      make.binary('Multiply', make.binary('Multiply', x, 0.5), 0.5),
    'x - -y': ({ make }, x, y) => make.binary('Sub', x, make.unary('Neg', y)),
    '-(x - y)': ({ make }, x, y) => make.unary('Neg', make.binary('Sub', x, y)),
    '-x · -y': ({ make }, x, y) =>
      make.binary('Multiply', make.unary('Neg', x), make.unary('Neg', y)),
    'max(x, 0)': ({ make }, x) => make.binary('Maximum', x, 0),
    'x²': ({ make }, x) => make.binary('Pow', x, 2),
    'x³': ({ make }, x) => make.binary('Pow', x, 3),
    'x⁻¹': ({ make }, x) => make.binary('Pow', x, -1),
    'the slope of relu': ({ make }, x) =>
      make.binary('Add', make.unary('Relu', x), make.unary('Step', x, { alpha: 0 })),
    'not x = y': ({ make }, x, y) => make.unary('LogicalNot', make.binary('Equal', x, y)),
    'not x < y': ({ make }, x, y) => make.unary('LogicalNot', make.binary('Less', x, y)),
    '3 < x': ({ make }, x) => make.binary('Less', 3, x),
  };

  test.each(Object.entries(computations))('%s of NaN and infinity is as before', (_, compute) => {
    const pairs = special.flatMap((x) => special.map((y) => [x, y] as const));
    const program = buildProgram((bench) => {
      const [x, y] = ['x', 'y'].map((name) => bench.input(name, [pairs.length]));
      return { results: { y: compute(bench, x as Value, y as Value) } };
    });
    const simple = removeDeadCode(simplifyAlgebra(program));
    const [now = [], then = []] = tidy(() => {
      const given = {
        x: tensor(
          pairs.map(([x]) => x),
          'float32',
        ),
        y: tensor(
          pairs.map(([, y]) => y),
          'float32',
        ),
      };
      return [simple, program].map((one) =>
        Array.from(interpret(one, given).get('y')?.dataSync() ?? []),
      );
    });
    for (const [i, value] of then.entries()) {
      const other = now[i] ?? 0;
      const isSame = value === other || Object.is(value, other);
      const isNear = Math.abs(value - other) <= 2e-7 * Math.abs(value);
      expect(isSame || isNear, `${pairs[i]}: ${value}, ${other}`).toBe(true);
    }
  });
});
