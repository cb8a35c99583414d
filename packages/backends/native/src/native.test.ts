import { ArgumentError, useBackend } from '@myelin/core';
import type { CompilingBackend, SessionOptions } from '@myelin/program';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { prepareLinearStep } from '../../../program/test-support/prepare-linear-step.ts';
import { withEngine } from '../test-support/with-engine.ts';
import { nativeWith } from './native.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('threads must be a whole number of at least 1', () => {
  expect(() => nativeWith({ threads: 0 })).toThrow(ArgumentError);
  expect(() => nativeWith({ threads: 1.5 })).toThrow(/`threads`/);
});

test('the engine is not used where MYELIN_NATIVE=off', async () => {
  vi.stubEnv('MYELIN_NATIVE', 'off');
  const backend = nativeWith();
  expect(await backend.available()).toMatchObject({ available: false });
  await expect(backend.programs.openSession()).rejects.toThrow(/MYELIN_NATIVE=off/);
});

withEngine('the native backend', ({ binding }) => {
  test('says which instruction sets there are if it is asked for another one', async () => {
    const [fastest] = binding.instructionSets();
    await expect(useBackend(nativeWith({ instructionSet: 'mmx' }))).rejects.toThrow(
      new RegExp(`"mmx"[^]*${fastest}`),
    );
  });

  test('takes the number of threads from its option, else from MYELIN_THREADS', async () => {
    vi.stubEnv('MYELIN_THREADS', '3');
    expect((await nativeWith({ threads: 5 }).programs.openSession()).threads).toBe(5);
    expect((await nativeWith().programs.openSession()).threads).toBe(3);
  });

  test('runs the programs of very small models as WebAssembly, unless it is asked not to', async () => {
    const codeBytes = async (backend: CompilingBackend, wishes?: SessionOptions) => {
      await useBackend(backend);
      const session = await backend.programs.openSession(wishes);
      const { report } = await prepareLinearStep(session, { rows: 2, features: 2, units: 2 });
      session.dispose();
      return report.codeBytes;
    };
    expect(await codeBytes(nativeWith(), { work: 8000 })).toBeGreaterThan(0);
    expect(await codeBytes(nativeWith(), { work: 9000 })).toBe(0);
    expect(await codeBytes(nativeWith())).toBe(0);
    expect(await codeBytes(nativeWith(), { work: 8000, worker: true })).toBeGreaterThan(0);
    expect(await codeBytes(nativeWith({ smallModels: true }), { work: 8000 })).toBe(0);
  });

  describe.each(binding.instructionSets())('with MYELIN_ISA=%s', (name) => {
    test('opens sessions that run', async () => {
      vi.stubEnv('MYELIN_ISA', name);
      const backend = nativeWith({ threads: 1 });
      await useBackend(backend);
      const session = await backend.programs.openSession();
      const executable = await prepareLinearStep(session, { rows: 2, features: 2, units: 2 });
      expect(executable.report.threads).toBe(1);
      session.dispose();
    });
  });
});
