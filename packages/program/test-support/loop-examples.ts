/** Loops over time steps, with numbers to run them on: what capturing, passes and compilers have to cope with. */

import {
  add,
  cast,
  concat,
  conv2d,
  customGradient,
  exp,
  gather,
  greater,
  matMul,
  mul,
  NdArray,
  onesLike,
  Pass,
  RandomSource,
  reshape,
  type ScanResult,
  scalar,
  scan,
  sigmoid,
  split,
  sum,
  type Tensor,
  tanh,
  valueAndGradients,
  where,
  zeros,
} from '@myelin/core';
import type { CapturedOutput, CaptureOptions } from '../src/capture/capture-options.ts';

export interface LoopExample {
  readonly options: CaptureOptions;
  readonly inputs: Readonly<Record<string, NdArray>>;
}

type Tensors = Readonly<Record<string, Tensor>>;

interface Recipe {
  /** Shapes of float inputs. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly compute: (inputs: Tensors) => Tensors;
}

const at = (tensors: readonly Tensor[], i: number): Tensor => {
  const found = tensors[i];
  if (!found) throw new Error(`no tensor ${i}`);
  return found;
};

const named = (result: ScanResult): Tensors => ({
  ...Object.fromEntries(result.carry.map((one, i) => [`carry${i}`, one])),
  ...Object.fromEntries(result.outputs.map((one, i) => [`output${i}`, one])),
});

const input = ({ inputs, name }: { inputs: Tensors; name: string }): Tensor => {
  const found = inputs[name];
  if (!found) throw new Error(`no input ${name}`);
  return found;
};

function recurrence(inputs: Tensors, reverse: boolean): ScanResult {
  return scan({
    initial: [input({ inputs, name: 'h' })],
    sequences: [input({ inputs, name: 'x' })],
    constants: [input({ inputs, name: 'w' })],
    reverse,
    step: ({ carry, slices, constants }) => {
      const next = tanh(add(at(slices, 0), matMul(at(carry, 0), at(constants, 0))));
      return { carry: [next], outputs: [next] };
    },
  });
}

function lstm(inputs: Tensors): ScanResult {
  const [h, c, x, w, b] = ['h', 'c', 'x', 'w', 'b'].map((name) => input({ inputs, name }));
  return scan({
    initial: [h as Tensor, c as Tensor],
    sequences: [x as Tensor],
    step: ({ carry, slices }) => {
      // Weights come from outside without being told.
      const z = add(add(at(slices, 0), matMul(at(carry, 0), w as Tensor)), b as Tensor);
      const [i, f, g, o] = split(z, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
      const cell = add(mul(sigmoid(f), at(carry, 1)), mul(sigmoid(i), tanh(g)));
      const hidden = mul(sigmoid(o), tanh(cell));
      return { carry: [hidden, cell], outputs: [hidden] };
    },
  });
}

const recurrentShapes = { h: [3, 5], x: [4, 3, 5], w: [5, 5] };
const lstmShapes = (batch: number, units: number, length: number) => ({
  h: [batch, units],
  c: [batch, units],
  x: [length, batch, 4 * units],
  w: [units, 4 * units],
  b: [4 * units],
});

const recipes = {
  recurrence: {
    shapes: recurrentShapes,
    compute: (inputs) => named(recurrence(inputs, false)),
  },
  'recurrence from the end': {
    shapes: recurrentShapes,
    compute: (inputs) => named(recurrence(inputs, true)),
  },
  'recurrence of one step': {
    shapes: { ...recurrentShapes, x: [1, 3, 5] },
    compute: (inputs) => named(recurrence(inputs, false)),
  },
  'the last state only': {
    shapes: recurrentShapes,
    compute: (inputs) => ({ last: at(recurrence(inputs, false).carry, 0) }),
  },
  'all outputs only': {
    shapes: recurrentShapes,
    compute: (inputs) => ({ all: at(recurrence(inputs, false).outputs, 0) }),
  },
  lstm: { shapes: lstmShapes(3, 5, 4), compute: (inputs) => named(lstm(inputs)) },
  'lstm whose steps threads share': {
    shapes: lstmShapes(32, 64, 5),
    compute: (inputs) => named(lstm(inputs)),
  },
  'masked steps': {
    shapes: { ...recurrentShapes, mask: [4, 3] },
    compute: (inputs) => {
      const mask = greater(input({ inputs, name: 'mask' }), 0);
      return named(
        scan({
          initial: [input({ inputs, name: 'h' }), zeros([3, 1], 'int32')],
          sequences: [input({ inputs, name: 'x' }), mask],
          step: ({ carry, slices }) => {
            const isReal = reshape(at(slices, 1), [3, 1]);
            const product = matMul(at(carry, 0), input({ inputs, name: 'w' }));
            const next = where(isReal, tanh(add(at(slices, 0), product)), at(carry, 0));
            const count = add(at(carry, 1), cast(isReal, 'int32'));
            return { carry: [next, count], outputs: [next, count] };
          },
        }),
      );
    },
  },
  'random numbers in the step': {
    shapes: recurrentShapes,
    compute: (inputs) => {
      const randomness = { seed: scalar(11, 'int32'), step: scalar(3, 'int32') };
      const pass = new Pass({ training: true, randomness });
      return named(
        scan({
          initial: [input({ inputs, name: 'h' })],
          sequences: [input({ inputs, name: 'x' })],
          step: ({ carry, slices }) => {
            const kept = cast(greater(pass.uniform([3, 5], 7), 0.5), 'float32');
            const noisy = mul(at(carry, 0), add(kept, pass.uniform([3, 5], 7)));
            const next = tanh(add(matMul(noisy, input({ inputs, name: 'w' })), at(slices, 0)));
            return { carry: [next], outputs: [kept] };
          },
        }),
      );
    },
  },
  'a loop in a loop': {
    shapes: { x: [3, 4, 2, 5], h: [2, 5], w: [5, 5], v: [5] },
    compute: (inputs) => {
      const pass = new Pass({ randomness: { seed: scalar(1, 'int32'), step: scalar(0, 'int32') } });
      return named(
        scan({
          initial: [input({ inputs, name: 'h' })],
          sequences: [input({ inputs, name: 'x' })],
          step: (outer) => {
            const scale = exp(mul(input({ inputs, name: 'v' }), 0.1));
            const inner = scan({
              initial: [at(outer.carry, 0)],
              sequences: [at(outer.slices, 0)],
              reverse: true,
              step: ({ carry, slices }) => {
                const product = matMul(at(carry, 0), input({ inputs, name: 'w' }));
                const noise = mul(pass.uniform([2, 5], 3), 0.1);
                const next = tanh(add(add(mul(product, scale), at(slices, 0)), noise));
                return { carry: [next], outputs: [next] };
              },
            });
            return { carry: inner.carry, outputs: [sum(at(inner.outputs, 0), 1)] };
          },
        }),
      );
    },
  },
  'a convolution in the step': {
    shapes: { h: [2, 6, 6, 4], x: [3, 2, 6, 6, 4], k: [3, 3, 4, 4] },
    compute: (inputs) =>
      named(
        scan({
          initial: [input({ inputs, name: 'h' })],
          sequences: [input({ inputs, name: 'x' })],
          step: ({ carry, slices }) => {
            const filter = input({ inputs, name: 'k' });
            const sums = conv2d(at(carry, 0), filter, { padding: 'same' });
            const next = tanh(add(sums, at(slices, 0)));
            return { carry: [next], outputs: [next] };
          },
        }),
      ),
  },
  'many tiles of convolution in the step': {
    shapes: { h: [2, 8, 8, 16], x: [3, 2, 8, 8, 16], k: [3, 3, 16, 16] },
    compute: (inputs) =>
      named(
        scan({
          initial: [],
          sequences: [input({ inputs, name: 'x' })],
          step: ({ slices }) => {
            const filter = input({ inputs, name: 'k' });
            const sums = conv2d(at(slices, 0), filter, { padding: 'same' });
            return { carry: [], outputs: [mul(sums, input({ inputs, name: 'h' }))] };
          },
        }),
      ),
  },
  'carried values that change places': {
    shapes: { a: [3], b: [3], x: [5, 3] },
    compute: (inputs) =>
      named(
        scan({
          initial: [input({ inputs, name: 'a' }), input({ inputs, name: 'b' })],
          sequences: [input({ inputs, name: 'x' })],
          step: ({ carry, slices }) => ({
            carry: [at(carry, 1), add(at(carry, 0), mul(at(carry, 1), at(slices, 0)))],
            outputs: [at(carry, 0), at(slices, 0), onesLike(at(carry, 0))],
          }),
        }),
      ),
  },
  'rows that are looked up': {
    shapes: { x: [4, 3], table: [5, 3] },
    compute: (inputs) =>
      named(
        scan({
          initial: [zeros([3]), zeros([2], 'int32')],
          sequences: [input({ inputs, name: 'x' })],
          step: ({ carry, slices }) => {
            const rows = gather(input({ inputs, name: 'table' }), at(carry, 1));
            const next = add(mul(at(carry, 0), 0.5), sum(rows, 0));
            return {
              carry: [next, add(at(carry, 1), onesLike(at(carry, 1)))],
              outputs: [concat([next, at(slices, 0)])],
            };
          },
        }),
      ),
  },
  'long sums whose parts threads add up': {
    shapes: { x: [6, 131072] },
    compute: (inputs) =>
      named(
        scan({
          initial: [],
          sequences: [input({ inputs, name: 'x' })],
          step: ({ slices }) => ({ carry: [], outputs: [sum(mul(at(slices, 0), at(slices, 0)))] }),
        }),
      ),
  },
  'a derivative that uses what the step does not': {
    shapes: { x: [4, 3], slope: [3] },
    compute: (inputs) => {
      const slope = input({ inputs, name: 'slope' });
      const stated = (x: Tensor): Tensor =>
        customGradient(
          [x],
          ([one]) => ({ value: mul(one as Tensor, 3), saved: {} }),
          (dy) => [mul(dy, slope)],
        );
      return named(
        scan({
          initial: [zeros([3])],
          sequences: [input({ inputs, name: 'x' })],
          step: ({ carry, slices }) => {
            const next = add(mul(at(carry, 0), 0.5), stated(at(slices, 0)));
            return { carry: [next], outputs: [next] };
          },
        }),
      );
    },
  },
  'no sequences': {
    shapes: { a: [2, 3], w: [3, 3] },
    compute: (inputs) =>
      named(
        scan({
          initial: [input({ inputs, name: 'a' })],
          sequences: [],
          length: 3,
          step: ({ carry }) => ({
            carry: [tanh(matMul(at(carry, 0), input({ inputs, name: 'w' })))],
            outputs: [],
          }),
        }),
      ),
  },
} satisfies Record<string, Recipe>;

export type LoopName = keyof typeof recipes;

export const loopNames = Object.keys(recipes) as readonly LoopName[];

/** Results of a loop, and derivatives of their weighted sum by all inputs. */
export function loopExample(name: LoopName, withGradients = true): LoopExample {
  const { shapes, compute }: Recipe = recipes[name];
  const names = Object.keys(shapes);
  const source = new RandomSource(5);
  const inputs = names.map((one) => {
    const shape = shapes[one] ?? [];
    const elements = Float32Array.from({ length: shape.reduce((n, s) => n * s, 1) }, () =>
      source.uniform(-1, 1),
    );
    return [one, new NdArray(elements, shape)] as const;
  });
  const outputsOf = (tensors: Tensors): CapturedOutput[] =>
    Object.entries(tensors).map(([one, tensor]) => ({ role: 'result', name: one, tensor }));
  return {
    inputs: Object.fromEntries(inputs),
    options: {
      name: 'loop',
      inputs: names.map((one) => ({
        name: one,
        role: 'batch',
        shape: shapes[one] ?? [],
        dtype: 'float32',
      })),
      compute: (given) => {
        if (!withGradients) return outputsOf(compute(given));
        let made: Tensors = {};
        const { value, gradients } = valueAndGradients(
          () => {
            made = compute(given);
            const sums = Object.values(made).map((one, i) =>
              mul(sum(mul(cast(one, 'float32'), cast(one, 'float32'))), i + 1),
            );
            return sums.reduce((total, one) => add(total, one));
          },
          names.map((one) => input({ inputs: given, name: one })),
        );
        const derivatives = gradients.flatMap((one, i) => (one ? [[`by ${names[i]}`, one]] : []));
        return outputsOf({ value, ...Object.fromEntries(derivatives) });
      },
    },
  };
}
