import type { HookName, Logs, TextOutput, TrainingRun } from '@myelin/core';
import {
  ArgumentError,
  Callback,
  describe,
  requireBoolean,
  requireWholeNumber,
  resolveOptions,
  standardOutput,
} from '@myelin/core';
import type { Node } from '../node.ts';
import { requireNode } from '../node.ts';
import { LiveServer } from './live-server.ts';
import { openBrowser } from './open-browser.ts';
import { RunRecord } from './run-record.ts';

export interface LivePageOptions {
  /** Port of the server, from 0 to 65535; 0 takes one that is free. @defaultValue `0` */
  readonly port?: number;
  /**
   * Address at which the server listens. The default can be reached from this machine only; `'0.0.0.0'` from all that can
   * reach this machine.
   *
   * @defaultValue `'127.0.0.1'`
   */
  readonly host?: string;
  /** Open the page in the browser. @defaultValue `false` */
  readonly open?: boolean;
  /** Go on serving after training until {@link LivePage.close}, or the end of the process. @defaultValue `false` */
  readonly keepOpen?: boolean;
  /** Heading of the page; null takes the model's name. @defaultValue `null` */
  readonly title?: string | null;
  /** Where the address is printed. @defaultValue the standard output of the process, or the console */
  readonly output?: TextOutput;
}

/** Time from one progress within an epoch to the next. */
const progressMs = 250;

/**
 * Shows training on a page while it goes on: curves and a table of all logged values, the learning rate, how far the epoch
 * is, why training stopped.
 *
 * A small web server runs in the process while it trains, and prints its address. The page needs no network beyond it,
 * and can be opened late or anew: it shows all that has happened since the process began. Nobody who looks slows training down.
 *
 * @throws {@link StateError} in a browser: there are no servers.
 * @throws {@link ArgumentError} an option is outside its domain, or the port is taken.
 * @example
 * await model.fit(x, y, { epochs: 100, callbacks: [new LivePage({ open: true })] });
 */
export class LivePage extends Callback {
  readonly #node: Node;
  readonly #port: number;
  readonly #host: string;
  readonly #opens: boolean;
  readonly #staysOpen: boolean;
  readonly #title: string | null;
  readonly #output: TextOutput;
  #server: LiveServer | undefined;
  #run: RunRecord | undefined;
  #epoch = 0;
  #lastProgress = 0;

  constructor(options: LivePageOptions = {}) {
    super();
    const where = 'LivePage';
    const resolved = resolveOptions<LivePageOptions>(where, options, {
      port: 0,
      host: '127.0.0.1',
      open: false,
      keepOpen: false,
      title: null,
      output: standardOutput(),
    });
    const { port, host, open, keepOpen, title, output } = resolved;
    this.#port = requireWholeNumber(where, 'port', port, { min: 0, max: 65_535 });
    this.#host = requireText(where, 'host', host, '127.0.0.1');
    this.#opens = requireBoolean(where, 'open', open);
    this.#staysOpen = requireBoolean(where, 'keepOpen', keepOpen);
    this.#title = title === null ? null : requireText(where, 'title', title, 'My model');
    this.#output = output;
    this.#node = requireNode(where, 'runs a web server');
  }

  /** Address of the page; undefined while there is none. */
  get url(): string | undefined {
    return this.#server?.url;
  }

  /** Ends of batches only while somebody looks, a few times a second. */
  override wants(hook: HookName): boolean {
    return hook !== 'onTrainBatchEnd' || this.#isDue;
  }

  override async onTrainBegin(_logs: Logs, training: TrainingRun): Promise<void> {
    const { model, parameters } = training;
    training.whenOver(() => this.#endWith('an error ended the training'));
    const run = new RunRecord({
      title: this.#title ?? model.name,
      epochs: parameters.epochs,
      begin: Date.now(),
    });
    this.#run = run;
    this.#lastProgress = 0;
    if (this.#server) {
      this.#server.begin(run);
      return;
    }
    this.#server = await LiveServer.open(this.#node, this.#host, this.#port, run);
    this.#output.write(`LivePage: training is shown at ${this.#server.url}\n`);
    if (this.#opens) openBrowser(this.#node, this.#server.url);
  }

  override onEpochBegin(epoch: number): void {
    this.#epoch = epoch;
  }

  override onTrainBatchEnd(batch: number, logs: Logs, { parameters }: TrainingRun): void {
    const run = this.#run;
    if (!run || !this.#isDue) return;
    this.#lastProgress = performance.now();
    run.progress = {
      epoch: this.#epoch,
      batches: batch + 1,
      steps: parameters.steps,
      logs: { ...logs },
      seconds: run.seconds,
    };
    this.#server?.tell();
  }

  override onEpochEnd(epoch: number, logs: Logs, training: TrainingRun): void {
    const run = this.#run;
    if (!run) return;
    run.rows.push({
      epoch,
      logs: { ...logs },
      ...(training.hasLearningRate && { learningRate: training.learningRate }),
      seconds: run.seconds,
    });
    run.progress = undefined;
    this.#server?.tell();
  }

  override onTrainEnd(_logs: Logs, { stopReason }: TrainingRun): Promise<void> {
    return this.#endWith(stopReason ?? null);
  }

  /** Tells how the run has ended, the first time, and lets the page go. */
  async #endWith(stopReason: string | null): Promise<void> {
    const run = this.#run;
    if (!run || run.end) return;
    run.end = { stopReason, seconds: run.seconds };
    if (!this.#staysOpen) {
      await this.close();
      return;
    }
    this.#server?.tell();
    this.#server?.keepAlive();
  }

  /** Closes the page's server, once those who look have been told all. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await server?.close();
  }

  get #isDue(): boolean {
    return (
      this.#server?.hasListeners === true && performance.now() - this.#lastProgress >= progressMs
    );
  }
}

function requireText(where: string, option: string, value: unknown, example: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a text, received ${describe(value)}`,
    fix: `pass for example { ${option}: '${example}' }`,
  });
}
