import { useBackend } from '@myelin/core';
import { beforeAll } from 'vitest';
import {
  randomProgramLaws,
  sharedProgramLaws,
} from '../../../../program/test-support/program-laws.ts';
import { cpu } from '../cpu.ts';
import { CpuSession } from './cpu-session.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

randomProgramLaws((wishes) => CpuSession.open(wishes));
sharedProgramLaws((wishes) => CpuSession.open(wishes));
