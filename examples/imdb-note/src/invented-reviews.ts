import { NdArray, philoxWords } from 'myelin';
import type { Reviews } from './reviews.ts';

/** Words in an invented review, some of them twice. */
const length = 120;

/**
 * What stands in for reviews where there are none at hand: words drawn by lot, common ones more often, as in a language. One
 * word in eight comes in two forms, of which praise prefers one and blame the other, seven times in ten.
 */
export function inventReviews(count: number, words: number): Reviews {
  const x = new NdArray(new Uint8Array(count * words), [count, words]);
  const y = new Uint8Array(count);
  for (let review = 0; review < count; review++) {
    const isPraise = review % 2 === 0;
    y[review] = isPraise ? 1 : 0;
    const draws = philoxWords(2 * length, { seed: 11, step: review });
    const row = x.row(review).data;
    for (let i = 0; i < length; i++) {
      // The n-th word is as common as 1/n: Zipf's law.
      const word = Math.floor(words ** unit(draws[2 * i])) - 1;
      const isColored = word % 8 === 0;
      const prefersFirst = unit(draws[2 * i + 1]) < 0.7 === isPraise;
      row[isColored && prefersFirst ? word + 1 : word] = 1;
    }
  }
  return { x, y: new NdArray(y, [count]) };
}

function unit(word = 0): number {
  return word / 2 ** 32;
}
