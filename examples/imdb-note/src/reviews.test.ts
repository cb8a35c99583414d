import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inventReviews } from './invented-reviews.ts';
import { readReviews } from './reviews.ts';
import { tarFiles } from './tar-files.ts';

const folder = process.env.MYELIN_DATA ?? '';

test.skipIf(!existsSync(join(folder, 'imdb')))(
  'reviews are read as words that occur (needs imdb/ in MYELIN_DATA)',
  () => {
    const { x, y } = readReviews(folder, 20, 10_000);
    expect([x.shape, x.dtype, x.max()]).toEqual([[20, 10_000], 'uint8', 1]);
    expect([...y.data]).toEqual(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : 0)));
    for (let i = 0; i < 20; i++) expect([x.at(i, 0), x.at(i, 1)]).toEqual([0, 1]);
    // The first blame has 82 common words, among them the commonest of all, "the" (1 + 3). Its rare words count as one.
    const blame = x.row(1);
    expect(blame.sum()).toBe(1 + 1 + 82);
    expect([blame.at(2), blame.at(4)]).toEqual([1, 1]);
  },
);

test('invented reviews have common and rare words, and are the same each time', () => {
  const { x, y } = inventReviews(40, 1000);
  expect(x.shape).toEqual([40, 1000]);
  expect(y.sum()).toBe(20);
  const share = (from: number, to: number): number => {
    let sum = 0;
    for (let i = 0; i < 40; i++) for (let word = from; word < to; word++) sum += x.at(i, word);
    return sum / (40 * (to - from));
  };
  expect(share(0, 10)).toBeGreaterThan(0.7);
  expect(share(900, 1000)).toBeLessThan(0.05);
  expect(inventReviews(40, 1000).x.data).toEqual(x.data);
});

test('a tar archive is a header of 512 bytes before each file, whose size is octal', () => {
  const archive = new Uint8Array(2048);
  archive.set(new TextEncoder().encode('a/b.txt'), 0);
  archive.set(new TextEncoder().encode('00000000005\0'), 124);
  archive.set(new TextEncoder().encode('0'), 156);
  archive.set(new TextEncoder().encode('hello'), 512);
  const files = [...tarFiles(archive)];
  expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['a/b.txt', 'hello'],
  ]);
});
