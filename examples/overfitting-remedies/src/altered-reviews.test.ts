import { multiHot, NdArray } from 'myelin';
import { expect, test } from 'vitest';
import { alteredReviews } from './altered-reviews.ts';

const sequences = Array.from({ length: 50 }, (_, row) =>
  Array.from({ length: 20 }, (_, i) => (row % 2) * 20 + i),
);
const reviews = {
  sequences,
  x: multiHot(sequences, 40),
  y: new NdArray(
    Uint8Array.from(sequences, (_, row) => row % 2),
    [50],
  ),
};
const options = { batchSize: 20, words: 40, lostWords: 0.5, seed: 3 };

test('each review loses about half of its words, and keeps its label', async () => {
  let sum = 0;
  let rows = 0;
  for await (const { x, y } of alteredReviews(reviews, options)) {
    for (let row = 0; row < x.length; row++) {
      const words = x.row(row);
      for (const [word, value] of words.data.entries()) {
        // Words that are left count twice, and none comes from the other kind of review.
        expect(value === 0 || (value === 2 && word >= 20 === (y?.at(row) === 1))).toBe(true);
      }
      sum += words.sum();
    }
    rows += x.length;
  }
  expect(rows).toBe(50);
  expect(sum / rows).toBeGreaterThan(18);
  expect(sum / rows).toBeLessThan(22);
});

test('other words are lost in each pass, and the same ones in the next program', async () => {
  const altered = alteredReviews(reviews, options);
  const pass = async (from: typeof altered): Promise<number[]> => {
    const values: number[] = [];
    for await (const { x } of from) values.push(...x.data);
    return values;
  };
  const first = await pass(altered);
  expect(await pass(altered)).not.toEqual(first);
  expect(await pass(alteredReviews(reviews, options))).toEqual(first);
});
