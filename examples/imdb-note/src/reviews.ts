import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NdArray } from 'myelin';
import { tarFiles } from './tar-files.ts';

/** Reviews as the words that occur in them, and whether they praise the film. */
export interface Reviews {
  /** 1 where a review has a word, else 0. Shape `[reviews, words]`. */
  readonly x: NdArray;
  /** 1 for praise, 0 for blame. Shape `[reviews]`. */
  readonly y: NdArray;
}

/** Everything that Keras's loader takes for the end of a word, apostrophes being part of words. */
const betweenWords = /[\s!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~]+/;

/** Keras keeps three numbers for other things: padding, the start of a review and unknown words. */
const firstWord = 3;

/**
 * Reviews of the Internet Movie Database, half of them praise, from `imdb/` in a folder of data.
 *
 * @param count - How many reviews, praise and blame in turn.
 * @param words - How many of the commonest words; rarer ones count as unknown, which is word 2.
 */
export function readReviews(folder: string, count: number, words: number): Reviews {
  const ranks: Record<string, number> = JSON.parse(
    readFileSync(join(folder, 'imdb', 'imdb_word_index.json'), 'utf8'),
  );
  const archive = gunzipSync(readFileSync(join(folder, 'imdb', 'aclImdb_train.tar.gz')));
  const files = [...tarFiles(archive)];
  const praise = files.filter(({ name }) => name.includes('/pos/'));
  const blame = files.filter(({ name }) => name.includes('/neg/'));

  const x = new NdArray(new Uint8Array(count * words), [count, words]);
  const y = new Uint8Array(count);
  for (let review = 0; review < count; review++) {
    y[review] = review % 2 === 0 ? 1 : 0;
    const bytes = (y[review] === 1 ? praise : blame)[Math.floor(review / 2)]?.bytes;
    const row = x.row(review).data;
    row[1] = 1;
    for (const word of new TextDecoder().decode(bytes).toLowerCase().split(betweenWords)) {
      if (word === '') continue;
      // A rank may be asked of a word like "constructor": only the file's own entries count.
      const index = Object.hasOwn(ranks, word) ? (ranks[word] ?? 0) + firstWord : words;
      row[index < words ? index : 2] = 1;
    }
  }
  return { x, y: new NdArray(y, [count]) };
}
