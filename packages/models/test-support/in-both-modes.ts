import { cpu } from '@myelin/backend-cpu';
import { type Backend, useBackend } from '@myelin/core';
import { canCompile } from '@myelin/program';
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

/** The cpu, and whichever else compiles programs here. */
const compilers: readonly Backend[] = [
  cpu,
  ...backendsHere.filter((backend) => backend !== cpu && canCompile(backend)),
];

const modes: readonly { readonly name: string; readonly mode: Mode; readonly backend: Backend }[] =
  [
    // Single operations of the native backend are tested there, and mostly those of the cpu.
    ...backendsHere
      .filter(({ name }) => name !== 'native')
      .map((backend) => ({
        name: backend.name,
        mode: 'eager' as const,
        backend: withoutPrograms(backend),
      })),
    ...compilers.map((backend) => ({ name: backend.name, mode: 'compiled' as const, backend })),
  ];

/**
 * Runs a group of tests on each backend that can run here, operation by operation, and on those that compile programs in
 * compiled programs. Name the file `*.backend.test.ts`.
 */
export function inBothModes(title: string, group: (mode: Mode) => void): void {
  describe.each(modes)(`${title}, $mode on $name`, ({ mode, backend }) => {
    beforeAll(async () => {
      await useBackend(backend);
    });
    group(mode);
  });
}

/** Runs a group of tests in compiled programs, on each backend that makes them. Name the file `*.backend.test.ts`. */
export function inCompiledMode(title: string, group: (backend: Backend) => void): void {
  describe.each(compilers.map((backend) => ({ name: backend.name, backend })))(
    `${title} on $name`,
    ({ backend }) => {
      beforeAll(async () => {
        await useBackend(backend);
      });
      group(backend);
    },
  );
}
