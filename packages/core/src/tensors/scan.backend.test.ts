import {
  expectClose,
  expectGradients,
  expectNoLeak,
  onEachBackend,
  randomArray,
} from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import type { Scan, ScanResult, Tensor } from '../index.ts';
import {
  add,
  concat,
  matMul,
  mul,
  Pass,
  reshape,
  scalar,
  scan,
  sum,
  tanh,
  tensor,
  tidy,
  zeros,
} from '../index.ts';

/** `h₍ₜ₊₁₎ = tanh(xₜ + h · w)`, with `h` of all steps. */
const recurrence = (x: Tensor, h: Tensor, w: Tensor, reverse = false): Scan => ({
  initial: [h],
  sequences: [x],
  constants: [w],
  reverse,
  step: ({ carry: [before], slices: [now], constants: [weight] }) => {
    const next = tanh(add(now as Tensor, matMul(before as Tensor, weight as Tensor)));
    return { carry: [next], outputs: [next] };
  },
});

const running = (x: Tensor, reverse: boolean): Scan => ({
  initial: [scalar(1)],
  sequences: [x],
  reverse,
  step: ({ carry: [product], slices: [factor] }) => {
    const next = mul(product as Tensor, factor as Tensor);
    return { carry: [next], outputs: [next] };
  },
});

onEachBackend('scan', () => {
  test('carries values from step to step', () => {
    using x = tensor([2, 3, 4], 'float32');
    const { carry, outputs } = scan(running(x, false));
    expectClose(carry[0] as Tensor, 24);
    expectClose(outputs[0] as Tensor, [2, 6, 24]);
  });

  test('goes from the last step to the first, with outputs at their own time', () => {
    using x = tensor([2, 3, 4], 'float32');
    const { carry, outputs } = scan(running(x, true));
    expectClose(carry[0] as Tensor, 24);
    expectClose(outputs[0] as Tensor, [24, 12, 4]);
  });

  test('runs without sequences as often as it is told', () => {
    const { carry, outputs } = scan({
      initial: [scalar(1)],
      sequences: [],
      length: 5,
      step: ({ carry: [one] }) => ({ carry: [mul(one as Tensor, 2)], outputs: [] }),
    });
    expectClose(carry[0] as Tensor, 32);
    expect(outputs).toEqual([]);
  });

  test('disposes what a step makes, and returns tensors of its own', async () => {
    await expectNoLeak(() =>
      tidy(() => {
        const x = tensor([2, 3, 4], 'float32');
        const initial = scalar(1);
        const { carry, outputs } = scan({
          initial: [initial],
          sequences: [x],
          step: ({ carry: same, slices: [factor] }) => ({
            carry: same,
            outputs: [factor as Tensor],
          }),
        });
        (carry[0] as Tensor).dispose();
        expect(initial.isDisposed).toBe(false);
        expectClose(outputs[0] as Tensor, [2, 3, 4]);
      }),
    );
  });

  describe.each([false, true])('reverse %s', (reverse) => {
    test('gradients of initial, sequences and constants agree with finite differences', () => {
      expectGradients(
        (x, h, w) => {
          const { carry, outputs } = scan(recurrence(x, h, w, reverse));
          return concat([
            reshape(outputs[0] as Tensor, [-1]),
            mul(sum(carry[0] as Tensor), 3).reshape([1]),
          ]);
        },
        [
          { name: 'x', at: randomArray([4, 2, 3], 1) },
          { name: 'h', at: randomArray([2, 3], 2) },
          { name: 'w', at: randomArray([3, 3], 3) },
        ],
      );
    });
  });

  test('random numbers differ from step to step, and nested loops count all their steps', () => {
    const draw = (pass: Pass): Tensor =>
      scan({
        initial: [],
        sequences: [],
        length: 2,
        step: () => ({
          carry: [],
          outputs: scan({
            initial: [],
            sequences: [],
            length: 3,
            step: () => ({ carry: [], outputs: [pass.uniform([], 7)] }),
          }).outputs,
        }),
      }).outputs[0] as Tensor;
    tidy(() => {
      const numbers = draw(new Pass());
      expect(new Set(numbers.dataSync()).size).toBe(6);
      expectClose(draw(new Pass()), numbers.arraySync());
      const pass = new Pass();
      draw(pass);
      expect(pass.uniform([], 7).dataSync()).not.toEqual(numbers.dataSync().subarray(0, 1));
    });
  });

  const nothing = (): ScanResult => ({ carry: [], outputs: [] });

  test.each<[() => Scan, string]>([
    [() => ({ initial: [], sequences: [], step: nothing }), '`length` must be'],
    [() => ({ initial: [], sequences: [], length: 0, step: nothing }), 'received 0'],
    [
      () => ({ initial: [], sequences: [zeros([2]), zeros([3])], step: nothing }),
      'the same time axis first, received [2] and [3]',
    ],
    [
      () => ({ initial: [], sequences: [zeros([2])], length: 3, step: nothing }),
      '`length` is 3, but the sequences have 2 steps',
    ],
    [
      () => ({ initial: [zeros([2])], sequences: [], length: 3, step: nothing }),
      'a carry of float32 [2] and returned nothing',
    ],
  ])('refuses %#', (options, message) => {
    expect(() => tidy(() => scan(options()))).toThrow(message);
  });
});
