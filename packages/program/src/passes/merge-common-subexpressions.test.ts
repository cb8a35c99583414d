import { expect, describe as group, test } from 'vitest';
import { buildProgram, linesOf } from '../../test-support/build-program.ts';
import { mergeCommonSubexpressions } from './merge-common-subexpressions.ts';
import { constantOf, filled } from './rewriting/constants.ts';

group('mergeCommonSubexpressions', () => {
  test('computes the same only once, in whatever order sums and products name their operands', () => {
    const program = buildProgram(({ input, make }) => {
      const [a, b] = [input('a', [2]), input('b', [2])];
      const first = make.unary('Exp', make.binary('Add', a, b));
      const second = make.unary('Exp', make.binary('Add', b, a));
      return { results: { y: make.binary('Multiply', first, second) } };
    });
    expect(linesOf(mergeCommonSubexpressions(program))).toEqual([
      '%2 float32[2] = Add(%0, %1)',
      '%3 float32[2] = Exp(%2)',
      '%4 float32[2] = Multiply(%3, %3)',
      'result y = %4',
    ]);
  });

  test('tells apart what differs in order, attributes, type of the result or constants', () => {
    const program = buildProgram(({ input, make }) => {
      const [a, b] = [input('a', [2, 2]), input('b', [2, 2])];
      const results = {
        difference: make.binary('Sub', a, b),
        opposite: make.binary('Sub', b, a),
        rows: make.reduce('Sum', a, [0]),
        columns: make.reduce('Sum', a, [1]),
        whole: make.cast(a, 'int32'),
        sure: make.cast(a, 'bool'),
        zero: make.binary('Atan2', a, filled(0, [], 'float32')),
        minusZero: make.binary('Atan2', a, filled(-0, [], 'float32')),
        one: make.binary('Add', a, constantOf(Float32Array.of(1, 2), [2], 'float32')),
        other: make.binary('Add', a, constantOf(Float32Array.of(1, 3), [2], 'float32')),
      };
      return { results };
    });
    expect(mergeCommonSubexpressions(program)).toBe(program);
  });

  test('takes equal constants for one', () => {
    const program = buildProgram(({ input, make }) => {
      const a = input('a', [2]);
      const row = () => constantOf(Float32Array.of(1, 2), [2], 'float32');
      return {
        results: {
          first: make.binary('Add', make.binary('Add', a, row()), 3),
          second: make.binary('Add', make.binary('Add', a, row()), 3),
        },
      };
    });
    expect(mergeCommonSubexpressions(program).operations).toHaveLength(2);
  });

  test('draws random numbers of one stream once, of two streams twice', () => {
    const program = buildProgram(({ input, make }) => {
      const [seed, step] = ['seed', 'step'].map((name) => input(name, [], { dtype: 'int32' }));
      const draw = (stream: number) =>
        make.call(
          'Philox',
          { seed: seed!, step: step! },
          { shape: [2], dtype: 'float32' },
          { shape: [2], stream },
        );
      return { results: { a: draw(1), b: draw(1), c: draw(2) } };
    });
    expect(mergeCommonSubexpressions(program).operations).toHaveLength(2);
  });
});
