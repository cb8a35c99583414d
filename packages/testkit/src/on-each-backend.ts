import { cpu } from '@myelin/backend-cpu';
import { nativeWith } from '@myelin/backend-native';
import { webgl } from '@myelin/backend-webgl';
import type { Backend } from '@myelin/core';
import { useBackend } from '@myelin/core';
import { beforeAll, describe } from 'vitest';

/** Backends that can run where the tests run: in Node cpu, and native where the engine was built; webgl in a browser. */
export const backendsHere: readonly Backend[] =
  typeof globalThis.document === 'undefined' ? await backendsOfNode() : [webgl];

/** Runs a group of tests once on each backend that can run here. Name the file `*.backend.test.ts`. */
export function onEachBackend(title: string, group: (backend: Backend) => void): void {
  describe.each(backendsHere.map((backend) => ({ name: backend.name, backend })))(
    `${title} on $name`,
    ({ backend }) => {
      beforeAll(async () => {
        await useBackend(backend);
      });
      group(backend);
    },
  );
}

async function backendsOfNode(): Promise<readonly Backend[]> {
  // Tests are of small models, and of what the engine makes of them.
  const native = nativeWith({ smallModels: true });
  const { available } = await native.available();
  return available ? [cpu, native] : [cpu];
}
