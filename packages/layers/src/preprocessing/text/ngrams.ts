import { DataError } from '@myelin/core';

/** Tokens that the runs of one text may hold together: more would fill all memory. */
const MOST_TOKENS = 2 ** 26;

/**
 * Runs of neighboring tokens, joined by a space: all of the first width, then all of the next one.
 *
 * @param widths - A number stands for all from 1 to it.
 * @throws {@link DataError} the text is so long, and the runs so wide, that they would fill all memory.
 * @example
 * ngrams(['a', 'b', 'c'], [1, 2]) // => ['a', 'b', 'c', 'a b', 'b c']
 */
export function ngrams(tokens: readonly string[], widths: number | readonly number[]): string[] {
  const each =
    typeof widths === 'number'
      ? // There are no longer runs than all tokens.
        Array.from({ length: Math.min(widths, tokens.length) }, (_, i) => i + 1)
      : widths;
  requireRoom(tokens.length, each);
  return each.flatMap((width) =>
    Array.from({ length: Math.max(0, tokens.length - width + 1) }, (_, i) =>
      tokens.slice(i, i + width).join(' '),
    ),
  );
}

function requireRoom(length: number, widths: readonly number[]): void {
  const held = widths.reduce((sum, width) => sum + width * Math.max(0, length - width + 1), 0);
  if (held <= MOST_TOKENS) return;
  throw new DataError({
    where: 'TextVectorization',
    problem: `the runs of one text may hold ${MOST_TOKENS} tokens together, received a text of ${length} tokens with \`ngrams\` up to ${widths.reduce((most, width) => Math.max(most, width), 0)}, which makes ${held}`,
    fix: 'pass shorter texts, or a smaller number such as { ngrams: 2 }',
  });
}
