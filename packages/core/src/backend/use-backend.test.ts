import { cpu } from '@myelin/backend-cpu';
import { webgl } from '@myelin/backend-webgl';
import { beforeEach, expect, test } from 'vitest';
import type { Backend } from './backend.ts';
import { backendCatalog, currentBackend, useBackend } from './use-backend.ts';

/** A backend that declines, or fails while it loads. */
const broken = (name: string, priority: number, load: () => Promise<void>): Backend => ({
  name,
  priority,
  capabilities: { deviceMemory: false, deterministic: true },
  available: async () => ({ available: true }),
  load,
});

const failing = broken('failing', 99, async () => {
  throw new Error('the driver is too old');
});

beforeEach(() => {
  backendCatalog.register({ cpu, webgl });
});

test('takes cpu in Node and says why webgl was refused', async () => {
  const { backend, refused } = await useBackend();
  expect(backend).toBe(cpu);
  expect(refused).toEqual([
    {
      name: 'webgl',
      reason: 'there is no canvas: this is not a browser',
      fix: "use the cpu backend: useBackend('cpu')",
    },
  ]);
  expect(currentBackend()).toEqual({ backend, refused });
});

test('insists on a backend that is asked for by name', async () => {
  expect((await useBackend('cpu')).backend).toBe(cpu);
  await expect(useBackend('webgl')).rejects.toThrow(
    "useBackend: the backend cannot run here (webgl: there is no canvas: this is not a browser).\n  Fix: use the cpu backend: useBackend('cpu').",
  );
});

test('goes on to the next backend if one fails to load, and keeps the cause', async () => {
  backendCatalog.register({ failing });
  const { backend, refused } = await useBackend();
  expect(backend).toBe(cpu);
  expect(refused[0]).toMatchObject({ name: 'failing', reason: 'the driver is too old' });
  await expect(useBackend(failing)).rejects.toMatchObject({
    cause: new Error('the driver is too old'),
  });
});

test('tries again to load a backend that failed before', async () => {
  let attempts = 0;
  const flaky = broken('flaky', 1, async () => {
    attempts++;
    throw new Error('not yet');
  });
  await expect(useBackend(flaky)).rejects.toThrow(/not yet/);
  await expect(useBackend(flaky)).rejects.toThrow(/not yet/);
  expect(attempts).toBe(2);
});

test('answers a near miss with a suggestion', async () => {
  await expect(useBackend('webgpu')).rejects.toThrow(/did you mean `webgl`/);
  await expect(useBackend(5 as never)).rejects.toThrow(/`wanted` must be a backend/);
});
