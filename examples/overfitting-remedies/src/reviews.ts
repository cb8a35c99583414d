import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { imdb, multiHot, type NdArray } from 'myelin';

/** Film reviews and whether they praise the film. */
export interface Reviews {
  /** Indices of the words, in their order. */
  readonly sequences: readonly ArrayLike<number>[];
  /** 1 where a review has a word, else 0. @shape `[reviews, words]` */
  readonly x: NdArray;
  /** 1 for praise, 0 for blame. @shape `[reviews]` */
  readonly y: NdArray;
}

export interface ReviewCounts {
  readonly training: number;
  readonly validation: number;
  readonly test: number;
  /** How many of the commonest words are told apart. */
  readonly words: number;
}

export type ReviewParts = Readonly<Record<'training' | 'validation' | 'test', Reviews>>;

/** Reviews of the Internet Movie Database. Where they are missing, the program says so and ends. */
export async function readReviews(counts: ReviewCounts): Promise<ReviewParts> {
  if (!existsSync(join(process.env.MYELIN_DATA ?? '', 'imdb'))) {
    console.log(
      'MYELIN_DATA names no folder that holds imdb/: there are no reviews to learn from.',
    );
    process.exit(0);
  }
  const { train, test } = await imdb.load({ numWords: counts.words });
  const part = ({ sequences, labels }: typeof train, begin: number, end: number): Reviews => {
    const some = sequences.slice(begin, end);
    // Bytes take a quarter of the memory of float32.
    const x = multiHot(some, counts.words, { dtype: 'uint8' });
    return { sequences: some, x, y: labels.slice(begin, end) };
  };
  return {
    training: part(train, 0, counts.training),
    validation: part(train, counts.training, counts.training + counts.validation),
    test: part(test, 0, counts.test),
  };
}
