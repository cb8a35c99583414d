import type { TaskTime } from '@myelin/program';

/** Whether `MYELIN_PROFILE=tasks` asks for the time of every task. Measuring it slows programs down a little. */
export function isProfiled(): boolean {
  return typeof process === 'object' && process.env?.MYELIN_PROFILE === 'tasks';
}

/** Adds up how long each task takes, from the moments at which tasks begin. */
export class TaskClock {
  readonly #names: readonly string[];
  readonly #totals: Float64Array;
  #present = -1;
  #since = 0;
  #runs = 0;

  constructor(tasks: readonly string[]) {
    this.#names = ['gather', ...tasks, 'last barrier'];
    this.#totals = new Float64Array(this.#names.length);
  }

  /** Called by the program: task `number` begins; -1 when all are over. */
  readonly tick = (number: number): void => {
    const now = performance.now();
    if (this.#present >= 0) {
      this.#totals[this.#present] = (this.#totals[this.#present] ?? 0) + now - this.#since;
    }
    if (number === -1) this.#runs++;
    this.#present = number;
    this.#since = performance.now();
  };

  get times(): TaskTime[] {
    return this.#names.map((task, i) => ({
      task,
      microseconds: (1000 * (this.#totals[i] ?? 0)) / Math.max(1, this.#runs),
      runs: this.#runs,
    }));
  }
}
