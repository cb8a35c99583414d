import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from '../errors/myelin-error.ts';
import { releaseForgottenTensors } from '../memory/release-forgotten.ts';
import { Catalog } from '../options/catalog.ts';
import { registerRandomUniform } from '../tensors/random-uniform.ts';
import type { Backend } from './backend.ts';

/** Backends known by name. */
export const backendCatalog: Catalog<Backend> = new Catalog<Backend>('backend');

/** Which backend is in use, and why those before it were not taken. */
export interface BackendChoice {
  readonly backend: Backend;
  readonly refused: readonly Refusal[];
}

export interface Refusal {
  readonly name: string;
  readonly reason: string;
  readonly fix: string;
}

const loaded = new Map<Backend, Promise<void>>();
let current: BackendChoice | undefined;

/**
 * Chooses the backend that tensors live on from now on.
 *
 * Without an argument the registered backends are tried, highest priority first. With one, that backend is
 * insisted on.
 *
 * @param wanted - A backend object, or the name of a registered one.
 * @throws {@link BackendError} the wanted backend, or every one, cannot run here; the message says why.
 * @example
 * const { backend, refused } = await useBackend();
 */
export async function useBackend(wanted?: string | Backend): Promise<BackendChoice> {
  const candidates =
    wanted === undefined
      ? registered()
      : [typeof wanted === 'string' ? backendCatalog.find('useBackend', wanted) : wanted];
  const refused: Refusal[] = [];
  for (const backend of candidates) {
    const refusal = await tryBackend(backend);
    if (!refusal) {
      current = { backend, refused };
      return current;
    }
    refused.push(refusal);
  }
  throw new BackendError({
    where: 'useBackend',
    problem: refused.length
      ? `no backend can run here: ${refused.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}`
      : 'no backend is registered',
    fix:
      refused[0]?.fix ??
      "import 'myelin', which registers them, or pass a backend: useBackend(cpu)",
  });
}

/** The choice that {@link useBackend} made; undefined before. */
export function currentBackend(): BackendChoice | undefined {
  return current;
}

function registered(): Backend[] {
  const all = backendCatalog.names.map((name) => backendCatalog.find('useBackend', name));
  return all.sort((a, b) => b.priority - a.priority);
}

/** Makes `backend` the one in use; answers why not if it cannot be. */
async function tryBackend(backend: Backend): Promise<Refusal | undefined> {
  try {
    const availability = await backend.available();
    if (!availability.available) return { name: backend.name, ...availability };
    if (!loaded.has(backend)) loaded.set(backend, backend.load());
    await loaded.get(backend);
    if (!(await tf.setBackend(backend.name))) throw new Error('it failed to start');
    await tf.ready();
    registerRandomUniform(backend.name);
    if (backend.capabilities.deviceMemory) releaseForgottenTensors(backend.name);
    return undefined;
  } catch (cause) {
    loaded.delete(backend);
    const reason = cause instanceof Error ? cause.message : String(cause);
    return {
      name: backend.name,
      reason,
      fix: "use another backend, for example useBackend('cpu')",
    };
  }
}
