import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ArgumentError, CallbackList, type Logs } from '@myelin/core';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { FakeRun } from '../test-support/fake-run.ts';
import { RemoteMonitor } from './remote-monitor.ts';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** A server that keeps what it is sent. */
async function serve(status = 200): Promise<{ root: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, url, headers } = request;
    received.push({ method, url, headers, body });
    response.writeHead(status).end('thank you');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

async function send(callback: RemoteMonitor, epochs: readonly Logs[]): Promise<void> {
  const list = new CallbackList([callback]);
  const run = new FakeRun();
  await list.onTrainBegin({}, run);
  for (const [epoch, logs] of epochs.entries()) await list.onEpochEnd(epoch, logs, run);
}

test('sends the values of each epoch in the field of a form', async () => {
  const { root, received } = await serve();
  await send(new RemoteMonitor({ root }), [{ loss: 0.5, accuracy: 0.25 }, { loss: 1 }]);
  expect(received).toHaveLength(2);
  const [{ method, url, headers, body } = {} as Received] = received;
  expect([method, url]).toEqual(['POST', '/publish/epoch/end/']);
  expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  expect([...new URLSearchParams(body)]).toEqual([
    ['data', '{"epoch":0,"accuracy":0.25,"loss":0.5}'],
  ]);
});

test('sends JSON, headers, and to another path', async () => {
  const { root, received } = await serve();
  const headers = { 'X-Run': 'seven' };
  const callback = new RemoteMonitor({ root, path: '/e?run=7', headers, sendAsJson: true });
  await send(callback, [{ loss: Number.NaN }]);
  expect(received).toMatchObject([
    {
      url: '/e?run=7',
      body: '{"epoch":0,"loss":null}',
      headers: { 'content-type': 'application/json', 'x-run': 'seven' },
    },
  ]);
});

test('another field, and a content type of one’s own', async () => {
  const { root, received } = await serve();
  const headers = { 'Content-Type': 'application/vnd.run+json' };
  await send(new RemoteMonitor({ root, field: 'run', headers: null }), [{ loss: 1 }]);
  await send(new RemoteMonitor({ root, headers, sendAsJson: true }), [{ loss: 1 }]);
  expect(received[0]?.body).toMatch(/^run=/);
  expect(received[1]?.headers['content-type']).toBe('application/vnd.run+json');
});

test('an answer that is an error is no reason to warn', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { root, received } = await serve(500);
  await send(new RemoteMonitor({ root }), [{ loss: 1 }]);
  expect(received).toHaveLength(1);
  expect(warn).not.toHaveBeenCalled();
});

test('a server that cannot be reached is warned of once a run', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const callback = new RemoteMonitor({ root: 'http://127.0.0.1:1' });
  await send(callback, [{ loss: 1 }, { loss: 1 }]);
  expect(warn.mock.calls).toEqual([
    [
      expect.stringMatching(
        /^RemoteMonitor: the server at http:\/\/127\.0\.0\.1:1 cannot be reached/,
      ),
    ],
  ]);
  await send(callback, [{ loss: 1 }]);
  expect(warn).toHaveBeenCalledTimes(2);
});

test.each<[string, object]>([
  ['root', { root: 9000 }],
  ['path', { path: null }],
  ['field', { field: 1 }],
  ['headers', { headers: { 'bad name': 'x' } }],
  ['headers', { headers: 5 }],
  ['sendAsJson', { sendAsJson: 'yes' }],
  ['url', { url: 'http://localhost' }],
])('a bad `%s` is refused by its name', (option, options) => {
  expect(() => new RemoteMonitor(options as never)).toThrow(ArgumentError);
  expect(() => new RemoteMonitor(options as never)).toThrow(`\`${option}\``);
});
