import type { cpu } from 'myelin';

type Backend = typeof cpu;
type Session = Awaited<ReturnType<Backend['programs']['openSession']>>;
type Executable = Awaited<ReturnType<Session['load']>>;

/** What is known of a program that a backend has made ready to run, also when its session is over. */
export type LoadedProgram = Pick<Executable, 'report' | 'profile'>;

/** The same backend, that tells of every program it makes ready to run. */
export function watchPrograms(backend: Backend, onLoad: (program: LoadedProgram) => void): Backend {
  return {
    ...backend,
    programs: {
      openSession: async (options) => {
        const session = await backend.programs.openSession(options);
        const watched: WatchedProgram[] = [];
        const load = session.load.bind(session);
        session.load = async (program) => {
          const loaded = await load(program);
          const one = new WatchedProgram(loaded);
          watched.push(one);
          onLoad(one);
          return loaded;
        };
        const dispose = session.dispose.bind(session);
        session.dispose = () => {
          for (const one of watched) one.keep();
          dispose();
        };
        return session;
      },
    },
  };
}

class WatchedProgram implements LoadedProgram {
  readonly report: Executable['report'];
  readonly #program: Executable;
  #kept: Executable['profile'];

  constructor(program: Executable) {
    this.#program = program;
    this.report = program.report;
  }

  get profile(): Executable['profile'] {
    return this.#kept ?? this.#program.profile;
  }

  /** Reads the times, before they go with the session. */
  keep(): void {
    this.#kept = this.#program.profile;
  }
}
