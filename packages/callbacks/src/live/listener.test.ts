import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { OpenResponse } from './listener.ts';
import { Listener } from './listener.ts';
import { RunRecord } from './run-record.ts';

/** A connection whose other side takes as much as the test says. */
class Connection extends EventEmitter {
  readonly written: string[] = [];
  takes = true;
  isEnded = false;

  writeHead(): void {}

  write(text: string): boolean {
    this.written.push(text);
    return this.takes;
  }

  end(text: string): void {
    this.written.push(text);
    this.isEnded = true;
  }

  /** What was written since the last call: names of events, and how many epochs. */
  news(): string[] {
    const events = this.written
      .splice(0)
      .join('')
      .matchAll(/event: (\w+)\ndata: (.*)\n\n/g);
    return [...events].map(([, name, data]) =>
      name === 'epochs' ? `epochs ${JSON.parse(data!).length}` : name!,
    );
  }
}

function listen(): { connection: Connection; listener: Listener; run: RunRecord } {
  const connection = new Connection();
  const listener = new Listener(connection as unknown as OpenResponse);
  const run = new RunRecord({ title: 'run', epochs: 3, begin: Date.now() });
  return { connection, listener, run };
}

const row = { logs: { loss: 1 }, learningRate: 0.1, seconds: 1 };
const progress = { epoch: 0, batches: 1, steps: null, logs: {}, seconds: 1 };

test('nothing is told twice', () => {
  const { connection, listener, run } = listen();
  listener.tell(run, false);
  expect(connection.news()).toEqual(['run']);
  listener.tell(run, false);
  expect(connection.news()).toEqual([]);
  run.rows.push({ epoch: 0, ...row });
  run.progress = progress;
  listener.tell(run, false);
  expect(connection.news()).toEqual(['epochs 1', 'progress']);
  run.rows.push({ epoch: 1, ...row }, { epoch: 2, ...row });
  listener.tell(run, false);
  expect(connection.news()).toEqual(['epochs 2']);
});

test('who is slow is told nothing until it has taken what it was told, and then all that it missed', () => {
  const { connection, listener, run } = listen();
  connection.takes = false;
  listener.tell(run, false);
  expect(connection.news()).toEqual(['run']);
  for (let epoch = 0; epoch < 100; epoch++) {
    run.rows.push({ epoch, ...row });
    run.progress = { ...progress, epoch };
    listener.tell(run, false);
  }
  expect(connection.news()).toEqual([]);
  connection.emit('drain');
  expect(connection.news()).toEqual(['epochs 100', 'progress']);
});

test('who is slow still gets the last word', () => {
  const { connection, listener, run } = listen();
  connection.takes = false;
  listener.tell(run, false);
  run.rows.push({ epoch: 0, ...row });
  run.end = { stopReason: null, seconds: 1 };
  listener.tell(run, true);
  expect(connection.isEnded).toBe(false);
  connection.emit('drain');
  expect(connection.news()).toEqual(['run', 'epochs 1', 'end']);
  expect(connection.isEnded).toBe(true);
});

test('another run is told from its beginning', () => {
  const { connection, listener, run } = listen();
  run.rows.push({ epoch: 0, ...row });
  listener.tell(run, false);
  connection.news();
  const next = new RunRecord({ title: 'next', epochs: 1, begin: Date.now() });
  next.rows.push({ epoch: 0, ...row });
  listener.tell(next, false);
  expect(connection.news()).toEqual(['run', 'epochs 1']);
});

test('a connection that breaks does not matter', () => {
  const { connection } = listen();
  expect(() => connection.emit('error', new Error('broken'))).not.toThrow();
});
