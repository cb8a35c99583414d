/**
 * Runs of neighboring tokens, joined by a space: all of the first width, then all of the next one.
 *
 * @param widths - A number stands for all from 1 to it.
 * @example
 * ngrams(['a', 'b', 'c'], [1, 2]) // => ['a', 'b', 'c', 'a b', 'b c']
 */
export function ngrams(tokens: readonly string[], widths: number | readonly number[]): string[] {
  const each =
    typeof widths === 'number'
      ? // There are no longer runs than all tokens.
        Array.from({ length: Math.min(widths, tokens.length) }, (_, i) => i + 1)
      : widths;
  return each.flatMap((width) =>
    Array.from({ length: Math.max(0, tokens.length - width + 1) }, (_, i) =>
      tokens.slice(i, i + width).join(' '),
    ),
  );
}
