import type { Logs } from '@myelin/core';
import { ArgumentError, Callback, describe, requireBoolean, resolveOptions } from '@myelin/core';

/** How long a server may take to answer. Training waits for it. */
const patienceMs = 10_000;

export interface RemoteMonitorOptions {
  /** Address of the server. @defaultValue `'http://localhost:9000'` */
  readonly root?: string;
  /** Path behind `root`. @defaultValue `'/publish/epoch/end/'` */
  readonly path?: string;
  /** Field of the form that holds the values, unless `sendAsJson`. @defaultValue `'data'` */
  readonly field?: string;
  /** Headers of the requests, by name; null for none. @defaultValue `null` */
  readonly headers?: Readonly<Record<string, string>> | null;
  /** Send JSON, not a form with JSON in a field. @defaultValue `false` */
  readonly sendAsJson?: boolean;
}

/**
 * Sends the logged values of each epoch to a server, by an HTTP POST: `{"epoch":0,"loss":0.5}`.
 *
 * `epoch` counts from 0; NaN and infinities become null, as JSON has neither. A server that cannot be reached is warned of
 * once a run, and training goes on; what it answers does not matter.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Options and defaults as Keras 3 `RemoteMonitor`.
 * @example
 * new RemoteMonitor({ root: 'http://localhost:8080', path: '/epochs', sendAsJson: true });
 */
export class RemoteMonitor extends Callback {
  readonly #root: string;
  readonly #url: string;
  readonly #field: string;
  readonly #headers: Headers;
  readonly #sendsJson: boolean;
  #hasWarned = false;

  constructor(options: RemoteMonitorOptions = {}) {
    super();
    const where = 'RemoteMonitor';
    const { root, path, field, headers, sendAsJson } = resolveOptions<RemoteMonitorOptions>(
      where,
      options,
      {
        root: 'http://localhost:9000',
        path: '/publish/epoch/end/',
        field: 'data',
        headers: null,
        sendAsJson: false,
      },
    );
    this.#root = requireText('root', root);
    this.#url = requireUrl(this.#root + requireText('path', path));
    this.#field = requireText('field', field);
    this.#headers = readHeaders(headers);
    this.#sendsJson = requireBoolean(where, 'sendAsJson', sendAsJson);
    if (this.#sendsJson && !this.#headers.has('content-type')) {
      this.#headers.set('content-type', 'application/json');
    }
  }

  override onTrainBegin(): void {
    this.#hasWarned = false;
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    const json = JSON.stringify({ epoch, ...logs });
    const body = this.#sendsJson ? json : new URLSearchParams({ [this.#field]: json });
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: this.#headers,
        body,
        signal: AbortSignal.timeout(patienceMs),
      });
      await answer.body?.cancel();
    } catch (error) {
      this.#warn(error);
    }
  }

  #warn(error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    console.warn(
      `RemoteMonitor: the server at ${this.#root} cannot be reached (${reason}), so values are lost.`,
    );
  }
}

function requireText(option: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new ArgumentError({
    where: 'RemoteMonitor',
    problem: `\`${option}\` must be a text, received ${describe(value)}`,
    fix: `leave \`${option}\` out, or pass a text`,
  });
}

/** In a page, an address may begin where that of the page ends. */
function requireUrl(url: string): string {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  try {
    return new URL(url, location?.href).href;
  } catch (cause) {
    throw new ArgumentError({
      where: 'RemoteMonitor',
      problem: `\`root\` and \`path\` make no address, received ${describe(url)}`,
      fix: "pass for example { root: 'http://localhost:9000', path: '/publish/epoch/end/' }",
      cause,
    });
  }
}

function readHeaders(headers: Readonly<Record<string, string>> | null): Headers {
  try {
    return new Headers(headers ?? {});
  } catch (cause) {
    throw new ArgumentError({
      where: 'RemoteMonitor',
      problem: `\`headers\` must be texts by name, received ${describe(headers)}`,
      fix: "pass for example { headers: { authorization: 'Bearer …' } }",
      cause,
    });
  }
}
