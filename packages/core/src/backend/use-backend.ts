import * as tf from '@tensorflow/tfjs-core';
import { describe } from '../errors/describe.ts';
import { ArgumentError, BackendError } from '../errors/myelin-error.ts';
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
  /** What was thrown, if the backend failed rather than declined. */
  readonly cause?: unknown;
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
 * @throws {@link ArgumentError} `wanted` is neither a backend nor the name of a registered one.
 * @example
 * const { backend, refused } = await useBackend();
 */
export async function useBackend(wanted?: string | Backend): Promise<BackendChoice> {
  const candidates = wanted === undefined ? registered() : [requireBackend(wanted)];
  const refused: Refusal[] = [];
  for (const backend of candidates) {
    const refusal = await tryBackend(backend);
    if (!refusal) {
      current = { backend, refused };
      return current;
    }
    refused.push(refusal);
  }
  throw noneCanRun(refused);
}

/** The choice that {@link useBackend} made; undefined before. */
export function currentBackend(): BackendChoice | undefined {
  return current;
}

function registered(): Backend[] {
  const all = backendCatalog.names.map((name) => backendCatalog.find('useBackend', name));
  return [...new Set(all)].sort((a, b) => b.priority - a.priority);
}

function requireBackend(wanted: unknown): Backend {
  if (typeof wanted === 'string') return backendCatalog.find('useBackend', wanted);
  const { name, available, load } = (wanted ?? {}) as Partial<Backend>;
  if (name && available && load) return wanted as Backend;
  throw new ArgumentError({
    where: 'useBackend',
    problem: `\`wanted\` must be a backend or the name of one, received ${describe(wanted)}`,
    fix: "pass for example 'cpu', or leave it out for the best that is available",
  });
}

/** Makes `backend` the one in use; answers why not if it cannot be. */
async function tryBackend(backend: Backend): Promise<Refusal | undefined> {
  const { name } = backend;
  try {
    const availability = await backend.available();
    if (!availability.available) {
      return { name, reason: availability.reason, fix: availability.fix };
    }
    if (!loaded.has(backend)) loaded.set(backend, backend.load());
    await loaded.get(backend);
    if (!(await tf.setBackend(name))) throw new Error('it failed to start');
    await tf.ready();
    registerRandomUniform(name);
    if (backend.capabilities.deviceMemory) releaseForgottenTensors(name);
    return undefined;
  } catch (cause) {
    loaded.delete(backend);
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { name, reason, fix: "use another backend, for example useBackend('cpu')", cause };
  }
}

function noneCanRun(refused: readonly Refusal[]): BackendError {
  const [first] = refused;
  if (!first) {
    return new BackendError({
      where: 'useBackend',
      problem: 'no backend is registered',
      fix: "import 'myelin', which registers them, or pass a backend: useBackend(cpu)",
    });
  }
  const reasons = refused.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  const which = refused.length === 1 ? 'the backend cannot run here' : 'no backend can run here';
  const cause = refused.find((refusal) => refusal.cause !== undefined)?.cause;
  return new BackendError({
    where: 'useBackend',
    problem: `${which} (${reasons})`,
    fix: first.fix,
    ...(cause !== undefined && { cause }),
  });
}
