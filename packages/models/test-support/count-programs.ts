import { cpu } from '@myelin/backend-cpu';
import type { CompilingBackend } from '@myelin/program';

/** The cpu backend, and the names of the programs that are loaded on it, in order. */
export interface CountedBackend {
  readonly backend: CompilingBackend;
  readonly loaded: string[];
}

/** Notes every program that is compiled. */
export function countPrograms(): CountedBackend {
  const loaded: string[] = [];
  return {
    loaded,
    backend: {
      ...cpu,
      programs: {
        openSession: async (options) => {
          const session = await cpu.programs.openSession(options);
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
