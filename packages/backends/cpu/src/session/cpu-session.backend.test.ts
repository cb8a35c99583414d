import { NdArray, useBackend } from '@myelin/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { predictionLaws } from '../../../../program/test-support/prediction-laws.ts';
import { prepareLinearStep } from '../../../../program/test-support/prepare-linear-step.ts';
import { sessionLaws, workerLaws } from '../../../../program/test-support/session-laws.ts';
import { cpu } from '../cpu.ts';
import { CpuSession } from './cpu-session.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

sessionLaws((wishes) => CpuSession.open(wishes));
predictionLaws((wishes) => CpuSession.open(wishes));

describe('with memory that threads do not share', () => {
  workerLaws((wishes) => CpuSession.open({ ...wishes, shared: false }));
});

test('memory of rows is used again', async () => {
  const session = await CpuSession.open({ threads: 1, worker: false });
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
  const session = await CpuSession.open({ threads: 1, worker: false });
  const part = new NdArray(new Float32Array(2 ** 27).fill(0.5), [2 ** 26, 2]);
  const first = await session.addRows({ x: part });
  expect(first).toBeDefined();
  const columns = { a: part, b: part, c: part, d: part };
  expect(await session.addRows(columns)).toBeUndefined();
  expect(await session.addRows({ x: part })).toBeDefined();
  session.dispose();
});

test('numbers that decay become 0 before they are denormal', async () => {
  const session = await CpuSession.open({ threads: 2, worker: false });
  const executable = await prepareLinearStep(session, { rows: 1, features: 5, units: 5 });
  session.writeState('w', [1e-31, -1e-31, 1e-45, 2e-30, -3, ...Array(19).fill(1), 1e-33]);
  const nothing = {
    x: new NdArray(new Float32Array(5), [1, 5]),
    y: new NdArray(new Float32Array(5), [1, 5]),
  };
  session.writeState('total', [1e-31]);
  executable.setParameter('rate', 0);
  executable.setStep(62);
  await executable.run(nothing);
  expect(session.readState('w')[2]).toBe(Math.fround(1e-45));
  await executable.run(nothing);
  expect([...session.readState('w')].slice(0, 5)).toEqual([0, 0, 0, Math.fround(2e-30), -3]);
  expect(session.readState('w')[24]).toBe(0);
  expect([...session.readState('total')]).toEqual([0]);
  session.dispose();
});
