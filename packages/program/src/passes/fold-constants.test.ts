import { tensor, tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, describe as group, test } from 'vitest';
import { buildProgram, linesOf } from '../../test-support/build-program.ts';
import { interpret } from '../interpreter/interpret.ts';
import { binaryKernels, unaryKernels } from '../ir/primitives.ts';
import type { DataType, Value } from '../ir/program.ts';
import { foldConstants } from './fold-constants.ts';
import { constantOf, filled } from './rewriting/constants.ts';
import type { OperationMaker } from './rewriting/operation-maker.ts';

/** The constant that a computation comes to, or what is left of it. */
const folded = (build: (make: OperationMaker) => Value): string =>
  linesOf(foldConstants(buildProgram(({ make }) => ({ results: { y: build(make) } })))).join('; ');

const four = Float32Array.of(1, 2, 3, 4);

group('foldConstants', () => {
  test('computes with constants that are alike everywhere, of any size', () => {
    expect(folded((make) => make.binary('Sub', filled(5, [1000, 1000], 'float32'), 2))).toBe(
      'result y = fill(3) float32[1000,1000]',
    );
  });

  test('rounds to float32 after each operation', () => {
    // In float32, 1/3 · 3 is 1 + 2⁻²⁵ rounded to 1; 0.1 + 0.2 is 0.3 rounded up.
    const sum = folded((make) => make.binary('Add', filled(0.1, [], 'float32'), 0.2));
    expect(sum).toBe('result y = 0.3');
    expect(Math.fround(Math.fround(0.1) + Math.fround(0.2))).toBe(Math.fround(0.3));
  });

  test('computes with a few elements, stretched to each other', () => {
    const row = constantOf(Float32Array.of(10, 20), [2], 'float32');
    expect(folded((make) => make.binary('Add', constantOf(four, [2, 2], 'float32'), row))).toBe(
      'result y = [11, 22, 13, 24] float32[2,2]',
    );
  });

  test('leaves many elements alone', () => {
    const many = constantOf(new Float32Array(5000), [5000], 'float32');
    expect(folded((make) => make.unary('Exp', many))).toContain('Exp');
  });

  test('reduces and moves what is alike everywhere', () => {
    const three = filled(3, [2, 4], 'float32');
    expect(folded((make) => make.reduce('Sum', three, [1]))).toBe('result y = fill(12) float32[2]');
    expect(folded((make) => make.reduce('Max', three, [0, 1]))).toBe('result y = 3');
    expect(folded((make) => make.reduce('Prod', three, [0]))).toBe('result y = fill(9) float32[4]');
    expect(folded((make) => make.broadcast(filled(3, [], 'int32'), [2]))).toBe(
      'result y = fill(3) int32[2]',
    );
  });

  test('renames constants', () => {
    expect(folded((make) => make.reshape(constantOf(four, [4], 'float32'), [2, 2]))).toBe(
      'result y = [1, 2, 3, 4] float32[2,2]',
    );
  });

  test('draws no random numbers', () => {
    const lines = folded((make) => {
      const [seed, step] = [filled(1, [], 'int32'), filled(2, [], 'int32')];
      const attributes = { shape: [2], stream: 3 };
      return make.call('Philox', { seed, step }, { shape: [2], dtype: 'float32' }, attributes);
    });
    expect(lines).toContain('Philox');
  });
});

const special = [0, -0, 1, -1, 0.5, -0.5, 2.5, -7.25, 1e-40, 3e38, Number.NaN, Infinity, -Infinity];

onEachBackend('foldConstants', () => {
  const logical = new Set(['LogicalNot', 'LogicalAnd', 'LogicalOr']);

  /** Folds a kernel of constants, and has the backend compute it. */
  function compare(kernel: string, operands: readonly Value[]): void {
    const attributes = kernel === 'Step' ? { alpha: 0.25 } : {};
    const program = buildProgram(({ make }) => {
      const [a, b] = operands as [Value, Value];
      const y = b ? make.binary(kernel, a, b) : make.unary(kernel, a, attributes);
      return { results: { y } };
    });
    const after = foldConstants(program);
    expect(after.operations).toHaveLength(0);
    const [now, then] = tidy(() =>
      [after, program].map((one) => Array.from(interpret(one, {}).get('y')?.dataSync() ?? [])),
    );
    expect(now).toEqual(then);
  }

  const listed = (values: readonly number[], dtype: DataType): Value =>
    constantOf(
      dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values),
      [values.length],
      dtype,
    );

  test.each(unaryKernels.filter((kernel) => kernel !== 'Cast'))(
    '%s of special numbers is as the kernel has it',
    (kernel) => {
      compare(kernel, [logical.has(kernel) ? listed([0, 1], 'bool') : listed(special, 'float32')]);
    },
  );

  test.each(binaryKernels)('%s of special numbers is as the kernel has it', (kernel) => {
    const values = logical.has(kernel) ? [0, 1] : special;
    const dtype = logical.has(kernel) ? 'bool' : 'float32';
    const pairs = values.flatMap((a) => values.map((b) => [a, b] as const));
    compare(kernel, [
      listed(
        pairs.map(([a]) => a),
        dtype,
      ),
      listed(
        pairs.map(([, b]) => b),
        dtype,
      ),
    ]);
  });

  test.each([
    ['float32', 'int32', [0, 1.9, -1.9, 1e9]],
    ['float32', 'bool', [0, -0, 0.1, Number.NaN]],
    ['int32', 'float32', [0, -3, 16777216]],
    ['bool', 'float32', [0, 1]],
  ] as const)('a cast from %s to %s is as the kernel has it', (from, to, values) => {
    const program = buildProgram(({ make }) => ({
      results: { y: make.cast(listed(values, from), to) },
    }));
    const after = foldConstants(program);
    expect(after.operations).toHaveLength(0);
    tidy(() => {
      const expected = tensor([...values], from)
        .cast(to)
        .dataSync();
      expect(Array.from(interpret(after, {}).get('y')?.dataSync() ?? [])).toEqual(
        Array.from(expected),
      );
    });
  });
});
