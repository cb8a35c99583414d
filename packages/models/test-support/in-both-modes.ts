import { type Backend, useBackend } from '@myelin/core';
import { canCompile } from '@myelin/program';
import { backendsHere } from '@myelin/testkit';
import { beforeAll, describe } from 'vitest';
import { interpreting } from '../../program/test-support/interpreted-session.ts';

/** How steps are run: one operation after the other, or as whole programs. */
export type Mode = 'eager' | 'compiled';

/** A backend that runs steps in one way. Where it cannot compile, programs are interpreted. */
export function inMode(backend: Backend, mode: Mode): Backend {
  if (mode === 'compiled') return canCompile(backend) ? backend : interpreting(backend);
  const { name, priority, capabilities } = backend;
  return {
    name,
    priority,
    capabilities,
    available: () => backend.available(),
    load: () => backend.load(),
  };
}

/** Runs a group of tests in both modes on each backend that can run here. Name the file `*.backend.test.ts`. */
export function inBothModes(title: string, group: (mode: Mode) => void): void {
  const cases = backendsHere.flatMap((backend) =>
    (['eager', 'compiled'] as const).map((mode) => ({ name: backend.name, backend, mode })),
  );
  describe.each(cases)(`${title}, $mode on $name`, ({ backend, mode }) => {
    beforeAll(async () => {
      await useBackend(inMode(backend, mode));
    });
    group(mode);
  });
}
