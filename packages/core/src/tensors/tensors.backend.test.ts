import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { Tensor, TensorLike } from '../index.ts';
import * as core from '../index.ts';
import {
  add,
  argMax,
  argMin,
  cast,
  concat,
  cumulativeSum,
  equal,
  eye,
  fill,
  floorDiv,
  gather,
  greater,
  isFinite as isFiniteEach,
  isNaN as isNaNEach,
  isTensor,
  linspace,
  logicalAnd,
  logicalNot,
  logicalOr,
  matMul,
  mod,
  moments,
  NdArray,
  ndArray,
  norm,
  oneHot,
  ones,
  onesLike,
  range,
  reshape,
  round,
  ShapeError,
  scalar,
  sign,
  split,
  squeeze,
  stack,
  tensor,
  topK,
  unstack,
  where,
  zeros,
  zerosLike,
} from '../index.ts';

onEachBackend('Tensors', () => {
  test('share no storage with the arrays they are made of, nor with those they are read into', () => {
    const source = Float32Array.of(1, 2);
    const x = tensor(source);
    source[0] = 9;
    (x.dataSync() as Float32Array)[1] = 9;
    expect([...x.dataSync()]).toEqual([1, 2]);
  });

  test.each([
    [
      [
        [1, 2],
        [3, 4],
      ],
      'int32',
      [2, 2],
    ],
    [[0.5], 'float32', [1]],
    [[true, false], 'bool', [2]],
    [3, 'int32', []],
    [Uint8Array.of(200), 'int32', [1]],
    [Float64Array.of(0.5), 'float32', [1]],
    [new NdArray(Float32Array.of(1, 2), [1, 2]), 'float32', [1, 2]],
  ] as const)('%j becomes a tensor of type %s and shape %j', (values, dtype, shape) => {
    using x = tensor(values as TensorLike);
    expect(x.dtype).toBe(dtype);
    expect(x.shape).toEqual(shape);
    expect(isTensor(x)).toBe(true);
  });

  test('type and shape can be told', () => {
    using x = tensor([1, 2, 3, 4], 'float32', [2, 2]);
    expect(x.dtype).toBe('float32');
    expect(x.shape).toEqual([2, 2]);
    expect(tensor(x)).toBe(x);
    expect(() => tensor([1, 2], 'float32', [3])).toThrow(ShapeError);
  });

  test('print their values, shape and type', () => {
    using x = tensor([[1, 2.5]]);
    expect(String(x)).toBe('[[1.0, 2.5]] shape [1, 2] float32');
    const inspect = Symbol.for('nodejs.util.inspect.custom');
    const show = (t: Tensor): string => (t as unknown as Record<symbol, () => string>)[inspect]!();
    expect(show(x)).toBe(String(x));
    const gone = tensor([1]);
    gone.dispose();
    expect(show(gone)).toBe('disposed tensor shape [1]');
  });

  test('a tensor that was cast hands out values of its new type', async () => {
    using mask = tensor([true, false]);
    using x = mask.cast('float32');
    expect(x.dataSync()).toEqual(Float32Array.of(1, 0));
    expect(await x.data()).toEqual(Float32Array.of(1, 0));
  });

  test('hand out their values', async () => {
    using x = tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(x.arraySync()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await x.array()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect([...x.dataSync()]).toEqual([1, 2, 3, 4]);
    expect([...(await x.data())]).toEqual([1, 2, 3, 4]);
    using s = scalar(2.5);
    expect(s.arraySync()).toBe(2.5);
  });

  test('have methods for the common operations', () => {
    using x = tensor(
      [
        [1, 4],
        [9, 16],
      ],
      'float32',
    );
    const results: [Tensor, unknown][] = [
      [
        x.add(1),
        [
          [2, 5],
          [10, 17],
        ],
      ],
      [
        x.sub([1, 2]),
        [
          [0, 2],
          [8, 14],
        ],
      ],
      [
        x.mul(x),
        [
          [1, 16],
          [81, 256],
        ],
      ],
      [
        x.div(2),
        [
          [0.5, 2],
          [4.5, 8],
        ],
      ],
      [
        x.pow(2),
        [
          [1, 16],
          [81, 256],
        ],
      ],
      [
        x.sqrt(),
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        x.neg().abs(),
        [
          [1, 4],
          [9, 16],
        ],
      ],
      [
        x.square(),
        [
          [1, 16],
          [81, 256],
        ],
      ],
      [
        x.matMul(x),
        [
          [37, 68],
          [153, 292],
        ],
      ],
      [x.sum(0), [10, 20]],
      [x.mean(1, true), [[2.5], [12.5]]],
      [x.max(), 16],
      [x.min(1), [1, 9]],
      [x.argMax(), [1, 1]],
      [x.reshape([4]), [1, 4, 9, 16]],
      [
        x.expandDims(0).squeeze(),
        [
          [1, 4],
          [9, 16],
        ],
      ],
      [
        x.transpose(),
        [
          [1, 9],
          [4, 16],
        ],
      ],
      [x.slice([1], [1]), [[9, 16]]],
      [
        x.cast('int32'),
        [
          [1, 4],
          [9, 16],
        ],
      ],
    ];
    for (const [result, expected] of results) {
      expectClose(result, expected as number[]);
      result.dispose();
    }
  });

  test('creation', () => {
    const made: [Tensor, unknown][] = [
      [zeros([2]), [0, 0]],
      [ones([1, 2]), [[1, 1]]],
      [fill([2], 7), [7, 7]],
      [
        eye(2, 3),
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
      ],
      [range(1, 6, 2), [1, 3, 5]],
      [linspace(0, 1, 3), [0, 0.5, 1]],
      [
        oneHot([2, 0], 3),
        [
          [0, 0, 1],
          [1, 0, 0],
        ],
      ],
      [zerosLike(ones([2])), [0, 0]],
      [onesLike(zeros([2])), [1, 1]],
    ];
    for (const [result, expected] of made) expectClose(result, expected as number[]);
  });

  test('arithmetic with the sign and rounding of its definition', () => {
    expectClose(mod([-3, 3], 2), [1, 1]);
    expectClose(floorDiv([-3, 3], [2, 2]), [-2, 1]);
    expectClose(tensor([1, 3]).div(tensor([2, 2])), [0.5, 1.5]);
    expectClose(round([0.5, 1.5, -0.5, 2.4]), [0, 2, 0, 2]);
    expectClose(sign([-3, 0, 2]), [-1, 0, 1]);
    expectClose(norm([[3, 4]], 1), [5]);
    expectClose(
      cumulativeSum([
        [1, 2],
        [3, 4],
      ]),
      [
        [1, 3],
        [3, 7],
      ],
    );
    expectClose(
      cumulativeSum(
        [
          [1, 2],
          [3, 4],
        ],
        0,
      ),
      [
        [1, 2],
        [4, 6],
      ],
    );
  });

  test('comparisons and choice', () => {
    expectClose(greater([1, 2], 1), ndArray([false, true]));
    expectClose(equal([1, 2], [1, 3]), ndArray([true, false]));
    expectClose(logicalAnd([true, true], [true, false]), ndArray([true, false]));
    expectClose(logicalOr([false, true], [false, false]), ndArray([false, true]));
    expectClose(logicalNot([true, false]), ndArray([false, true]));
    expectClose(where(greater([1, 3], 2), [10, 20], 0), [0, 20]);
    using odd = tensor(new NdArray(Float32Array.of(1, Number.NaN, Infinity), [3]));
    expectClose(isNaNEach(odd), ndArray([false, true, false]));
    expectClose(isFiniteEach(odd), ndArray([true, false, false]));
  });

  test('reductions with indices', () => {
    expectClose(
      argMax([
        [1, 5, 5],
        [9, 0, 1],
      ]),
      [1, 0],
    );
    expectClose(
      argMin(
        [
          [1, 5, 0],
          [9, 0, 1],
        ],
        0,
      ),
      [0, 1, 0],
    );
    const { values, indices } = topK([1, 9, 5, 9], 3);
    expectClose(values, [9, 9, 5]);
    expectClose(indices, [1, 3, 2]);
    const { mean, variance } = moments(
      [
        [1, 3],
        [5, 7],
      ],
      0,
    );
    expectClose(mean, [3, 5]);
    expectClose(variance, [4, 4]);
  });

  test('shaping', () => {
    using x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expectClose(gather(x, [2, 0], 1), [
      [3, 1],
      [6, 4],
    ]);
    expectClose(concat([x, x], 1), [
      [1, 2, 3, 1, 2, 3],
      [4, 5, 6, 4, 5, 6],
    ]);
    expectClose(stack([x, x]), [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ]);
    expect(unstack(x).map((t) => t.arraySync())).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(split(x, [1, 2], 1).map((t) => t.arraySync())).toEqual([
      [[1], [4]],
      [
        [2, 3],
        [5, 6],
      ],
    ]);
    expectClose(squeeze(reshape(x, [1, 2, 3, 1]), [3]), [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ]);
    expectClose(cast([0, 2], 'bool'), ndArray([false, true]));
  });

  test.each([
    [() => matMul(ones([2, 3]), ones([2, 3])), 'matMul: '],
    [() => add(ones([2]), ones([3])), 'add: '],
    [() => reshape(ones([4]), [3]), 'reshape: '],
    [() => concat([ones([1, 2]), ones([1, 3])]), 'concat: '],
  ])('shapes that do not fit are named with the operation: %s', (run, where) => {
    expect(run).toThrow(ShapeError);
    expect(run).toThrow(where);
  });
});

const operations: Readonly<Record<string, unknown>> = { ...core };

/** Operations of one array, called with something that all of them take. */
const unary = [
  'abs',
  'acos',
  'argMax',
  'argMin',
  'asin',
  'atan',
  'ceil',
  'cos',
  'cosh',
  'cumulativeSum',
  'erf',
  'exp',
  'expm1',
  'expandDims',
  'floor',
  'isFinite',
  'isNaN',
  'log',
  'log1p',
  'logSoftmax',
  'logSumExp',
  'max',
  'mean',
  'min',
  'neg',
  'norm',
  'prod',
  'reciprocal',
  'reverse',
  'round',
  'rsqrt',
  'sigmoid',
  'sign',
  'sin',
  'sinh',
  'softmax',
  'softplus',
  'sqrt',
  'square',
  'squeeze',
  'sum',
  'tan',
  'tanh',
  'transpose',
] as const;
const binary = [
  'add',
  'sub',
  'mul',
  'div',
  'pow',
  'maximum',
  'minimum',
  'mod',
  'squaredDifference',
  'equal',
  'notEqual',
  'greater',
  'greaterEqual',
  'less',
  'lessEqual',
] as const;

onEachBackend('Operations leave nothing behind but their result', () => {
  test.each(unary)('%s of a list', async (name) => {
    const run = operations[name] as (x: TensorLike) => Tensor;
    await expectNoLeak(() => run([[0.25, 0.5]]).dispose());
  });

  test.each(binary)('%s of a tensor and a number', async (name) => {
    using x = tensor([1, 2], 'float32');
    const run = operations[name] as (a: TensorLike, b: TensorLike) => Tensor;
    await expectNoLeak(() => run(x, 2).dispose());
    await expectNoLeak(() => run([1, 2], x).dispose());
  });

  test('those with several operands', async () => {
    using x = tensor([[1, 2]], 'float32');
    using isLarge = greater(x, 1);
    await expectNoLeak(() => where(isLarge, 0, x).dispose());
    await expectNoLeak(() => oneHot([1, 0], 2).dispose());
    await expectNoLeak(() => gather(x, [0]).dispose());
    await expectNoLeak(() => core.clip([1, 2], 0, 1).dispose());
    await expectNoLeak(() => tensor(x, 'int32').dispose());
    await expectNoLeak(() => tensor(x, 'int32', [2]).dispose());
  });
});
