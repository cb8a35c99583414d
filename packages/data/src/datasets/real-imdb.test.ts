import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { imdb } from './imdb.ts';
import type { LabeledSequences } from './sequence-dataset.ts';

const folder = process.env.MYELIN_DATA ?? '';
const have = existsSync(join(folder, 'imdb', 'aclImdb_train.tar.gz'));

const lengths = ({ sequences }: LabeledSequences): number[] => sequences.map((s) => s.length);

describe.skipIf(!have)('the real IMDB files (need imdb/ in MYELIN_DATA)', () => {
  test('have the figures that are published of the imdb.npz of Keras', async () => {
    const { train, test: held } = await imdb.load();
    for (const { sequences, labels } of [train, held]) {
      expect([sequences.length, labels.size, labels.sum()]).toEqual([25000, 25000, 12500]);
    }
    const all = [...lengths(train), ...lengths(held)];
    const mean = all.reduce((sum, length) => sum + length, 0) / all.length;
    const variance = all.reduce((sum, length) => sum + (length - mean) ** 2, 0) / all.length;
    expect(mean).toBeCloseTo(234.76, 2);
    expect(Math.sqrt(variance)).toBeCloseTo(172.911495, 5);
    expect(Math.max(...lengths(train))).toBe(2494);
    expect(Math.max(...lengths(held))).toBe(2315);
    const seen = new Uint8Array(88_588); // ranks end at 88,584
    for (const sequence of [...train.sequences, ...held.sequences]) {
      for (const index of sequence) seen[index] = 1;
    }
    expect(seen.reduce((sum, one) => sum + one, 0)).toBe(88585);

    // train/pos/576_10.txt, the first review of Keras's own order.
    const first = train.sequences.find(
      (s) => s.length === 218 && s[1] === 14 && s[2] === 22 && s[4] === 43,
    );
    expect(Array.from(first?.slice(0, 30) ?? [])).toEqual([
      1, 14, 22, 16, 43, 530, 973, 1622, 1385, 65, 458, 4468, 66, 3941, 4, 173, 36, 256, 5, 25, 100,
      43, 838, 112, 50, 670, 22665, 9, 35, 480,
    ]);
    expect(train.labels.at(train.sequences.indexOf(first as Int32Array))).toBe(1);
    expect(await imdb.decode(first?.slice(0, 8) ?? [])).toBe(
      '[START] this film was just brilliant casting location',
    );
  }, 30_000);
});
