import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { AbortError, DataError } from '@myelin/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvBatches, readCsv, readJson, readNdjson } from '../index.ts';

const text = 'name,age\nKim,30\nSato,41\n';
const rows = [
  { name: 'Kim', age: 30 },
  { name: 'Sato', age: 41 },
];
const bytes = new TextEncoder().encode(text);

describe('Sources', () => {
  let folder = '';
  let server: Server;
  let address = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myelin-table-'));
    await writeFile(join(folder, 'a b.csv'), text);
    server = createServer(({ url }, response) => {
      if (url === '/people.csv') response.end(text);
      else if (url === '/slow.csv') response.write(text);
      else response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  test.each([
    ['a path', () => join(folder, 'a b.csv')],
    ['a file: URL', () => pathToFileURL(join(folder, 'a b.csv'))],
    ['the text of one', () => pathToFileURL(join(folder, 'a b.csv')).href],
    ['an address', () => `${address}/people.csv`],
    ['a URL', () => new URL(`${address}/people.csv`)],
    ['a data: URL', () => `data:text/csv,${encodeURIComponent(text)}`],
    ['bytes', () => bytes],
    ['an ArrayBuffer', () => bytes.slice().buffer],
    ['a Blob', () => new Blob([text])],
    ['a File', () => new File([text], 'people.csv')],
    ['a stream', () => new Blob([text]).stream()],
    ['bytes packed with gzip', () => new Uint8Array(gzipSync(text))],
  ])('%s', async (_, source) => {
    expect((await readCsv(source())).toRows()).toEqual(rows);
  });

  test('an answer that is none, and a server that is not there', async () => {
    const missing = `${address}/none.csv`;
    await expect(readCsv(missing)).rejects.toThrow(
      `${missing} cannot be read: the server answers 404 Not Found`,
    );
    await expect(readCsv('http://127.0.0.1:1/')).rejects.toThrow(DataError);
    await expect(readCsv('file://elsewhere/x%2fy')).rejects.toThrow(
      'names no file of this computer',
    );
  });

  test('a server that never ends is left when the signal fires', async () => {
    const read = readCsv(`${address}/slow.csv`, { signal: AbortSignal.timeout(50) });
    await expect(read).rejects.toThrow(AbortError);
  });

  test('a stream that brings nothing any more is left when the signal fires', async () => {
    let isClosed = false;
    async function* stuck() {
      try {
        yield bytes;
        await new Promise((resolve) => setTimeout(resolve, 100));
        yield bytes;
      } finally {
        isClosed = true;
      }
    }
    const read = readCsv(stuck(), { signal: AbortSignal.timeout(20) });
    await expect(read).rejects.toThrow('reading the stream was aborted by `signal`');
    expect(isClosed).toBe(false);
    await expect.poll(() => isClosed).toBe(true);
    const silent = new ReadableStream<Uint8Array>();
    const wait = readCsv(silent, { signal: AbortSignal.timeout(20) });
    await expect(wait).rejects.toThrow(AbortError);
    const { signal } = new AbortController();
    expect((await readCsv(new Blob([bytes]), { signal })).toRows()).toEqual(rows);
  });

  test('gzip that is damaged or grows beyond the limit', async () => {
    const packed = new Uint8Array(gzipSync('a\n'.repeat(1_000_000)));
    await expect(readCsv(packed.slice(0, 500))).rejects.toThrow('it begins as a gzip file');
    const wrong = packed.slice();
    wrong.fill(77, 200, 300);
    await expect(readCsv(wrong)).rejects.toThrow(DataError);
    await expect(readCsv(packed, { maxBytes: 100_000 })).rejects.toThrow('`maxBytes` allows');
    const xz = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4);
    await expect(readCsv(xz)).rejects.toThrow('is packed with xz, which cannot be undone here');
  });

  test('an unknown encoding is told before anything is opened', async () => {
    for (const read of [readCsv, readJson, readNdjson]) {
      const reading = read(join(folder, 'is not there.csv'), { encoding: 'utf-9' });
      await expect(reading).rejects.toThrow('`encoding` must be one that TextDecoder knows');
    }
    const batches = csvBatches(join(folder, 'is not there.csv'), { encoding: 'utf-9' });
    await expect(batches.next()).rejects.toThrow('`encoding`');
  });

  test('a stream that brings texts is refused', async () => {
    async function* texts() {
      yield text;
    }
    await expect(readCsv(texts() as never)).rejects.toThrow(
      'the stream must bring bytes (Uint8Array), received "name,age',
    );
  });

  test('a failure of the caller’s own stream is told', async () => {
    async function* failing() {
      yield bytes;
      throw new Error('the cable was pulled');
    }
    await expect(readCsv(failing())).rejects.toThrow(
      'the stream cannot be read: the cable was pulled',
    );
  });
});
