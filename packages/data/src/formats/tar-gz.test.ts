import { gzipSync } from 'node:zlib';
import { AbortError, DataError } from '@myelin/core';
import { packTar, type TarEntry } from 'modern-tar';
import { expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import type { Bytes } from './bytes.ts';
import { type TarGzOptions, tarGzFiles } from './tar-gz.ts';

const text = (bytes: Bytes): string => new TextDecoder().decode(bytes);

const packed = async (entries: TarEntry[]): Promise<Bytes> =>
  new Uint8Array(gzipSync(await packTar(entries)));

const archive = (files: Record<string, string>): Promise<Bytes> =>
  packed(
    Object.entries(files).map(([name, body]) => ({
      header: { name, size: new TextEncoder().encode(body).length },
      body,
    })),
  );

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
  const bytes = await packed([
    { header: { name: 'a', size: 3 }, body: 'one' },
    { header: { name: 'hard', type: 'link', linkname: 'a', size: 0 } },
    { header: { name: 'soft', type: 'symlink', linkname: '/etc/passwd', size: 0 } },
    { header: { name: 'folder/', type: 'directory', size: 0 } },
    { header: { name: 'b', size: 3 }, body: 'two' },
  ]);
  expect((await read(bytes)).map(({ name }) => name)).toEqual(['a', 'b']);
});

test.each([
  ['two fields', 160, {}],
  ['a pax header', 300, {}],
  ['an entry of GNU', 300, { gnu: true }],
])('a long path stands in %s', async (_, length, { gnu }: { gnu?: boolean }) => {
  const name = `${'folder/'.repeat(length / 7)}file`;
  const long = { name: '././@LongLink', type: 'gnu-long-name', size: name.length } as const;
  const bytes = gnu
    ? await packed([
        { header: long, body: name },
        { header: { name: name.slice(0, 100), size: 3 }, body: 'one' },
      ])
    : await archive({ [name]: 'one' });
  const [file] = await read(bytes);
  expect([file?.name, text(file?.content as Bytes)]).toEqual([name, 'one']);
});

// A body that is canceled, and not read, takes the next one along in modern-tar 0.8.6: the archive then never ends.
test('files that are passed over do not hold up the others', async () => {
  const sizes = [6146, 1, 6146, 6146, 0, 512, 100_000, 1];
  const bytes = await archive(
    Object.fromEntries(sizes.map((size, i) => [`file ${i}`, `${i}`.repeat(size)])),
  );
  for (const every of [1, 2, 3, 9]) {
    const files = await read(bytes, { wanted: (name) => Number(name.slice(5)) % every === 0 });
    expect(files.map(({ name, content }) => [name, content.length])).toEqual(
      sizes.map((size, i) => [`file ${i}`, size]).filter((_, i) => i % every === 0),
    );
  }
});

test('bytes after the end of the archive are damage', async () => {
  const tar = await packTar([{ header: { name: 'a', size: 3 }, body: 'one' }]);
  const zeros = new Uint8Array(gzipSync(Buffer.concat([tar, Buffer.alloc(8192)])));
  expect(await read(zeros)).toHaveLength(1); // GNU fills archives up to blocks of 10,240 bytes
  const more = new Uint8Array(gzipSync(Buffer.concat([tar, Buffer.from('more')])));
  await expect(read(more)).rejects.toThrow('the archive is damaged');
});

test('a wrong checksum at the end of the gzip data is noticed', async () => {
  const bytes = await archive({ a: 'one' });
  const at = bytes.length - 8;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await expect(read(bytes)).rejects.toThrow('the archive is damaged');
});

test('a reader that leaves early stops the unpacking', async () => {
  const bytes = await archive({ first: 'one', zeros: '\0'.repeat(30_000_000) });
  const before = process.memoryUsage().arrayBuffers;
  const files = tarGzFiles(bytes, { where: 'a test', maxBytes: 1e9, wanted: () => true });
  for await (const { name } of files) {
    expect(name).toBe('first');
    break;
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10e6);
});

test('a signal stops the reading', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(read(await archive({ a: 'one' }), { signal })).rejects.toThrow(AbortError);
});

test('a signal stops the reading in the middle of a file', async () => {
  const bytes = await archive({ first: 'one', zeros: '\0'.repeat(5_000_000) });
  const stop = new AbortController();
  const wanted = (name: string): boolean => {
    if (name === 'zeros') stop.abort(new Error('enough'));
    return name === 'first';
  };
  const reading = read(bytes, { maxBytes: 1e7, wanted, signal: stop.signal });
  await expect(reading).rejects.toThrow('aborted by `signal`');
});
