import { Dataset, type Example, multiHot, philoxWords } from 'myelin';
import type { Reviews } from './reviews.ts';

export interface AlteredReviewsOptions {
  readonly batchSize: number;
  /** How many words are told apart. */
  readonly words: number;
  /** Fraction of its words that each review loses. */
  readonly lostWords: number;
  readonly seed: number;
}

/**
 * Augmentation of texts: each epoch sees each review without some of its words, drawn anew. It still praises or blames. Words
 * that are left weigh more, so that a review without losses is nothing unusual later.
 *
 * Only the batch at hand is ever written out as a row for each review.
 */
export function alteredReviews(
  { sequences, y }: Reviews,
  { batchSize, words, lostWords, seed }: AlteredReviewsOptions,
): Dataset<Example> {
  let step = 0;
  const shortened = (row: number): number[] => {
    const sequence = Array.from(sequences[row] ?? []);
    const draws = philoxWords(sequence.length, { seed, step: step++ });
    return sequence.filter((_, i) => (draws[i] ?? 0) / 2 ** 32 >= lostWords);
  };
  return Dataset.range(sequences.length)
    .shuffle(undefined, { seed })
    .batch(batchSize)
    .map((rows) => ({
      x: multiHot(Array.from(rows.data, shortened), words).div(1 - lostWords),
      y: y.take(rows.data),
    }));
}
