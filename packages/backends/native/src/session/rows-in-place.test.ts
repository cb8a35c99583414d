import { matMul, NdArray, type Tensor, useBackend } from '@myelin/core';
import { captureProgram, type Executable, optimize, type Session } from '@myelin/program';
import { beforeAll, expect, test } from 'vitest';
import { withEngine } from '../../test-support/with-engine.ts';
import { native } from '../native.ts';

/** Loads `y = x·w` with a `w` of ones. */
async function prepare(
  session: Session,
  rows: number,
  features: number,
  units = 128,
): Promise<Executable> {
  session.declareState({ name: 'w', shape: [features, units], dtype: 'float32' });
  session.writeState('w', new Float32Array(features * units).fill(1));
  const program = captureProgram({
    name: 'predict',
    inputs: [
      { role: 'state', name: 'w', shape: [features, units], dtype: 'float32' },
      { role: 'batch', name: 'x', shape: [rows, features], dtype: 'float32' },
    ],
    compute: ({ x, w }) => [
      { role: 'result', name: 'y', tensor: matMul(x as Tensor, w as Tensor) },
    ],
  });
  return session.load(optimize(program));
}

withEngine('rows that are read where they lie', ({ open }) => {
  beforeAll(async () => {
    await useBackend(native);
  });

  test('are read while the caller waits, as they are then', async () => {
    const session = open({ threads: 2, worker: false });
    const executable = await prepare(session, 4, 64);
    const data = new Float32Array(40 * 64).fill(1);
    const store = await session.addRows({ x: new NdArray(data, [40, 64]) }, { once: true });
    const into = new Float32Array(40 * 128);
    const advance = () =>
      executable.advance({ store: store!, first: 0, runs: 10, collect: { name: 'y', into } });
    expect(advance()).toBeUndefined();
    expect(into.every((y) => y === 64)).toBe(true);
    data.fill(2);
    advance();
    expect(into.every((y) => y === 128)).toBe(true);
    session.dispose();
  });

  test('are read in pieces, with pauses for other work', async () => {
    const session = open({ threads: 2, worker: false });
    const units = 1024;
    const executable = await prepare(session, 64, 256, units);
    const rows = 64 * 100;
    const data = Float32Array.from({ length: rows * 256 }, (_, i) => Math.floor(i / 256) % 7);
    const store = await session.addRows({ x: new NdArray(data, [rows, 256]) }, { once: true });
    const into = new Float32Array(rows * units);
    let pauses = 0;
    // Rows that are read later are read as they are then.
    const timer = setInterval(() => {
      if (pauses++ === 0) data.fill(9, (rows - 64) * 256);
    }, 0);
    await executable.advance({ store: store!, first: 0, runs: 100, collect: { name: 'y', into } });
    clearInterval(timer);
    expect(pauses).toBeGreaterThan(0);
    const expected = (row: number) => (row < rows - 64 ? row % 7 : 9);
    expect(into.every((y, i) => y === 256 * expected(Math.floor(i / units)))).toBe(true);
    session.dispose();
  });

  test('are taken in for runs that are too long to wait for', async () => {
    const session = open({ threads: 2, worker: false });
    const executable = await prepare(session, 512, 1024);
    const x = new NdArray(new Float32Array(1024 * 1024).fill(1), [1024, 1024]);
    const store = await session.addRows({ x }, { once: true });
    const into = new Float32Array(1024 * 128);
    const collect = { name: 'y', into };
    const running = executable.advance({ store: store!, first: 0, runs: 2, collect });
    expect(running).toBeInstanceOf(Promise);
    await running;
    expect(into.every((y) => y === 1024)).toBe(true);
    store!.dispose();
    const late = async () => executable.advance({ store: store!, first: 0, runs: 2, collect });
    await expect(late()).rejects.toThrow(/disposed/);
    session.dispose();
  });

  test('must still be there, and must not be where results are collected', async () => {
    const session = open({ threads: 1, worker: false });
    const executable = await prepare(session, 4, 128);
    const data = new Float32Array(40 * 128).fill(1);
    const store = await session.addRows({ x: new NdArray(data, [40, 128]) }, { once: true });
    const advance = (into: Float32Array) =>
      executable.advance({ store: store!, first: 0, runs: 10, collect: { name: 'y', into } });
    expect(() => advance(data)).toThrow(/memory of the rows/);
    structuredClone(data.buffer, { transfer: [data.buffer] });
    expect(() => advance(new Float32Array(40 * 128))).toThrow(/transferred away/);
    session.dispose();
  });
});
