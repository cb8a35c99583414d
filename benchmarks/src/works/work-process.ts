import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Command } from '../peers/peer.ts';
import type { PartTime } from './works.ts';

/** A process that does works when it is asked to: `serve-works.ts` or `python/works.py`. */
export class WorkProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  #complaints = '';

  constructor({ file, args, env }: Command) {
    this.#child = spawn(file, args, { env: { ...process.env, ...env } });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-2000);
    });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Names of the works that it can do. @throws it ended */
  async works(): Promise<readonly string[]> {
    return (await this.#ask('?')).works ?? [];
  }

  /** What the parts of a work took. @throws it failed or the process ended; the message says why. */
  async measure(work: string): Promise<readonly PartTime[]> {
    const { parts, error } = await this.#ask(work);
    if (parts) return parts;
    throw new Error(error ?? 'it answered nothing');
  }

  stop(): void {
    this.#child.kill();
  }

  async #ask(line: string): Promise<Answer> {
    this.#child.stdin.write(`${line}\n`);
    for (;;) {
      const { done, value } = await this.#answers.next();
      if (done) throw new Error(this.#complaints.trim().split('\n').at(-1) || 'it ended');
      // Libraries greet on the same stream.
      if (value.startsWith('{')) return JSON.parse(value) as Answer;
    }
  }
}

interface Answer {
  readonly works?: readonly string[];
  readonly parts?: readonly PartTime[];
  readonly error?: string;
}
