import { useBackend } from '@myelin/core';
import { expect, test } from 'vitest';
import { cpu, cpuWith } from '../cpu.ts';
import { canShareMemory } from './can-share-memory.ts';

const isolated = globalThis.crossOriginIsolated;

test(`a page that is ${isolated ? '' : 'not '}isolated from other origins ${isolated ? 'has threads' : 'has one thread'}`, async () => {
  await useBackend(cpu);
  expect(canShareMemory()).toBe(isolated);
  const session = await cpuWith({ threads: 2 }).programs.openSession();
  expect(session.threads).toBe(isolated ? 2 : 1);
  session.dispose();
});
