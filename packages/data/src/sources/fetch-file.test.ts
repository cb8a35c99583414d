import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AbortError, DataError } from '@myelin/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type Answer,
  brokenAfter,
  fileServer,
  ranged,
  silentAfter,
  slow,
  status,
  unannounced,
  whole,
} from '../../test-support/file-server.ts';
import { content, corrupt, emptyFolder, file } from '../../test-support/sample-file.ts';
import { type DownloadOptions, downloadSettings } from './download-options.ts';
import { fetchFile } from './fetch-file.ts';

let cacheFolder: string;

beforeEach(async () => {
  vi.stubEnv('MYELIN_DATA', '');
  cacheFolder = await emptyFolder();
});
afterEach(() => vi.unstubAllEnvs());

const load = (url: string, options: DownloadOptions = {}): Promise<Uint8Array> =>
  fetchFile(
    file,
    downloadSettings(
      'sample.load',
      { mirrors: [url], cacheFolder, retryDelayMs: 1, stallTimeoutMs: 200, ...options },
      [],
    ),
  );

const cached = (): string => join(cacheFolder, 'sample', 'sample.bin');
const cacheEntries = (): Promise<string[]> =>
  readdir(join(cacheFolder, 'sample')).catch(() => [] as string[]);

describe('the cache', () => {
  test('spares the second download', async () => {
    const server = await fileServer(whole(content));
    expect(await load(server.url)).toEqual(content);
    expect(await load(server.url)).toEqual(content);
    expect(server.requests).toHaveLength(1);
    expect(await cacheEntries()).toEqual(['sample.bin']);
  });

  test.each([
    { damage: 'corrupt', wrong: corrupt },
    { damage: 'truncated', wrong: content.subarray(0, 1000) },
    { damage: 'empty', wrong: new Uint8Array(0) },
  ])('replaces a $damage file', async ({ wrong }) => {
    await mkdir(join(cacheFolder, 'sample'));
    await writeFile(cached(), wrong);
    const server = await fileServer(whole(content));
    expect(await load(server.url)).toEqual(content);
    expect(new Uint8Array(await readFile(cached()))).toEqual(content);
  });

  test('loses a corrupt file even if no other can be had', async () => {
    await mkdir(join(cacheFolder, 'sample'));
    await writeFile(cached(), corrupt);
    const server = await fileServer(status(404));
    await expect(load(server.url)).rejects.toThrow(DataError);
    expect(await cacheEntries()).toEqual([]);
  });

  test.each<{ title: string; answer: Answer }>([
    { title: 'a missing file', answer: status(404) },
    { title: 'a broken connection', answer: brokenAfter(5000, content) },
    { title: 'silence', answer: silentAfter(5000, content) },
    { title: 'corrupt bytes', answer: whole(corrupt) },
    { title: 'too few bytes', answer: unannounced(content.subarray(1)) },
    { title: 'too many bytes', answer: unannounced(new Uint8Array(300_000)) },
  ])('stays empty after $title', async ({ answer }) => {
    const server = await fileServer(answer);
    await expect(load(server.url)).rejects.toThrow(DataError);
    expect(await cacheEntries()).toEqual([]);
  });

  test('that cannot be written is a warning, and the data comes all the same', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const server = await fileServer(whole(content));
    await writeFile(join(cacheFolder, 'sample'), 'a file where the folder should be');
    expect(await load(server.url)).toEqual(content);
    expect(warn.mock.calls.join()).toMatch(/sample\.load: `sample\/sample\.bin` cannot be kept in/);
    expect(warn.mock.calls.join()).toContain('MYELIN_CACHE');
    warn.mockRestore();
  });

  test('is where MYELIN_CACHE says', async () => {
    const folder = await emptyFolder();
    vi.stubEnv('MYELIN_CACHE', folder);
    const server = await fileServer(whole(content));
    const settings = downloadSettings('sample.load', { mirrors: [server.url] }, []);
    await fetchFile(file, settings);
    expect(await readdir(join(folder, 'sample'))).toEqual(['sample.bin']);
  });
});

describe('loads at the same time', () => {
  test('share one download', async () => {
    const server = await fileServer(slow(content, 4, 20));
    const all = await Promise.all([load(server.url), load(server.url), load(server.url)]);
    expect(all).toEqual([content, content, content]);
    expect(server.requests).toHaveLength(1);
  });

  test('do not suffer from one that is aborted', async () => {
    const server = await fileServer(slow(content, 10, 30));
    const controller = new AbortController();
    const first = load(server.url, { signal: controller.signal });
    const second = load(server.url);
    setTimeout(() => controller.abort(), 60);
    await expect(first).rejects.toThrow(AbortError);
    expect(await second).toEqual(content);
  });

  test('do not suffer from one that fails', async () => {
    const bad = await fileServer(status(404));
    const good = await fileServer(whole(content));
    const [first, second] = await Promise.allSettled([load(bad.url), load(good.url)]);
    expect(first.status).toBe('rejected');
    expect(second).toEqual({ status: 'fulfilled', value: content });
  });
});

describe('abort', () => {
  test('before the start asks no server', async () => {
    const server = await fileServer(whole(content));
    await expect(load(server.url, { signal: AbortSignal.abort() })).rejects.toThrow(AbortError);
    expect(server.requests).toEqual([]);
  });

  test('during the download leaves nothing, and the next load succeeds', async () => {
    const server = await fileServer(slow(content, 10, 30), ranged(content));
    const error = await load(server.url, { signal: AbortSignal.timeout(80) }).catch((e) => e);
    expect(error).toBeInstanceOf(AbortError);
    expect(String(error)).toContain('sample.load: loading `sample.bin` was aborted by `signal`');
    expect(await cacheEntries()).toEqual([]);
    expect(await load(server.url)).toEqual(content);
  });

  test('interrupts the pause between attempts', async () => {
    const server = await fileServer(status(500));
    const start = performance.now();
    const signal = AbortSignal.timeout(50);
    await expect(load(server.url, { signal, retryDelayMs: 60_000 })).rejects.toThrow(AbortError);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('MYELIN_DATA', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await emptyFolder();
    vi.stubEnv('MYELIN_DATA', folder);
    await mkdir(join(folder, 'sample'));
  });

  test('comes first: no request, no cache', async () => {
    await writeFile(join(folder, 'sample', 'sample.bin'), content);
    const server = await fileServer(status(404));
    expect(await load(server.url)).toEqual(content);
    expect(server.requests).toEqual([]);
    expect(await cacheEntries()).toEqual([]);
  });

  test('without the file is passed over', async () => {
    const server = await fileServer(whole(content));
    expect(await load(server.url)).toEqual(content);
  });

  test.each([
    {
      title: 'another size',
      wrong: content.subarray(1),
      problem: 'has 199999 bytes instead of 200000',
    },
    { title: 'another content', wrong: corrupt, problem: `instead of ${file.sha256}` },
  ])('with a file of $title is an error, and the file stays', async ({ wrong, problem }) => {
    const path = join(folder, 'sample', 'sample.bin');
    await writeFile(path, wrong);
    const error = await load('http://127.0.0.1:1/').catch((e) => e);
    expect(error).toBeInstanceOf(DataError);
    expect(String(error)).toContain(path);
    expect(String(error)).toContain(problem);
    expect(new Uint8Array(await readFile(path))).toEqual(wrong.slice());
  });
});
