import { cpu } from '@myelin/backend-cpu';
import { type Backend, useBackend } from '@myelin/core';
import { backendsHere } from '@myelin/testkit';
import { beforeAll, describe } from 'vitest';

/** How steps are run: one operation after the other, or as whole programs. */
export type Mode = 'eager' | 'compiled';

/** A backend like the given one that does not compile programs. */
export function withoutPrograms(backend: Backend): Backend {
  const { name, priority, capabilities } = backend;
  return {
    name,
    priority,
    capabilities,
    available: () => backend.available(),
    load: () => backend.load(),
  };
}

const modes: readonly { readonly name: string; readonly mode: Mode; readonly backend: Backend }[] =
  [
    ...backendsHere.map((backend) => ({
      name: backend.name,
      mode: 'eager' as const,
      backend: withoutPrograms(backend),
    })),
    { name: cpu.name, mode: 'compiled', backend: cpu },
  ];

/**
 * Runs a group of tests on each backend that can run here, operation by operation, and on the cpu in compiled programs.
 * Name the file `*.backend.test.ts`.
 */
export function inBothModes(title: string, group: (mode: Mode) => void): void {
  describe.each(modes)(`${title}, $mode on $name`, ({ mode, backend }) => {
    beforeAll(async () => {
      await useBackend(backend);
    });
    group(mode);
  });
}

/** Runs a group of tests in compiled programs. Name the file `*.backend.test.ts`. */
export function inCompiledMode(title: string, group: () => void): void {
  describe(title, () => {
    beforeAll(async () => {
      await useBackend(cpu);
    });
    group();
  });
}
