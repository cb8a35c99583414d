import { type CsvDialect, cutRows } from './csv-block.ts';

export const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];

/** Rows that are looked at. */
const ROWS = 50;

/**
 * The delimiter that cuts the first rows into equally many fields, the most of them; a comma if none cuts them.
 */
export function detectDelimiter(text: string, dialect: CsvDialect, isLast: boolean): string {
  let best = { delimiter: ',', width: 1 };
  for (const delimiter of [...DELIMITERS, 'whitespace']) {
    const { rows } = cutRows(text.slice(0, 1 << 16), { ...dialect, delimiter }, isLast);
    const [first, ...others] = rows.slice(0, ROWS);
    const width = first?.length ?? 0;
    // Blanks stand within texts, too: they count only where no other delimiter does.
    if (delimiter === 'whitespace' && best.width > 1) continue;
    if (width > best.width && others.every((row) => row.length === width)) {
      best = { delimiter, width };
    }
  }
  return best.delimiter;
}
