/** One thread beside this one: a worker of Node or of a browser. */

import { threadSource } from './thread-source.ts';

/** What a thread answers: `ready` once, then `done` or `failed` for each message with a ticket. */
export interface ThreadAnswer {
  readonly kind: 'ready' | 'done' | 'failed';
  readonly ticket?: number;
  readonly parts?: readonly Uint8Array[];
  readonly message?: string;
}

export interface Thread {
  post(message: object, transfer?: readonly ArrayBuffer[]): void;
  /** Keeps the process alive while it is true, so that an answer can come. */
  hold(isAwaited: boolean): void;
  end(): void;
}

const inNode = typeof process === 'object' && process.versions?.node !== undefined;

/**
 * Starts a thread.
 *
 * @param hear - Called for each answer.
 * @param fail - Called when the thread broke down.
 */
export function startThread(
  hear: (answer: ThreadAnswer) => void,
  fail: (reason: Error) => void,
): Thread {
  return inNode ? startInNode(hear, fail) : startInBrowser(hear, fail);
}

function startInNode(hear: (answer: ThreadAnswer) => void, fail: (reason: Error) => void): Thread {
  // A plain call: a bundler for browsers sees no import that it cannot resolve.
  const { Worker: NodeWorker } = process.getBuiltinModule('node:worker_threads');
  const worker = new NodeWorker(threadSource, { eval: true, execArgv: [] });
  worker.on('message', hear);
  worker.on('error', fail);
  worker.unref();
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    hold: (isAwaited) => (isAwaited ? worker.ref() : worker.unref()),
    end: () => void worker.terminate(),
  };
}

function startInBrowser(
  hear: (answer: ThreadAnswer) => void,
  fail: (reason: Error) => void,
): Thread {
  const url = URL.createObjectURL(new Blob([threadSource], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onmessage = ({ data }: MessageEvent<ThreadAnswer>) => hear(data);
  worker.onerror = ({ message }) => fail(new Error(message || 'a worker could not be started'));
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    hold: () => {},
    end: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
