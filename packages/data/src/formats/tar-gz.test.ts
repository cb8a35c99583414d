import { gzipSync } from 'node:zlib';
import { AbortError, DataError } from '@myelin/core';
import { packTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import type { Bytes } from './bytes.ts';
import { type TarGzOptions, tarGzFiles } from './tar-gz.ts';

const text = (bytes: Bytes): string => new TextDecoder().decode(bytes);

async function archive(files: Record<string, string>): Promise<Bytes> {
  const entries = Object.entries(files).map(([name, body]) => ({
    header: { name, size: new TextEncoder().encode(body).length },
    body,
  }));
  return new Uint8Array(gzipSync(await packTar(entries)));
}

const read = (bytes: Bytes, options: Partial<TarGzOptions> = {}) =>
  collect(tarGzFiles(bytes, { where: 'a test', maxBytes: 1e6, wanted: () => true, ...options }));

test('gives the wanted files, and passes over the others', async () => {
  const bytes = await archive({
    'a/1.txt': 'one',
    'b/2.txt': '둘',
    'a/3.txt': '',
    '../4.txt': 'x',
  });
  const files = await read(bytes, { wanted: (name) => !name.startsWith('b/') });
  expect(files.map(({ name, content }) => [name, text(content)])).toEqual([
    ['a/1.txt', 'one'],
    ['a/3.txt', ''],
    ['../4.txt', 'x'], // only a name: nothing is written anywhere
  ]);
});

test('a long file comes whole', async () => {
  const long = 'myelin sheath '.repeat(200_000);
  const [file] = await read(await archive({ long }), { maxBytes: 5e6 });
  expect(text(file?.content as Bytes)).toBe(long);
});

test('an archive that unpacks to more than it should is not read on', async () => {
  const bomb = await archive({ zeros: '\0'.repeat(50_000_000) });
  const before = process.memoryUsage().arrayBuffers;
  await expect(read(bomb)).rejects.toThrow(
    'a test: the archive unpacks to more than 1000000 bytes',
  );
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20e6);
});

test.each([
  ['bytes that are no gzip', (bytes: Bytes) => bytes.map((byte) => byte ^ 1)],
  ['half an archive', (bytes: Bytes) => bytes.slice(0, bytes.length / 2)],
  ['no archive inside', () => new Uint8Array(gzipSync('a text '.repeat(200)))],
])('%s: the archive is damaged', async (_, damage) => {
  const whole = await archive({ a: 'one '.repeat(1000), b: 'two' });
  const error = await read(damage(whole)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect(String(error)).toContain('a test: the archive is damaged');
});

/** An archive whose only header is changed at one place, and has a right checksum. */
async function withHeader(at: number, value: string): Promise<Bytes> {
  const archive = (await packTar([{ header: { name: 'a', size: 3 }, body: 'one' }])).slice();
  archive.set(new TextEncoder().encode(value), at);
  let sum = 8 * 32;
  for (let i = 0; i < 512; i++) if (i < 148 || i > 155) sum += archive[i] ?? 0;
  archive.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return new Uint8Array(gzipSync(archive));
}

test('a header that promises more than the archive may hold takes no memory for it', async () => {
  const before = process.memoryUsage().arrayBuffers;
  const promising = await withHeader(124, '77777777777'); // 8 GB in octal digits
  await expect(read(promising)).rejects.toThrow('unpacks to more than 1000000 bytes');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
});

test.each([
  ['a promise that is not kept', 124, '00000003777'],
  ['a size in other digits', 124, '0000000000x'],
])('%s: the archive is damaged', async (_, at, value) => {
  await expect(read(await withHeader(at, value))).rejects.toThrow('the archive is damaged');
});

test('links and folders are no files', async () => {
  for (const kind of ['1', '2', '5']) expect(await read(await withHeader(156, kind))).toEqual([]);
});

test('a long path stands in two fields', async () => {
  const name = `${'folder/'.repeat(20)}file`;
  const [file] = await read(await archive({ [name]: 'one' }));
  expect(file?.name).toBe(name);
});

test('a signal stops the reading', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(read(await archive({ a: 'one' }), { signal })).rejects.toThrow(AbortError);
});
