import { beforeEach, describe, expect, test } from 'vitest';
import type { Bytes } from '../formats/bytes.ts';
import { mnist } from '../index.ts';
import { BrowserCache } from './browser-cache.ts';
import { type DownloadOptions, downloadSettings } from './download-options.ts';
import { fetchFile } from './fetch-file.ts';
import type { RemoteFile } from './remote-file.ts';

const cacheFolder = 'myelin-data-test';
const key = 'sample/sample.bin';
const content: Bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) & 255);
const file: RemoteFile = {
  folder: 'sample',
  name: 'sample.bin',
  bytes: 1000,
  sha256: '89f4ff56a25dd1db06a4ce6033603775d705fb96f30f8693733fef602a1ca532',
};

beforeEach(() => caches.delete(cacheFolder));

test('Cache Storage keeps, replaces and removes', async () => {
  const cache = new BrowserCache(cacheFolder);
  expect(await cache.read(key)).toBeUndefined();
  await cache.write(key, Uint8Array.of(1, 2, 3));
  await cache.write(key, Uint8Array.of(4));
  expect(await new BrowserCache(cacheFolder).read(key)).toEqual(Uint8Array.of(4));
  await cache.remove(key);
  expect(await cache.read(key)).toBeUndefined();
});

describe('a load in a page', () => {
  let requests = 0;
  const serves =
    (body: Bytes): typeof fetch =>
    async () => {
      requests++;
      return new Response(body);
    };
  const load = (options: DownloadOptions): Promise<Bytes> =>
    fetchFile(
      file,
      downloadSettings('sample.load', { cacheFolder, retryDelayMs: 1, ...options }, ['/nowhere/']),
    );
  beforeEach(() => {
    requests = 0;
  });

  test('downloads once', async () => {
    expect(await load({ fetch: serves(content) })).toEqual(content);
    expect(await load({ fetch: serves(content) })).toEqual(content);
    expect(requests).toBe(1);
  });

  test('replaces a damaged file in the cache', async () => {
    const cache = new BrowserCache(cacheFolder);
    await cache.write(key, content.slice().fill(0, 10, 20));
    expect(await load({ fetch: serves(content) })).toEqual(content);
    expect(await cache.read(key)).toEqual(content);
  });

  test('keeps nothing that is damaged', async () => {
    await expect(load({ fetch: serves(content.slice().reverse()) })).rejects.toThrow(
      'delivered a file that has SHA-256',
    );
    expect(await new BrowserCache(cacheFolder).read(key)).toBeUndefined();
  });

  test('says so when no mirror can be reached', async () => {
    await expect(load({ mirrors: ['http://127.0.0.1:1/'], attempts: 1 })).rejects.toThrow(
      'http://127.0.0.1:1/sample.bin cannot be reached from this page',
    );
  });
});

const served = await fetch('/__data__/mnist/t10k-labels-idx1-ubyte.gz', { method: 'HEAD' });

test.skipIf(!served.ok)(
  'the real MNIST files load in a page (needs mnist/ in MYELIN_DATA)',
  async () => {
    const { train, test: held } = await mnist.load({ mirrors: ['/__data__/mnist/'], cacheFolder });
    expect(train.images.mean() / 255).toBeCloseTo(0.1307, 4);
    expect(held.labels.slice(0, 3).toArray()).toEqual([7, 2, 1]);
  },
);
