import { BackendError, NdArray, useBackend } from '@myelin/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LinearStepOptions } from '../../../../program/test-support/linear-step.ts';
import { prepareLinearStep } from '../../../../program/test-support/prepare-linear-step.ts';
import { type Engine, withEngine } from '../../test-support/with-engine.ts';
import { native } from '../native.ts';

const MIB = 2 ** 20;

/** How much more memory the process holds after `work` was done again and again, nothing of it kept. */
async function growth(times: number, work: () => Promise<void>): Promise<number> {
  await work();
  const before = process.memoryUsage.rss();
  for (let i = 0; i < times; i++) await work();
  return process.memoryUsage.rss() - before;
}

async function open(engine: Engine, options: LinearStepOptions, worker = false) {
  const session = engine.open({ threads: 2, worker });
  const executable = await prepareLinearStep(session, options);
  const { rows, features, units } = options;
  const store = await session.addRows({
    x: new NdArray(new Float32Array(rows * features).fill(0.5), [rows, features]),
    y: new NdArray(new Float32Array(rows * units).fill(0.5), [rows, units]),
  });
  return { session, executable, store: store! };
}

withEngine('what is disposed', (engine) => {
  beforeAll(async () => {
    await useBackend(native);
  });

  describe('gives its memory back at once', () => {
    test('rows', async () => {
      const session = engine.open({ threads: 1, worker: false });
      const x = new NdArray(new Float32Array(2 ** 22).fill(0.5), [2 ** 21, 2]);
      const grown = await growth(16, async () => (await session.addRows({ x }))!.dispose());
      // All of them would be 256 MiB.
      expect(grown).toBeLessThan(128 * MIB);
      session.dispose();
    });

    test('states, and the memory of programs', async () => {
      const options = { rows: 2048, features: 1024, units: 8 };
      const row = {
        x: new NdArray(new Float32Array(1024).fill(0.5), [1, 1024]),
        y: new NdArray(new Float32Array(8), [1, 8]),
      };
      const grown = await growth(32, async () => {
        const session = engine.open({ threads: 1, worker: false });
        const executable = await prepareLinearStep(session, options);
        const store = await session.addRows(row);
        await executable.advance({ store: store!, order: new Int32Array(2048), first: 0, runs: 1 });
        session.dispose();
      });
      // The batches of all of them would be 256 MiB.
      expect(grown).toBeLessThan(128 * MIB);
    });
  });

  test('ends soon, however long the run would have been', async () => {
    const options = { rows: 32, features: 784, units: 128 };
    const { session, executable, store } = await open(engine, options, true);
    const runs = 20_000;
    const order = new Int32Array(32 * runs);
    const begin = performance.now();
    await executable.advance({ store, order, first: 0, runs: 200 });
    const wholeMs = ((performance.now() - begin) / 200) * runs;
    const running = executable.advance({ store, order, first: 0, runs });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const disposed = performance.now();
    session.dispose();
    // One that has not even begun is refused.
    await Promise.resolve(running).catch((error) => expect(error.message).toContain('disposed'));
    expect(performance.now() - disposed).toBeLessThan(wholeMs / 4);
  });

  test('refuses what comes afterwards', async () => {
    const options = { rows: 2, features: 3, units: 2 };
    const { session, executable, store } = await open(engine, options, true);
    session.dispose();
    session.dispose();
    expect(() => session.readState('w')).toThrow(BackendError);
    expect(() => executable.readResult('prediction')).toThrow(/disposed/);
    await expect(executable.advance({ store, first: 0, runs: 1 })).rejects.toThrow(BackendError);
  });

  test('rows stay until the run that reads them has ended', async () => {
    const options = { rows: 512, features: 512, units: 64 };
    const { session, executable, store } = await open(engine, options, true);
    executable.setParameter('rate', 0);
    const running = executable.advance({
      store,
      order: new Int32Array(512 * 20),
      first: 0,
      runs: 20,
    });
    store.dispose();
    await running;
    // Predictions are 0 and targets 1/2.
    expect(session.readState('total')[0]).toBe((20 * 512 * 64) / 4);
    expect(() => executable.advance({ store, first: 0, runs: 1 })).toThrow(/not be disposed/);
    session.dispose();
  });

  test('rows that are not there are refused, here and on another thread', async () => {
    for (const worker of [false, true]) {
      const options = { rows: 2, features: 3, units: 2 };
      const { session, executable, store } = await open(engine, options, worker);
      const advance = async () => executable.advance({ store, first: 1, runs: 1 });
      await expect(advance()).rejects.toThrow(BackendError);
      await expect(advance()).rejects.toThrow(/there are 2 rows, and others were asked for/);
      session.dispose();
    }
  });
});
