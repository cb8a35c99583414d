/**
 * The program of a thread, as text: it runs in Node's worker_threads and in the Workers of browsers alike, and no
 * bundler needs to know of it.
 *
 * A thread learns programs (`load`), runs its part of them (`run`), and lingers for two milliseconds after each run, so
 * that the next one can be started through shared memory and not through a message. Where memory cannot be shared
 * (`own`), the thread holds a memory of its own that is written and read by messages.
 */

/** Words of the line of a thread in the memory that a pool shares with its threads. */
export const commandWord = { state: 0, program: 1, order: 2, runs: 3, words: 16 } as const;

/** What the word `state` says: listening to messages, waiting for the next command, or at work. */
export const threadState = { listening: 0, lingering: 1, working: 2 } as const;

/** The thread's source; `linger` in milliseconds. */
export const threadSource = `
'use strict';
const inNode = typeof process === 'object' && typeof require === 'function';
const port = inNode ? require('node:worker_threads').parentPort : self;
const listen = (hear) => inNode ? port.on('message', hear) : port.addEventListener('message', (event) => hear(event.data));
const LINGER_MS = 2;
const programs = new Map();
let thread = 0;
let command;
let own;

const hostOf = (memory) => ({ host: {
  memory, pow: Math.pow, atan2: Math.atan2, sin: Math.sin, cos: Math.cos, tan: Math.tan,
  asin: Math.asin, acos: Math.acos, atan: Math.atan, clock: () => {},
} });

function run(program, order, runs) {
  const exports = programs.get(program);
  if (runs === 0) exports['once' + thread]();
  else exports['run' + thread](order, runs);
}

function linger() {
  if (!command) return;
  const line = thread * ${commandWord.words};
  for (;;) {
    Atomics.store(command, line, ${threadState.lingering});
    Atomics.wait(command, line, ${threadState.lingering}, LINGER_MS);
    const was = Atomics.compareExchange(command, line, ${threadState.lingering}, ${threadState.listening});
    if (was === ${threadState.lingering}) return;
    run(command[line + ${commandWord.program}], command[line + ${commandWord.order}] >>> 0, command[line + ${commandWord.runs}]);
  }
}

const hearing = {
  begin(message) {
    thread = message.thread;
    command = message.command && new Int32Array(message.command);
    port.postMessage({ kind: 'ready' });
  },
  own({ initial, maximum }) {
    own = new WebAssembly.Memory({ initial, maximum });
  },
  write({ address, bytes }) {
    const missing = address + bytes.byteLength - own.buffer.byteLength;
    if (missing > 0) own.grow(Math.ceil(missing / 65536));
    new Uint8Array(own.buffer).set(bytes, address);
  },
  read({ ranges, ticket }) {
    const parts = ranges.map(({ address, bytes }) => new Uint8Array(own.buffer).slice(address, address + bytes));
    port.postMessage({ kind: 'done', ticket, parts }, parts.map((part) => part.buffer));
  },
  load({ program, module, memory, pages, ticket }) {
    if (own) {
      const missing = pages - own.buffer.byteLength / 65536;
      if (missing > 0) own.grow(missing);
    }
    programs.set(program, new WebAssembly.Instance(module, hostOf(memory ?? own)).exports);
    port.postMessage({ kind: 'done', ticket });
  },
  forget({ programs: forgotten }) {
    for (const program of forgotten) programs.delete(program);
  },
  run({ program, order, runs, ticket }) {
    if (command) Atomics.store(command, thread * ${commandWord.words}, ${threadState.working});
    run(program, order, runs);
    if (ticket !== undefined) port.postMessage({ kind: 'done', ticket });
    linger();
  },
};

listen((message) => {
  try {
    hearing[message.kind](message);
  } catch (error) {
    port.postMessage({ kind: 'failed', ticket: message.ticket, message: String(error && error.stack || error) });
  }
});
`;
