import { type CsvDialect, cutRows } from './csv-block.ts';

export const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];

/** Rows that are looked at. */
const ROWS = 50;
/** Characters that are looked at, unless the first row has more. */
const MOST = 1 << 16;

/**
 * The delimiter that cuts the first rows into equally many fields, the most of them; a comma if none cuts them. Undefined if no
 * row is whole yet.
 */
export function detectDelimiter(
  text: string,
  dialect: CsvDialect,
  isLast: boolean,
): string | undefined {
  const begin = text.slice(0, MOST);
  return (
    bestDelimiter(begin, dialect, isLast && begin.length === text.length) ??
    bestDelimiter(text, dialect, isLast) ??
    (isLast ? ',' : undefined)
  );
}

function bestDelimiter(text: string, dialect: CsvDialect, isLast: boolean): string | undefined {
  let best = { delimiter: ',', width: 1 };
  let isWhole = false;
  for (const delimiter of [...DELIMITERS, 'whitespace']) {
    const { rows } = cutRows(text, { ...dialect, delimiter }, isLast);
    const [first, ...others] = rows.slice(0, ROWS);
    const width = first?.length ?? 0;
    isWhole ||= width > 0;
    // Blanks stand within texts, too: they count only where no other delimiter does.
    if (delimiter === 'whitespace' && best.width > 1) continue;
    if (width > best.width && others.every((row) => row.length === width)) {
      best = { delimiter, width };
    }
  }
  return isWhole ? best.delimiter : undefined;
}
