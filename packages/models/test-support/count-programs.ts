import type { Backend } from '@myelin/core';
import { type CompilingBackend, canCompile } from '@myelin/program';
import { inMode } from './in-both-modes.ts';

/** A compiling backend, and the names of the programs that are loaded on it, in order. */
export interface CountedBackend {
  readonly backend: CompilingBackend;
  readonly loaded: string[];
}

/** Notes every program that is compiled. */
export function countPrograms(original: Backend): CountedBackend {
  const backend = inMode(original, 'compiled');
  if (!canCompile(backend)) throw new Error('no programs');
  const loaded: string[] = [];
  return {
    loaded,
    backend: {
      ...backend,
      programs: {
        openSession: async (options) => {
          const session = await backend.programs.openSession(options);
          const load = session.load.bind(session);
          session.load = (program) => {
            loaded.push(program.name);
            return load(program);
          };
          return session;
        },
      },
    },
  };
}
