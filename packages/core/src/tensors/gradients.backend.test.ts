import { expectClose, expectGradients, onEachBackend, randomArray } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { Tensor } from '../index.ts';
import {
  abs,
  add,
  all,
  any,
  atan,
  broadcastTo,
  clip,
  concat,
  cos,
  cumulativeSum,
  customGradient,
  div,
  equal,
  erf,
  exp,
  expm1,
  gather,
  gradient,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  log1p,
  logicalAnd,
  logicalNot,
  logicalOr,
  logSoftmax,
  logSumExp,
  matMul,
  max,
  maximum,
  mean,
  memory,
  min,
  minimum,
  moments,
  mul,
  NdArray,
  neg,
  norm,
  notEqual,
  pad,
  pow,
  prod,
  reciprocal,
  reshape,
  reverse,
  rsqrt,
  scalar,
  sigmoid,
  sin,
  slice,
  softmax,
  softplus,
  split,
  sqrt,
  square,
  squaredDifference,
  stack,
  stopGradient,
  sub,
  sum,
  tanh,
  tensor,
  tile,
  transpose,
  unstack,
  valueAndGradients,
  where,
} from '../index.ts';

const x = randomArray([3, 4], 1);
const positive = x.map((value) => Math.abs(value) + 0.5);
const row = randomArray([4], 2);

type Function1 = (x: Tensor) => Tensor;
type Function2 = (a: Tensor, b: Tensor) => Tensor;

const smooth: Readonly<Record<string, Function1>> = {
  neg,
  abs,
  square,
  exp,
  expm1,
  sin,
  cos,
  atan,
  tanh,
  sigmoid,
  erf,
  softplus,
  softmax: (t) => softmax(t),
  'softmax along axis 0': (t) => softmax(t, 0),
  logSoftmax: (t) => logSoftmax(t),
  'where by a comparison': (t) => where(greater(t, 0), square(t), mul(t, 3)),
  'where by both of two comparisons': (t) =>
    where(logicalAnd(greater(t, -1), logicalNot(less(t, 0))), t, exp(t)),
  'where with a broadcast branch': (t) => where(less(t, 0), t, tensor(row)),
  clip: (t) => clip(t, -0.5, 0.5),
  'sum over an axis': (t) => sum(t, 1),
  mean: (t) => mean(t, 0, true),
  max: (t) => max(t, 1),
  min: (t) => min(t),
  prod: (t) => prod(t, 1),
  logSumExp: (t) => logSumExp(t, -1),
  cumulativeSum: (t) => cumulativeSum(t),
  variance: (t) => moments(t, 0).variance,
  norm: (t) => norm(t, 1),
  reshape: (t) => reshape(t, [2, -1]),
  transpose: (t) => transpose(t),
  slice: (t) => slice(t, [1, 0], [2, -1]),
  pad: (t) =>
    pad(
      t,
      [
        [1, 0],
        [0, 2],
      ],
      7,
    ),
  tile: (t) => tile(t, [2, 1]),
  reverse: (t) => reverse(t, 1),
  gather: (t) => gather(t, [2, 0, 2]),
  broadcastTo: (t) => broadcastTo(t, [2, 3, 4]),
  concat: (t) => concat([t, t.mul(2)], 1),
  stack: (t) => stack([t, exp(t)]),
  split: (t) => split(t, 2, 1)[1] as Tensor,
  'split into one part': (t) => mul(split(t, 1, 1)[0] as Tensor, t),
  unstack: (t) => unstack(t)[2] as Tensor,
  'unstack of one entry': (t) => unstack(reshape(t, [1, 3, 4]))[0] as Tensor,
};

const smoothWherePositive: Readonly<Record<string, Function1>> = {
  log,
  log1p,
  sqrt,
  rsqrt,
  reciprocal,
  'pow by a number': (t) => pow(t, 2.5),
};

const ofTwo: Readonly<Record<string, Function2>> = {
  add,
  sub,
  mul,
  div: (a, b) => div(a, add(square(b), 1)),
  maximum,
  minimum,
  squaredDifference,
  'where of both': (a, b) => where(greater(a, b), a, mul(b, 2)),
};

onEachBackend('Gradients', () => {
  test.each(Object.entries(smooth))('%s agrees with finite differences', (_name, f) => {
    expectGradients(f, [{ name: 'x', at: x }]);
  });

  test.each(Object.entries(smoothWherePositive))(
    '%s agrees with finite differences',
    (_name, f) => {
      expectGradients(f, [{ name: 'x', at: positive }]);
    },
  );

  test.each(Object.entries(ofTwo))('%s of a matrix and a row agrees', (_name, f) => {
    expectGradients(f, [
      { name: 'matrix', at: x },
      { name: 'row', at: row },
    ]);
  });

  test('matMul agrees for both operands', () => {
    expectGradients(
      (a, b) => matMul(a, b),
      [
        { name: 'a', at: x },
        { name: 'b', at: randomArray([4, 2], 3) },
      ],
    );
    expectGradients(
      (a, b) => matMul(a, b, { transposeA: true, transposeB: true }),
      [
        { name: 'a', at: x },
        { name: 'b', at: randomArray([2, 3], 3) },
      ],
    );
  });

  const comparisons: readonly Function2[] = [
    greater,
    greaterEqual,
    less,
    lessEqual,
    equal,
    notEqual,
    (a, b) => logicalOr(greater(a, b), less(a, b)),
    (a, b) => any(greater(a, b), 1, true),
    (a, b) => all(greater(a, b), 1, true),
  ];

  test.each(comparisons)('comparison %# passes no gradient on, and stops none', (compare) => {
    // The derivative of x · [x ⋛ 0] by x is [x ⋛ 0].
    using input = tensor([[-1, 0, 2]], 'float32');
    using zero = scalar(0);
    using mask = compare(input, zero);
    const { value, gradients } = valueAndGradients(
      () => sum(mul(input, compare(input, zero).cast('float32'))),
      [input],
    );
    const [received] = gradients;
    using expected = broadcastTo(mask.cast('float32'), [1, 3]);
    expect(received?.dataSync()).toEqual(expected.dataSync());
    value.dispose();
    received?.dispose();
  });

  test('value and gradients by hand', () => {
    using t = tensor([1, 2, 3], 'float32');
    const before = memory().tensors;
    const { value, gradients } = valueAndGradients(() => sum(square(t)), [t]);
    expectClose(value, 14);
    expectClose(gradients[0] as Tensor, [2, 4, 6]);
    value.dispose();
    gradients[0]?.dispose();
    expect(memory().tensors).toBe(before);
  });

  test('what the value does not depend on has no gradient', () => {
    using a = tensor([1], 'float32');
    using b = tensor([2], 'float32');
    const { value, gradients } = valueAndGradients(() => sum(square(a)), [a, b]);
    expect(gradients[1]).toBeUndefined();
    value.dispose();
    gradients[0]?.dispose();
  });

  test('gradient is a function of the input', () => {
    using t = tensor([1, -2], 'float32');
    using g = gradient((input) => sum(pow(input, 3)))(t);
    expectClose(g, [3, 12]);
  });

  test('stopGradient makes a constant', () => {
    using t = tensor([2, 3], 'float32');
    using g = gradient((input) => sum(mul(stopGradient(input), input)))(t);
    expectClose(g, [2, 3]);
  });

  test('a stated gradient is used in place of the derived one, and leaves nothing behind', () => {
    using t = tensor([1, 2], 'float32');
    using u = tensor([5, 7], 'float32');
    const before = memory().tensors;
    const { value, gradients } = valueAndGradients(
      () =>
        sum(
          customGradient(
            [t, u],
            ([a, b]) => ({ value: add(a, b), saved: { kept: mul(a, 10) } }),
            (dy, { kept }) => [mul(dy, kept), neg(dy)],
          ),
        ),
      [t, u],
    );
    expectClose(value, 15);
    expectClose(gradients[0] as Tensor, [10, 20]);
    expectClose(gradients[1] as Tensor, [-1, -1]);
    value.dispose();
    for (const one of gradients) one?.dispose();
    expect(memory().tensors).toBe(before);
  });

  test('clip passes the gradient inside and at its limits', () => {
    using t = tensor([-2, -1, 0, 1, 2], 'float32');
    using g = gradient((input) => sum(clip(input, -1, 1)))(t);
    expectClose(g, [0, 1, 1, 1, 0]);
  });

  test('NaN in the branch not taken does not reach the gradient of what is safe', () => {
    // sqrt is made safe before it is taken, as one has to.
    using t = tensor(new NdArray(Float32Array.of(-1, 4), [2]));
    using g = gradient((input) => {
      const safe = where(greater(input, 0), input, 1);
      return sum(where(greater(input, 0), sqrt(safe), 0));
    })(t);
    expectClose(g, [0, 0.25]);
  });
});
