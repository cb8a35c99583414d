import { useBackend } from '@myelin/core';
import { beforeAll } from 'vitest';
import { loopLaws } from '../../../../program/test-support/program-laws.ts';
import { cpu } from '../cpu.ts';
import { CpuSession } from './cpu-session.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

loopLaws((wishes) => CpuSession.open(wishes));
