/**
 * Runs of neighboring tokens, joined by a space: all of the first width, then all of the next one.
 *
 * @example
 * ngrams(['a', 'b', 'c'], [1, 2]) // => ['a', 'b', 'c', 'a b', 'b c']
 */
export function ngrams(tokens: readonly string[], widths: readonly number[]): string[] {
  return widths.flatMap((width) =>
    Array.from({ length: Math.max(0, tokens.length - width + 1) }, (_, i) =>
      tokens.slice(i, i + width).join(' '),
    ),
  );
}
