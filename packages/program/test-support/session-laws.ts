/** What every session does, whichever backend opened it. */

import { NdArray, RandomSource } from '@myelin/core';
import type { Executable, Session } from '@myelin/program';
import { describe, expect, test } from 'vitest';
import { linearReference } from './linear-reference.ts';
import type { LinearStepOptions } from './linear-step.ts';
import { prepareLinearStep, RATE } from './prepare-linear-step.ts';

export interface SessionWishes {
  readonly threads: number;
  readonly worker: boolean;
}

export type OpenSession = (wishes: SessionWishes) => Session | Promise<Session>;

interface Prepared {
  readonly session: Session;
  readonly executable: Executable;
}

const random = new RandomSource(5);

/** Numbers that sums of products keep exact: small whole numbers. */
const wholeNumbers = (rows: number, width: number, share = 1): Float32Array =>
  Float32Array.from({ length: rows * width }, () =>
    random.unit() < share ? 1 + random.integer(3) : 0,
  );

const fractions = (rows: number, width: number): NdArray =>
  new NdArray(
    Float32Array.from({ length: rows * width }, () => random.unit()),
    [rows, width],
  );

const expectNear = (values: ArrayLike<number>, expected: readonly number[]): void => {
  const scale = Math.max(1, ...expected.map(Math.abs));
  for (const [i, value] of expected.entries()) {
    expect(Math.abs(values[i]! - value)).toBeLessThan(2e-5 * scale);
  }
};

const forms = [
  { form: 'floats', share: 1, as: (x: Float32Array) => x },
  { form: 'bytes', share: 1, as: (x: Float32Array) => Uint8Array.from(x) },
  { form: 'whole numbers', share: 1, as: (x: Float32Array) => Int32Array.from(x) },
  { form: 'mostly zeros', share: 0.05, as: (x: Float32Array) => x },
  {
    form: 'bytes that are mostly zeros',
    share: 0.05,
    as: (x: Float32Array) => Uint8Array.from(x),
  },
  { form: 'floats with fractions', share: 1, as: (x: Float32Array) => x.map((v) => v / 8) },
];

/** Defines the tests of a kind of session. The backend must be in use. */
export function sessionLaws(open: OpenSession): void {
  const prepare = async (
    options: LinearStepOptions,
    { threads = 1, worker = false }: Partial<SessionWishes> = {},
  ): Promise<Prepared> => {
    const session = await open({ threads, worker });
    return { session, executable: await prepareLinearStep(session, options) };
  };

  describe.each([{ threads: 1 }, { threads: 2 }, { threads: 3 }])(
    'with $threads thread(s), a session',
    ({ threads }) => {
      test.each(forms)('trains on rows of $form, in a given order', async ({ share, as }) => {
        const options = { rows: 32, features: 515, units: 19 };
        const x = as(wholeNumbers(160, options.features, share));
        const y = wholeNumbers(160, options.units);
        const { session, executable } = await prepare(options, { threads });
        const store = await session.addRows({
          x: new NdArray(x, [160, options.features]),
          y: new NdArray(y, [160, options.units]),
        });
        const order = Int32Array.from({ length: 160 }, (_, i) => (i * 37) % 160);
        await executable.advance({ store: store!, order, first: 32, runs: 3 });
        const expected = linearReference(options, x, y, [...order.subarray(32, 128)], RATE);
        expectNear(session.readState('w'), expected.w);
        expectNear(session.readState('total'), [expected.total]);
        session.dispose();
      });

      test('trains on batches that are larger than a cache', async () => {
        const options = { rows: 1024, features: 257, units: 2 };
        const { session, executable } = await prepare(options, { threads });
        const x = wholeNumbers(2048, options.features);
        const y = wholeNumbers(2048, options.units);
        const store = await session.addRows({
          x: new NdArray(x, [2048, options.features]),
          y: new NdArray(y, [2048, options.units]),
        });
        const rate = 2 ** -22;
        executable.setParameter('rate', rate);
        await executable.advance({ store: store!, first: 0, runs: 2 });
        const order = Array.from({ length: 2048 }, (_, i) => i);
        const expected = linearReference(options, x, y, order, rate);
        expectNear(session.readState('w'), expected.w);
        expectNear(session.readState('total'), [expected.total]);
        session.dispose();
      });

      test('takes arrays in place of rows, before and after rows', async () => {
        const options = { rows: 4, features: 70, units: 3 };
        const x = wholeNumbers(1000, options.features, 0.05);
        const y = wholeNumbers(1000, options.units);
        const { session, executable } = await prepare(options, { threads });
        const rowsOf = (begin: number) => ({
          x: new NdArray(x, [1000, options.features]).slice(begin, begin + 4),
          y: new NdArray(y, [1000, options.units]).slice(begin, begin + 4),
        });
        const store = await session.addRows({
          x: new NdArray(x, [1000, options.features]),
          y: new NdArray(y, [1000, options.units]),
        });
        await executable.run(rowsOf(0));
        await executable.advance({ store: store!, first: 4, runs: 2 });
        await executable.run(rowsOf(12));
        const order = Array.from({ length: 16 }, (_, i) => i);
        expectNear(session.readState('w'), linearReference(options, x, y, order, RATE).w);
        session.dispose();
      });

      test.each([{ worker: false }, { worker: true }])(
        'collects a result of every run, worker: $worker',
        async ({ worker }) => {
          const options = { rows: 8, features: 5, units: 2 };
          const { session, executable } = await prepare(options, { threads, worker });
          session.writeState(
            'w',
            Float32Array.from({ length: 10 }, (_, i) => i),
          );
          executable.setParameter('rate', 0);
          const x = wholeNumbers(24, 5);
          const store = await session.addRows({
            x: new NdArray(x, [24, 5]),
            y: new NdArray(new Float32Array(48), [24, 2]),
          });
          const into = new Float32Array(48);
          await executable.advance({
            store: store!,
            first: 0,
            runs: 3,
            collect: { name: 'prediction', into },
          });
          for (let row = 0; row < 24; row++) {
            for (let u = 0; u < 2; u++) {
              let sum = 0;
              for (let k = 0; k < 5; k++) sum += x[row * 5 + k]! * (2 * k + u);
              expect(into[row * 2 + u]).toBe(sum);
            }
          }
          session.dispose();
        },
      );
    },
  );

  test.each([
    { rows: 32, features: 784, units: 128, noise: true },
    // The losses are summed in chunks.
    { rows: 4096, features: 3, units: 32 },
    // A run alone is not worth helpers; ten are.
    { rows: 64, features: 64, units: 32, noise: true },
  ])(
    'the numbers are the same, bit for bit, whatever the number of threads: %j',
    async (options) => {
      const { rows, features, units } = options;
      const x = fractions(10 * rows, features);
      const y = fractions(10 * rows, units);
      const batch = { x: x.slice(0, rows), y: y.slice(0, rows) };
      const results: (Float32Array | Int32Array)[] = [];
      for (const threads of [1, 2, 4]) {
        const { session, executable } = await prepare(options, { threads });
        const store = await session.addRows({ x, y });
        for (const runs of [1, 10, 1]) {
          await executable.advance({ store: store!, first: 0, runs });
          await executable.run(batch);
        }
        await executable.advance({ store: store!, first: 0, runs: 10 });
        results.push(session.readState('w'), session.readState('total'));
        session.dispose();
      }
      expect(results[2]).toEqual(results[0]);
      expect(results[3]).toEqual(results[1]);
      expect(results[4]).toEqual(results[0]);
    },
  );

  test('the step counts on, and noise is another one in each run', async () => {
    const { session, executable } = await prepare({ rows: 4, features: 2, units: 4, noise: true });
    const inputs = {
      x: new NdArray(new Float32Array(8), [4, 2]),
      y: new NdArray(new Float32Array(16), [4, 4]),
    };
    const store = await session.addRows(inputs);
    const drawn: (Float32Array | Int32Array)[] = [];
    for (let i = 0; i < 2; i++) {
      await executable.advance({ store: store!, first: 0, runs: 1 });
      drawn.push(executable.readResult('prediction'));
    }
    executable.setStep(0);
    await executable.advance({ store: store!, first: 0, runs: 1 });
    expect(drawn[1]).not.toEqual(drawn[0]);
    expect(executable.readResult('prediction')).toEqual(drawn[0]);
    await executable.run(inputs);
    expect(executable.readResult('prediction')).toEqual(drawn[1]);
    session.dispose();
  });

  test('mistakes are named', async () => {
    const { session, executable } = await prepare({ rows: 4, features: 2, units: 4 });
    expect(() => session.writeState('w', [1, 2])).toThrow(/state `w` holds 8 numbers, received 2/);
    expect(() => session.readState('v')).toThrow(/no state `v`/);
    expect(() => executable.readResult('loss')).toThrow(
      /no result `loss`.*\n.*use one of prediction/,
    );
    session.dispose();
  });

  workerLaws(open);
}

/** Defines the tests of sessions on threads of their own. */
export function workerLaws(open: OpenSession): void {
  test('on a thread of its own it computes the same, and does not hold this one up', async () => {
    const options = { rows: 16, features: 64, units: 32, noise: true };
    const x = new NdArray(wholeNumbers(64, 64), [64, 64]);
    const y = new NdArray(wholeNumbers(64, 32), [64, 32]);
    const totals: number[] = [];
    for (const worker of [false, true]) {
      const session = await open({ threads: 2, worker });
      const executable = await prepareLinearStep(session, options);
      expect(session.synchronous).toBe(!worker);
      const store = await session.addRows({ x, y });
      const running = executable.advance({ store: store!, first: 0, runs: 4 });
      if (worker) expect(running).toBeInstanceOf(Promise);
      await running;
      await session.synchronize();
      totals.push(session.readState('total')[0]!);
      session.dispose();
    }
    expect(totals[1]).toBe(totals[0]);
    expect(totals[0]).toBeGreaterThan(0);
  });
}
