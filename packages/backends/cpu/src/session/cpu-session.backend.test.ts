import { NdArray, RandomSource, useBackend } from '@myelin/core';
import type { Executable, Session } from '@myelin/program';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LinearStepOptions, linearStep } from '../../test-support/linear-step.ts';
import { cpu } from '../cpu.ts';
import { canShareMemory } from '../threads/thread-count.ts';
import { CpuSession, type CpuSessionOptions } from './cpu-session.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

const random = new RandomSource(5);

/** Numbers that sums of products keep exact: small whole numbers. */
const wholeNumbers = (rows: number, width: number, share = 1): Float32Array =>
  Float32Array.from({ length: rows * width }, () =>
    random.unit() < share ? 1 + random.integer(3) : 0,
  );

interface Prepared {
  readonly session: Session;
  readonly executable: Executable;
}

async function prepare(
  options: LinearStepOptions,
  { threads = 1, worker = false, ...shared }: Partial<CpuSessionOptions> = {},
): Promise<Prepared> {
  const session = await CpuSession.open({ threads, worker, ...shared });
  const { features, units } = options;
  session.declareState({ name: 'w', shape: [features, units], dtype: 'float32' });
  session.declareState({ name: 'total', shape: [], dtype: 'float32' });
  const executable = await session.load(linearStep(options));
  executable.setParameter('rate', 2 ** -10);
  executable.setParameter('seed', 7);
  executable.setStep(0);
  return { session, executable };
}

/** The same steps in doubles, row by row. */
function reference(
  { rows, features, units }: LinearStepOptions,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  order: readonly number[],
): { readonly w: number[]; readonly total: number } {
  const w: number[] = Array(features * units).fill(0);
  let total = 0;
  for (let begin = 0; begin < order.length; begin += rows) {
    const batch = order.slice(begin, begin + rows);
    const errors = batch.map((row) =>
      Array.from({ length: units }, (_, u) => {
        let sum = -y[row * units + u]!;
        for (let k = 0; k < features; k++) sum += x[row * features + k]! * w[k * units + u]!;
        return sum;
      }),
    );
    for (const [i, row] of batch.entries()) {
      for (let u = 0; u < units; u++) total += errors[i]![u]! ** 2;
      for (let k = 0; k < features; k++) {
        for (let u = 0; u < units; u++) {
          w[k * units + u]! -= 2 ** -10 * x[row * features + k]! * errors[i]![u]!;
        }
      }
    }
  }
  return { w, total };
}

const expectNear = (values: ArrayLike<number>, expected: readonly number[]): void => {
  const scale = Math.max(1, ...expected.map(Math.abs));
  for (const [i, value] of expected.entries()) {
    expect(Math.abs(values[i]! - value)).toBeLessThan(2e-5 * scale);
  }
};

describe.each([{ threads: 1 }, { threads: 2 }, { threads: 3 }])(
  'with $threads thread(s), a session',
  ({ threads }) => {
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
      executable.advance({ store: store!, order, first: 32, runs: 3 });
      const expected = reference(options, x, y, [...order.subarray(32, 128)]);
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
      executable.run(rowsOf(0));
      executable.advance({ store: store!, first: 4, runs: 2 });
      executable.run(rowsOf(12));
      const expected = reference(
        options,
        x,
        y,
        Array.from({ length: 16 }, (_, i) => i),
      );
      expectNear(session.readState('w'), expected.w);
      session.dispose();
    });

    test('collects a result of every run', async () => {
      const options = { rows: 8, features: 5, units: 2 };
      const { session, executable } = await prepare(options, { threads });
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
      executable.advance({
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
    });
  },
);

test.each([
  { rows: 32, features: 784, units: 128, noise: true },
  // The losses are summed in chunks.
  { rows: 4096, features: 3, units: 32 },
])('the numbers are the same, bit for bit, whatever the number of threads: %j', async (options) => {
  const { rows, features, units } = options;
  const x = Float32Array.from({ length: 10 * rows * features }, () => random.unit());
  const y = Float32Array.from({ length: 10 * rows * units }, () => random.unit());
  const results: (Float32Array | Int32Array)[] = [];
  for (const threads of [1, 2, 4]) {
    const { session, executable } = await prepare(options, { threads });
    const store = await session.addRows({
      x: new NdArray(x, [10 * rows, features]),
      y: new NdArray(y, [10 * rows, units]),
    });
    executable.advance({ store: store!, first: 0, runs: 10 });
    results.push(session.readState('w'), session.readState('total'));
    session.dispose();
  }
  expect(results[2]).toEqual(results[0]);
  expect(results[3]).toEqual(results[1]);
  expect(results[4]).toEqual(results[0]);
});

test.each([
  { memory: 'shared memory', shared: canShareMemory() },
  { memory: 'memory of its own', shared: false },
])(
  'on a thread with $memory it computes the same, and does not hold this one up',
  async ({ shared }) => {
    const options = { rows: 16, features: 64, units: 32, noise: true };
    const x = new NdArray(wholeNumbers(64, 64), [64, 64]);
    const y = new NdArray(wholeNumbers(64, 32), [64, 32]);
    const totals: number[] = [];
    for (const worker of [false, true]) {
      const { session, executable } = await prepare(options, { threads: 2, worker, shared });
      expect(session.synchronous).toBe(!worker);
      const store = await session.addRows({ x, y });
      const running = executable.advance({ store: store!, first: 0, runs: 4 });
      expect(running instanceof Promise).toBe(worker);
      await running;
      await session.synchronize();
      totals.push(session.readState('total')[0]!);
      session.dispose();
    }
    expect(totals[1]).toBe(totals[0]);
    expect(totals[0]).toBeGreaterThan(0);
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
    executable.advance({ store: store!, first: 0, runs: 1 });
    drawn.push(executable.readResult('prediction'));
  }
  executable.setStep(0);
  executable.advance({ store: store!, first: 0, runs: 1 });
  expect(drawn[1]).not.toEqual(drawn[0]);
  expect(executable.readResult('prediction')).toEqual(drawn[0]);
  executable.run(inputs);
  expect(executable.readResult('prediction')).toEqual(drawn[1]);
  session.dispose();
});

test('memory of rows is used again', async () => {
  const { session } = await prepare({ rows: 4, features: 2, units: 4 });
  const columns = { x: new NdArray(new Float32Array(2 ** 22).fill(0.5), [2 ** 21, 2]) };
  for (let i = 0; i < 160; i++) {
    const store = await session.addRows(columns);
    // 160 times 24 MiB would be more than there is.
    expect(store).toBeDefined();
    store?.dispose();
  }
  session.dispose();
});

test('data for which there is no room is refused, and nothing is kept of it', async () => {
  const { session } = await prepare({ rows: 4, features: 2, units: 4 });
  const part = new NdArray(new Float32Array(2 ** 27).fill(0.5), [2 ** 26, 2]);
  const first = await session.addRows({ x: part });
  expect(first).toBeDefined();
  const columns = { a: part, b: part, c: part, d: part };
  expect(await session.addRows(columns)).toBeUndefined();
  expect(await session.addRows({ x: part })).toBeDefined();
  session.dispose();
});

test('numbers that decay become 0 before they are denormal', async () => {
  const options = { rows: 1, features: 5, units: 5 };
  const { session, executable } = await prepare(options, { threads: 2 });
  session.writeState('w', [1e-31, -1e-31, 1e-45, 2e-30, -3, ...Array(19).fill(1), 1e-33]);
  const nothing = {
    x: new NdArray(new Float32Array(5), [1, 5]),
    y: new NdArray(new Float32Array(5), [1, 5]),
  };
  session.writeState('total', [1e-31]);
  executable.setParameter('rate', 0);
  executable.setStep(62);
  executable.run(nothing);
  expect(session.readState('w')[2]).toBe(Math.fround(1e-45));
  executable.run(nothing);
  expect([...session.readState('w')].slice(0, 5)).toEqual([0, 0, 0, Math.fround(2e-30), -3]);
  expect(session.readState('w')[24]).toBe(0);
  expect([...session.readState('total')]).toEqual([0]);
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
