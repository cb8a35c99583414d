import { DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import {
  brokenAfter,
  fileServer,
  hangs,
  ranged,
  silentAfter,
  slow,
  status,
  unannounced,
  whole,
} from '../../test-support/file-server.ts';
import { content, corrupt, file } from '../../test-support/sample-file.ts';
import { download } from './download.ts';
import { type DownloadOptions, downloadSettings } from './download-options.ts';

const half = content.length / 2;

const load = (mirrors: string[], options: DownloadOptions = {}): Promise<Uint8Array> =>
  download(
    file,
    downloadSettings(
      'sample.load',
      { mirrors, retryDelayMs: 1, stallTimeoutMs: 300, ...options },
      [],
    ),
  );

const failure = (mirrors: string[], options?: DownloadOptions): Promise<unknown> =>
  load(mirrors, options).catch((error: unknown) => error);

describe('delivers the file', () => {
  test('at the first request', async () => {
    const server = await fileServer(whole(content));
    expect(await load([server.url])).toEqual(content);
    expect(server.requests).toEqual(['/sample.bin all']);
  });

  test('without a content-length', async () => {
    const server = await fileServer(unannounced(content));
    expect(await load([server.url])).toEqual(content);
  });

  test('from a server slower in all than the stall timeout', async () => {
    const server = await fileServer(slow(content, 8, 60));
    expect(await load([server.url])).toEqual(content);
  });

  test('after a server error', async () => {
    const server = await fileServer(status(503), status(500), whole(content));
    expect(await load([server.url])).toEqual(content);
  });

  test('by continuing where the connection broke', async () => {
    const server = await fileServer(brokenAfter(half, content), ranged(content));
    expect(await load([server.url])).toEqual(content);
    expect(server.requests).toEqual(['/sample.bin all', `/sample.bin bytes=${half}-`]);
  });

  test('from the start where the server cannot continue', async () => {
    const server = await fileServer(brokenAfter(half, content), whole(content));
    expect(await load([server.url])).toEqual(content);
    expect(server.requests).toHaveLength(2);
  });

  test('from the start where the server continues at the wrong byte', async () => {
    const wrongRange: typeof hangs = (response) => {
      response.writeHead(206, { 'content-range': `bytes 7-9/${content.length}` });
      response.end('123');
    };
    const server = await fileServer(brokenAfter(half, content), wrongRange, whole(content));
    expect(await load([server.url])).toEqual(content);
    expect(server.requests.at(-1)).toBe('/sample.bin all');
  });

  test('from the start where the range is refused', async () => {
    const server = await fileServer(brokenAfter(half, content), status(416), whole(content));
    expect(await load([server.url])).toEqual(content);
  });

  test('after a silence', async () => {
    const server = await fileServer(silentAfter(half, content), ranged(content));
    expect(await load([server.url])).toEqual(content);
    expect(server.requests).toEqual(['/sample.bin all', `/sample.bin bytes=${half}-`]);
  });

  test('after corrupt bytes, from the start', async () => {
    const server = await fileServer(whole(corrupt), ranged(content));
    expect(await load([server.url])).toEqual(content);
    expect(server.requests).toEqual(['/sample.bin all', '/sample.bin all']);
  });

  test('after a broken start with corrupt bytes, from the start', async () => {
    const server = await fileServer(brokenAfter(half, corrupt), ranged(content), ranged(content));
    expect(await load([server.url])).toEqual(content);
    expect(server.requests.at(-1)).toBe('/sample.bin all');
  });

  test('from the second mirror', async () => {
    const missing = await fileServer(status(404));
    const server = await fileServer(whole(content));
    expect(await load([missing.url, server.url])).toEqual(content);
    expect(missing.requests).toHaveLength(1); // a missing file is not asked for twice
  });
});

describe('gives up with the reason', () => {
  test.each([
    { title: 'a missing file', answer: status(404), reason: 'answered 404 Not Found' },
    {
      title: 'server errors',
      answer: status(500),
      reason: 'answered 500 Internal Server Error (attempt 3 of 3)',
    },
    {
      title: 'a page in place of the file',
      answer: whole(content.subarray(0, 1000)),
      reason: 'announces 1000 bytes instead of 200000',
    },
    {
      title: 'an answer that is too short',
      answer: unannounced(content.subarray(0, half)),
      reason: 'broke off after 100000 of 200000 bytes',
    },
    {
      title: 'an answer that is too long',
      answer: unannounced(new Uint8Array(1_000_000)),
      reason: 'sends more than the 200000 bytes of the file',
    },
    {
      title: 'corrupt bytes',
      answer: whole(corrupt),
      reason: `instead of ${file.sha256} (attempt 3 of 3)`,
    },
    {
      title: 'a broken connection',
      answer: brokenAfter(0, content),
      reason: 'sample.bin failed (other side closed)',
    },
    { title: 'silence', answer: hangs, reason: 'sent nothing for 0.3 s (attempt 3 of 3)' },
    {
      title: 'silence halfway',
      answer: silentAfter(half, content),
      reason: 'sent nothing for 0.3 s',
    },
    {
      title: 'a connection that breaks halfway',
      answer: brokenAfter(half, content),
      reason: 'after 100000 of 200000 bytes (attempt 3 of 3)',
    },
  ])('of $title', async ({ answer, reason }) => {
    const server = await fileServer(answer);
    const error = await failure([server.url]);
    expect(error).toBeInstanceOf(DataError);
    expect(String(error)).toContain('sample.load: `sample.bin` could not be downloaded');
    expect(String(error)).toContain(`${server.url}sample.bin `);
    expect(String(error)).toContain(reason);
    expect(String(error)).toContain('set the environment variable MYELIN_DATA');
  });

  test('of a server that is not there', async () => {
    const error = await failure(['http://127.0.0.1:1/'], { attempts: 1 });
    expect(String(error)).toMatch(/127\.0\.0\.1:1\/sample\.bin failed \(.*(bad port|ECONNREFUSED)/);
  });

  test('of every mirror', async () => {
    const gone = await fileServer(status(410));
    const locked = await fileServer(status(403));
    const error = await failure([gone.url, locked.url]);
    expect(String(error)).toContain(`${gone.url}sample.bin answered 410 Gone`);
    expect(String(error)).toContain(`${locked.url}sample.bin answered 403 Forbidden`);
  });
});

test('progress counts up to the size of the file', async () => {
  const server = await fileServer(slow(content, 4, 20));
  const seen: number[] = [];
  await load([server.url], {
    onProgress({ file: name, url, receivedBytes, totalBytes }): void {
      expect([name, url, totalBytes]).toEqual(['sample.bin', `${server.url}sample.bin`, 200_000]);
      seen.push(receivedBytes);
    },
  });
  expect(seen.length).toBeGreaterThanOrEqual(4);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(200_000);
});

test('an error of the progress listener is not taken for one of the network', async () => {
  const server = await fileServer(whole(content));
  const error = new Error('mine');
  const onProgress = (): never => {
    throw error;
  };
  expect(await failure([server.url], { onProgress })).toBe(error);
  expect(server.requests).toHaveLength(1);
});

test('a fetch of one’s own is used', async () => {
  const asked: unknown[] = [];
  const own: typeof fetch = async (url) => {
    asked.push(url);
    return new Response(content);
  };
  expect(await load(['https://example.org/data'], { fetch: own })).toEqual(content);
  expect(asked).toEqual(['https://example.org/data/sample.bin']);
});

test('a fetch that ignores signals is left behind when it stalls', async () => {
  const own: typeof fetch = () => new Promise(() => undefined);
  const error = await failure(['https://example.org/'], { fetch: own, attempts: 1 });
  expect(String(error)).toContain('sent nothing for 0.3 s');
});
