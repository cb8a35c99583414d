import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DataError } from '@myelin/core';
import { packTar } from 'modern-tar';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fileServer } from '../../test-support/file-server.ts';
import { emptyFolder } from '../../test-support/sample-file.ts';
import { colorImageDataset } from './color-image-dataset.ts';

beforeEach(() => vi.stubEnv('MYELIN_DATA', ''));
afterEach(() => vi.unstubAllEnvs());

/** One record: its label, then 1024 values of each color, which count up from `red`, `green` and `blue`. */
const record = (label: number, red: number, green: number, blue: number): number[] => [
  label,
  ...[red, green, blue].flatMap((first) =>
    Array.from({ length: 1024 }, (_, i) => (first + i) % 256),
  ),
];
const FILES = {
  // The order in the archive of CIFAR-10: not that of the names.
  'bin/test.bin': [...record(9, 10, 20, 30), ...record(8, 1, 2, 3)],
  'bin/readme.html': [60],
  'bin/b2.bin': [...record(3, 0, 100, 200), ...record(4, 0, 0, 0)],
  'bin/b1.bin': [...record(6, 59, 62, 63), ...record(1, 7, 7, 7)],
};

async function tiny(files: Record<string, number[]>) {
  const entries = Object.entries(files).map(([name, bytes]) => ({
    header: { name, size: bytes.length },
    body: Uint8Array.from(bytes),
  }));
  const archive = gzipSync(await packTar(entries));
  const { url } = await fileServer((response) => response.end(archive));
  return colorImageDataset({
    name: 'tiny',
    description: 'six images',
    license: 'none',
    source: 'this test',
    classNames: [],
    archive: {
      name: 'tiny.tar.gz',
      mirrors: [url],
      bytes: archive.length,
      sha256: createHash('sha256').update(archive).digest('hex'),
    },
    trainFiles: ['bin/b1.bin', 'bin/b2.bin'],
    testFiles: ['bin/test.bin'],
    imagesPerFile: 2,
  });
}

test('the colors of a pixel come side by side, row by row', async () => {
  const data = await tiny(FILES);
  const { train, test: held } = await data.load({ cacheFolder: await emptyFolder() });
  expect(train.images.shape).toEqual([4, 32, 32, 3]);
  expect(train.labels.toArray()).toEqual([6, 1, 3, 4]);
  expect(held.labels.toArray()).toEqual([9, 8]);
  expect(train.images.row(0).row(0).slice(0, 2).toArray()).toEqual([
    [59, 62, 63],
    [60, 63, 64],
  ]);
  expect(train.images.row(0).row(1).row(0).toArray()).toEqual([91, 94, 95]); // 32 pixels on
  expect(train.images.row(2).row(31).row(31).toArray()).toEqual([255, 99, 199]); // 1023 pixels on
  expect(held.images.row(1).row(0).row(0).toArray()).toEqual([1, 2, 3]);
  expect([train.images.dtype, train.labels.dtype]).toEqual(['uint8', 'uint8']);
});

test.each([
  [
    'lacks a file',
    { 'bin/b1.bin': FILES['bin/b1.bin'], 'bin/test.bin': FILES['bin/test.bin'] },
    'b2.bin',
  ],
  ['has half of one', { ...FILES, 'bin/b1.bin': record(6, 1, 2, 3) }, 'b1.bin'],
])('an archive that %s is refused', async (_, files, name) => {
  const data = await tiny(files);
  const error = await data.load({ cacheFolder: await emptyFolder() }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DataError);
  expect(String(error)).toContain(`tiny.load: the archive must hold \`bin/${name}\``);
});
