import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { connect } from 'node:net';
import { ArgumentError, StateError } from '@myelin/core';
import { afterEach, expect, test, vi } from 'vitest';
import type { SentEvent } from '../../test-support/event-stream.ts';
import { eventStream, take } from '../../test-support/event-stream.ts';
import { FakeRun } from '../../test-support/fake-run.ts';
import { textLines } from '../../test-support/text-lines.ts';
import type { LivePageOptions } from './live-page.ts';
import { LivePage } from './live-page.ts';

/** Asks until the answer is right, on a busy machine too. */
const soon = <Value>(ask: () => Value | Promise<Value>) => expect.poll(ask, { timeout: 10_000 });

const open: LivePage[] = [];

afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(open.splice(0).map((page) => page.close()));
});

/** A page whose training has begun. */
async function begin(
  run = new FakeRun(),
  options: LivePageOptions = {},
): Promise<{ page: LivePage; run: FakeRun; url: string }> {
  const page = new LivePage({ output: textLines(), title: 'My run', ...options });
  open.push(page);
  await page.onTrainBegin({}, run);
  return { page, run, url: page.url! };
}

/** Sends a request whose headers fetch would not allow. */
function send(url: string, options: { method?: string; host?: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', host } = options;
    const sent = request(url, { method, ...(host === undefined ? {} : { headers: { host } }) });
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    sent.on('error', reject);
    sent.end();
  });
}

const named = (events: readonly SentEvent[], name: string): unknown[] =>
  events.filter((event) => event.name === name).map(({ content }) => content);

test('tells its address in one line, and serves a page that asks nobody else', async () => {
  const output = textLines();
  const { url } = await begin(new FakeRun(), { output });
  expect(output.lines).toEqual([`LivePage: training is shown at ${url}`]);
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self'/,
  );
  const html = await response.text();
  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
  expect(addresses.filter((address) => !address.startsWith('data:'))).toEqual([
    '/uplot.css',
    '/page.css',
    '/uplot.js',
    '/page.js',
  ]);
  for (const address of addresses) {
    if (address.startsWith('/')) expect((await fetch(new URL(address, url))).status).toBe(200);
  }
});

test('tells those who listen all that happens, and ends', async () => {
  const { page, run, url } = await begin();
  const events = eventStream(url);
  expect(await take(events, 1)).toEqual([
    {
      name: 'run',
      content: { title: 'My run', epochs: 10, begin: expect.any(Number) },
    },
  ]);
  page.onEpochBegin(0);
  page.onTrainBatchEnd(2, { loss: 0.75 }, run);
  expect(await take(events, 1)).toEqual([
    {
      name: 'progress',
      content: {
        epoch: 0,
        batches: 3,
        steps: 1,
        logs: { loss: 0.75 },
        seconds: expect.any(Number),
      },
    },
  ]);
  page.onEpochEnd(0, { loss: 0.5, val_loss: 0.6 }, run);
  expect(await take(events, 1)).toEqual([
    {
      name: 'epochs',
      content: [
        {
          epoch: 0,
          logs: { loss: 0.5, val_loss: 0.6 },
          learningRate: 0.1,
          seconds: expect.any(Number),
        },
      ],
    },
  ]);
  run.stop('loss is good enough');
  await page.onTrainEnd({}, run);
  expect(await take(events, 2)).toEqual([
    {
      name: 'end',
      content: { stopReason: 'loss is good enough', seconds: expect.any(Number) },
    },
  ]);
  await expect(fetch(url)).rejects.toThrow();
});

test('a page that is opened late gets everything so far', async () => {
  const { page, run, url } = await begin();
  for (let epoch = 0; epoch < 3; epoch++) page.onEpochEnd(epoch, { loss: epoch }, run);
  for (let again = 0; again < 2; again++) {
    const [, second] = await take(eventStream(url), 2);
    expect(second!.name).toBe('epochs');
    expect((second!.content as { epoch: number }[]).map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
  }
});

test('epochs that follow quickly travel together, and none is lost', async () => {
  const { page, run, url } = await begin();
  const events = eventStream(url);
  await take(events, 1);
  for (let epoch = 0; epoch < 1000; epoch++) page.onEpochEnd(epoch, { loss: epoch }, run);
  await page.onTrainEnd({}, run);
  const rest = await take(events, Infinity);
  expect(rest.length).toBeLessThan(5);
  const rows = named(rest, 'epochs').flat() as { epoch: number }[];
  expect(rows.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
});

test('NaN and infinities arrive', async () => {
  const { page, run, url } = await begin();
  page.onEpochEnd(0, { loss: Number.NaN, mae: -Infinity }, run);
  const [, epochs] = await take(eventStream(url), 2);
  expect(epochs!.content).toMatchObject([{ logs: { loss: 'NaN', mae: '-Infinity' } }]);
});

test('asks for ends of batches only while somebody looks, and not too often', async () => {
  const { page, run, url } = await begin();
  expect(page.wants('onTrainBatchEnd')).toBe(false);
  expect(page.wants('onEpochEnd')).toBe(true);
  const leaving = new AbortController();
  await take(eventStream(url, leaving.signal), 1);
  expect(page.wants('onTrainBatchEnd')).toBe(true);
  page.onTrainBatchEnd(0, { loss: 1 }, run);
  expect(page.wants('onTrainBatchEnd')).toBe(false);
  await soon(() => page.wants('onTrainBatchEnd')).toBe(true);
  leaving.abort();
  await soon(() => page.wants('onTrainBatchEnd')).toBe(false);
});

test('a client that takes nothing holds up the end of training for a second at most', async () => {
  const { page, run, url } = await begin();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.pause();
  socket.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await soon(() => page.wants('onTrainBatchEnd')).toBe(true);
  // About 25 MB: more than the machine takes for a socket that nobody reads.
  const logs = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`metric${i}`, i / 7]));
  for (let epoch = 0; epoch < 1000; epoch++) page.onEpochEnd(epoch, logs, run);
  const begun = performance.now();
  await page.onTrainEnd({}, run);
  expect(performance.now() - begun).toBeGreaterThan(900);
  expect(performance.now() - begun).toBeLessThan(5000);
  await expect(fetch(url)).rejects.toThrow();
  socket.destroy();
});

test('two runs follow each other, each with a server of its own', async () => {
  const { page, run } = await begin();
  const port = new URL(page.url!).port;
  await page.onTrainEnd({}, run);
  expect(page.url).toBeUndefined();
  // The port is free at once.
  const again = await begin(new FakeRun(3), { port: Number(port) });
  expect(new URL(again.url).port).toBe(port);
  const [begun] = await take(eventStream(again.url), 1);
  expect(begun!.content).toMatchObject({ epochs: 3 });
  await again.page.onTrainEnd({}, run);
  await again.page.onTrainBegin({}, run);
  expect(new URL(again.page.url!).port).toBe(port);
});

test('with `keepOpen`, a page sees one run after another at the same address', async () => {
  const { page, run, url } = await begin(new FakeRun(), { keepOpen: true });
  page.onEpochEnd(0, { loss: 1 }, run);
  await page.onTrainEnd({}, run);
  expect(page.url).toBe(url);
  const events = eventStream(url);
  expect((await take(events, 3)).map(({ name }) => name)).toEqual(['run', 'epochs', 'end']);
  await page.onTrainBegin({}, new FakeRun(2));
  expect((await take(events, 1))[0]).toMatchObject({ name: 'run', content: { epochs: 2 } });
  await page.close();
  await expect(fetch(url)).rejects.toThrow();
});

test('a run that fails ends its page', async () => {
  const { run, url } = await begin();
  const events = eventStream(url);
  await take(events, 1);
  await run.over();
  expect((await take(events, 1))[0]).toMatchObject({
    name: 'end',
    content: { stopReason: 'an error ended the training' },
  });
  await expect(fetch(url)).rejects.toThrow();
});

test('a run that follows one which failed is shown on the same page', async () => {
  const { page, url } = await begin();
  const events = eventStream(url);
  await take(events, 1);
  await page.onTrainBegin({}, new FakeRun(2));
  expect((await take(events, 1))[0]).toMatchObject({ name: 'run', content: { epochs: 2 } });
});

test('names of other websites are not answered to', async () => {
  const { url } = await begin();
  const { port } = new URL(url);
  for (const path of ['', 'events']) {
    expect(await send(url + path, { host: `evil.example:${port}` })).toBe(403);
    expect(await send(url + path, { host: '127.0.0.1.evil.example' })).toBe(403);
  }
  for (const host of [`localhost:${port}`, 'LOCALHOST', `127.0.0.1:${port}`, '[::1]:80']) {
    expect(await send(url, { host })).toBe(200);
  }
});

test('only GET is answered, and only for what there is', async () => {
  const { url } = await begin();
  for (const method of ['POST', 'HEAD', 'PUT', 'OPTIONS']) {
    expect(await send(url, { method })).toBe(405);
  }
  expect(await send(`${url}package.json`, {})).toBe(404);
  expect(await send(`${url}../index.html`, {})).toBe(404);
});

test('neither the server nor who listens keeps the process alive', async () => {
  const sockets = (): string[] =>
    process.getActiveResourcesInfo().filter((name) => /^TCP/.test(name));
  const before = sockets();
  const { page, url } = await begin();
  const script = `fetch('${url}events').then((response) => response.text())`;
  const client = spawn(process.execPath, ['--eval', script], { stdio: 'ignore' });
  try {
    await soon(() => page.wants('onTrainBatchEnd')).toBe(true);
    expect(sockets()).toEqual(before);
  } finally {
    client.kill();
  }
});

test('a port that is taken is refused with the way out', async () => {
  const { url, run } = await begin();
  const port = Number(new URL(url).port);
  const second = new LivePage({ port, output: textLines() });
  const error = await second.onTrainBegin({}, run).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ArgumentError);
  expect((error as Error).message).toMatch(/LivePage: .*`port` \d+ .*\n {2}Fix: .*port: 0/);
});

test.each([
  ['port', { port: -1 }],
  ['port', { port: 65_536 }],
  ['port', { port: '8080' }],
  ['host', { host: '' }],
  ['open', { open: 'yes' }],
  ['keepOpen', { keepOpen: 1 }],
  ['title', { title: 5 }],
  ['hots', { hots: 'localhost' }],
])('a bad `%s` is refused by its name: %o', (option, options) => {
  expect(() => new LivePage(options as object)).toThrow(ArgumentError);
  expect(() => new LivePage(options as object)).toThrow(`\`${option}\``);
});

test('says so in a browser', () => {
  vi.stubGlobal('process', undefined);
  expect(() => new LivePage({ output: textLines() })).toThrow(StateError);
});
