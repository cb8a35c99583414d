/** What every session does with programs that change no state: their runs may be done in any order, on any thread. */

import { matMul, mul, NdArray, RandomSource, type Tensor, tanh, tensor } from '@myelin/core';
import {
  captureProgram,
  type Executable,
  optimize,
  type Program,
  type Session,
} from '@myelin/program';
import { describe, expect, test } from 'vitest';
import type { OpenSession } from './session-laws.ts';

interface PredictionSize {
  readonly rows: number;
  readonly features: number;
  readonly units: number;
}

/** `y = tanh(scale · factors · x·w)`; the factors are a constant. */
function prediction({ rows, features, units }: PredictionSize): Program {
  return optimize(
    captureProgram({
      name: 'predict',
      inputs: [
        { role: 'state', name: 'w', shape: [features, units], dtype: 'float32' },
        { role: 'batch', name: 'x', shape: [rows, features], dtype: 'float32' },
        { role: 'parameter', name: 'scale', shape: [], dtype: 'float32' },
      ],
      compute: (given) => {
        const of = (name: string): Tensor => given[name] as Tensor;
        const factors = tensor(Array.from({ length: units }, (_, i) => 1 + (i % 3)));
        const product = mul(factors, matMul(of('x'), of('w')));
        return [{ role: 'result', name: 'y', tensor: tanh(mul(of('scale'), product)) }];
      },
    }),
  );
}

const random = new RandomSource(11);
const numbers = (count: number, make: () => number): Float32Array =>
  Float32Array.from({ length: count }, make);
const byte = () => random.integer(256);

const forms = [
  { form: 'floats', data: (n: number) => numbers(n, () => random.unit()) },
  { form: 'floats that are bytes', data: (n: number) => numbers(n, byte) },
  { form: 'bytes', data: (n: number) => Uint8Array.from(numbers(n, byte)) },
  { form: 'whole numbers', data: (n: number) => Int32Array.from(numbers(n, () => byte() - 99)) },
  {
    form: 'mostly zeros',
    data: (n: number) => numbers(n, () => (random.unit() < 0.1 ? random.unit() : 0)),
  },
  ...(typeof SharedArrayBuffer === 'undefined'
    ? []
    : [{ form: 'floats in memory that threads share', data: sharedFloats }]),
];

function sharedFloats(n: number): Float32Array {
  const shared = new Float32Array(new SharedArrayBuffer(4 * n));
  shared.set(numbers(n, () => random.unit()));
  return shared;
}

/** Defines the tests of a kind of session. The backend must be in use. */
export function predictionLaws(open: OpenSession): void {
  const prepare = async (session: Session, size: PredictionSize): Promise<Executable> => {
    const { features, units } = size;
    session.declareState({ name: 'w', shape: [features, units], dtype: 'float32' });
    session.writeState('w', weights(size));
    const executable = await session.load(prediction(size));
    executable.setParameter('scale', 0.25);
    return executable;
  };

  describe.each([{ threads: 1 }, { threads: 2 }, { threads: 3 }])(
    'predictions with $threads thread(s)',
    ({ threads }) => {
      describe.each([{ once: false }, { once: true }])('of rows read once: $once', (use) => {
        test.each([
          ...forms.map((form) => ({
            ...form,
            runs: 60,
            size: { rows: 4, features: 300, units: 7 },
          })),
          {
            ...forms[0]!,
            form: 'large batches',
            runs: 9,
            size: { rows: 70, features: 2000, units: 3 },
          },
          {
            ...forms[0]!,
            form: 'narrow batches',
            runs: 60,
            size: { rows: 4, features: 1, units: 40 },
          },
        ])('are those of each batch alone: $form', async ({ data, runs, size }) => {
          const session = await open({ threads, worker: false });
          const executable = await prepare(session, size);
          const { rows, features, units } = size;
          const x = new NdArray(data(rows * runs * features), [rows * runs, features]);
          const expected = await oneByOne(executable, x, size);
          const store = await session.addRows({ x }, use);
          const into = new Float32Array(rows * runs * units);
          await executable.advance({ store: store!, first: 0, runs, collect: { name: 'y', into } });
          expect(into).toEqual(expected);
          expect(executable.readResult('y')).toEqual(expected.slice(-rows * units));
          // Backwards, and not from the beginning.
          const count = rows * runs;
          const order = Int32Array.from({ length: count }, (_, i) => count - 1 - i);
          into.fill(0);
          const collect = { name: 'y', into };
          await executable.advance({ store: store!, order, first: rows, runs: runs - 1, collect });
          for (const row of [0, 1, rows + 1, count - rows - 1]) {
            const from = (count - 1 - rows - row) * units;
            expect(into.subarray(row * units, (row + 1) * units)).toEqual(
              expected.subarray(from, from + units),
            );
          }
          store!.dispose();
          session.dispose();
        });

        test('follow states and parameters from span to span', async () => {
          const size = { rows: 8, features: 200, units: 5 };
          const session = await open({ threads, worker: false });
          const executable = await prepare(session, size);
          const x = new NdArray(forms[0]!.data(480 * 200), [480, 200]);
          const store = await session.addRows({ x }, use);
          const predict = async () => {
            const into = new Float32Array(480 * 5);
            const collect = { name: 'y', into };
            await executable.advance({ store: store!, first: 0, runs: 60, collect });
            expect(into).toEqual(await oneByOne(executable, x, size));
            return into;
          };
          const before = await predict();
          session.writeState(
            'w',
            weights(size).map((w) => -w),
          );
          const negative = await predict();
          expect(negative).toEqual(before.map((y) => -y));
          executable.setParameter('scale', 0);
          expect((await predict()).every((y) => y === 0)).toBe(true);
          session.dispose();
        });

        test('are refused once the rows were disposed', async () => {
          const size = { rows: 4, features: 300, units: 7 };
          const session = await open({ threads, worker: false });
          const executable = await prepare(session, size);
          const x = new NdArray(forms[0]!.data(80 * 300), [80, 300]);
          const store = await session.addRows({ x }, use);
          store!.dispose();
          const advance = async () => executable.advance({ store: store!, first: 0, runs: 20 });
          await expect(advance()).rejects.toThrow(/disposed/);
          session.dispose();
        });
      });
    },
  );
}

const weights = ({ features, units }: PredictionSize): Float32Array =>
  Float32Array.from({ length: features * units }, (_, i) => (((i * 37) % 19) - 9) / features);

/** The predictions for each batch on its own. */
async function oneByOne(
  executable: Executable,
  x: NdArray,
  { rows, features, units }: PredictionSize,
): Promise<Float32Array> {
  const all = new Float32Array(x.length * units);
  for (let row = 0; row < x.length; row += rows) {
    const data = Float32Array.from(x.data.subarray(row * features, (row + rows) * features));
    await executable.run({ x: new NdArray(data, [rows, features]) });
    all.set(executable.readResult('y'), row * units);
  }
  return all;
}
