import type { cpu } from 'myelin';

type Backend = typeof cpu;
type Session = Awaited<ReturnType<Backend['programs']['openSession']>>;

/** A program that a backend has made ready to run. */
export type LoadedProgram = Awaited<ReturnType<Session['load']>>;

/** The same backend, that tells of every program it makes ready to run. */
export function watchPrograms(backend: Backend, onLoad: (program: LoadedProgram) => void): Backend {
  return {
    ...backend,
    programs: {
      openSession: async (options) => {
        const session = await backend.programs.openSession(options);
        const load = session.load.bind(session);
        session.load = async (program) => {
          const loaded = await load(program);
          onLoad(loaded);
          return loaded;
        };
        return session;
      },
    },
  };
}
