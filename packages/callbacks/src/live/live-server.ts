import { ArgumentError } from '@myelin/core';
import type { Node } from '../node.ts';
import { Listener, type OpenResponse } from './listener.ts';
import type { PageFile } from './page-files.ts';
import { readPageFiles } from './page-files.ts';
import type { RunRecord } from './run-record.ts';
import { isTrustedHost } from './trusted-host.ts';

type HttpServer = InstanceType<Node['http']['Server']>;
type HttpRequest = InstanceType<Node['http']['IncomingMessage']>;

/** Time from one message to the next, at least. */
const pauseMs = 100;

/** Time that pages have to take the last message. */
const lastWordMs = 1000;

const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

interface ServerParts {
  readonly node: Node;
  /** It listens. */
  readonly server: HttpServer;
  readonly host: string;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly run: RunRecord;
}

/** Serves the page, and tells all open ones what happens. It keeps no process alive that has nothing else to do. */
export class LiveServer {
  readonly url: string;
  readonly #node: Node;
  readonly #server: HttpServer;
  readonly #host: string;
  readonly #files: ReadonlyMap<string, PageFile>;
  readonly #listeners = new Map<OpenResponse, Listener>();
  #run: RunRecord;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastTold = 0;

  private constructor({ node, server, host, files, run }: ServerParts) {
    this.#files = files;
    this.#node = node;
    this.#server = server;
    this.#host = host;
    this.#run = run;
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
    this.url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/`;
    server.on('request', (request, response) => this.#answer(request, response));
    server.on('connection', (socket) => socket.unref());
    server.unref();
  }

  /** @throws {@link ArgumentError} the server cannot listen there. */
  static async open(node: Node, host: string, port: number, run: RunRecord): Promise<LiveServer> {
    const files = readPageFiles(node);
    const server = node.http.createServer();
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
    } catch (cause) {
      throw new ArgumentError({
        where: 'LivePage',
        problem: `the server cannot listen at \`host\` ${host}, \`port\` ${port} (${(cause as Error).message})`,
        fix: 'pass another port, or { port: 0 } for any that is free',
        cause,
      });
    }
    return new LiveServer({ node, server, host, files, run });
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  /** Goes on with another run. */
  begin(run: RunRecord): void {
    this.#run = run;
    this.tell();
  }

  /** Tells pages what is new: now, or when the pause after the last message is over. */
  tell(): void {
    const wait = this.#lastTold + pauseMs - performance.now();
    if (wait <= 0) {
      this.#tellNow(false);
    } else if (!this.#timer) {
      this.#timer = setTimeout(() => this.#tellNow(false), wait);
      this.#timer.unref();
    }
  }

  /** Lets the process live on for the sake of the page. */
  keepAlive(): void {
    this.#server.ref();
  }

  /** Tells pages the last news and closes. Pages that do not take it in a second are left behind. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    const taken = [...this.#listeners.keys()].map(
      (response) => new Promise<void>((resolve) => response.once('close', resolve)),
    );
    this.#tellNow(true);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, lastWordMs);
    });
    await Promise.race([Promise.all(taken), patience]);
    clearTimeout(timer);
    this.#server.closeAllConnections();
    await closed;
  }

  #tellNow(isLast: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastTold = performance.now();
    for (const listener of this.#listeners.values()) listener.tell(this.#run, isLast);
  }

  #answer(request: HttpRequest, response: OpenResponse): void {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const refuse = (status: number, reason: string): void => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(reason);
    };
    if (!isTrustedHost(this.#node.net, request.headers.host, this.#host)) {
      refuse(403, 'This server answers to localhost and to IP addresses only.');
      return;
    }
    if (request.method !== 'GET') {
      response.setHeader('allow', 'GET');
      refuse(405, 'This server answers GET only.');
      return;
    }
    const path = request.url?.split('?')[0] ?? '/';
    if (path === '/events') {
      this.#listen(response);
      return;
    }
    const file = this.#files.get(path);
    if (file) {
      response.writeHead(200, { 'content-type': `${file.type}; charset=utf-8` }).end(file.content);
    } else {
      refuse(404, 'There is no such file.');
    }
  }

  #listen(response: OpenResponse): void {
    const listener = new Listener(response);
    this.#listeners.set(response, listener);
    response.once('close', () => this.#listeners.delete(response));
    listener.tell(this.#run, false);
  }
}
