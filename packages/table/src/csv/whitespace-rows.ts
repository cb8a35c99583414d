import type { CsvDialect, CutRows } from './csv-block.ts';

/**
 * Rows whose fields have any number of blanks and tabs, and nothing else that is blank, between them; a field in quotes may hold blanks, but no line end.
 */
export function whitespaceRows(
  text: string,
  { newline, quote, comment }: CsvDialect,
  isLast: boolean,
  onRow?: (fields: readonly string[], end: number) => void,
): CutRows {
  const rows: string[][] = [];
  const field = fieldPattern(quote);
  let consumed = 0;
  let openQuote: number | undefined;
  while (consumed < text.length) {
    const end = text.indexOf(newline, consumed);
    if (end < 0 && !isLast) break;
    const begin = consumed;
    const line = text.slice(consumed, end < 0 ? undefined : end);
    consumed = end < 0 ? text.length : end + newline.length;
    if (comment === undefined || !line.startsWith(comment)) {
      const fields: string[] = [];
      for (const [whole, quoted] of line.matchAll(field)) {
        if (quote !== null && quoted === undefined && whole.startsWith(quote)) {
          openQuote ??= begin + line.indexOf(whole) + 1;
        }
        fields.push(quoted ?? whole);
      }
      if (fields.length === 0) fields.push('');
      rows.push(fields);
      onRow?.(fields, consumed);
    }
  }
  return { rows, consumed, wrongQuotes: [], openQuote };
}

function fieldPattern(quote: string | null): RegExp {
  if (quote === null) return /[^ \t\r\n]+/g;
  const mark = quote.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`${mark}([^${mark}]*)${mark}(?=[ \\t\\r\\n]|$)|[^ \\t\\r\\n]+`, 'g');
}
