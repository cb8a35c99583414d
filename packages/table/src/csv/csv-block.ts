/** Whole rows of text, cut into fields. The cutting is Papa Parse's, but for fields between blanks. */

import Papa from 'papaparse';
import { whitespaceRows } from './whitespace-rows.ts';

/** How a text is cut, once that is known. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  readonly quote: string | null;
  readonly comment: string | undefined;
}

export interface CutRows {
  readonly rows: string[][];
  /** Characters that whole rows take. */
  readonly consumed: number;
  /** Where quotes are wrong: the beginnings of the fields, behind their opening quote. */
  readonly wrongQuotes: readonly number[];
  /** The beginning of a quoted field that does not end. */
  readonly openQuote: number | undefined;
}

/** A block of rows, and how it was cut: enough to find the place of a row, and to read it once more. */
export interface CsvBlock {
  readonly text: string;
  readonly dialect: CsvDialect;
  /** Number of the first line in the file, from 1. */
  readonly line: number;
  readonly rows: string[][];
}

/**
 * The rows of a text; lines that are blank or a comment are left out.
 *
 * @param isLast - Whether the last row is whole although no line end follows.
 */
export function cutRows(text: string, dialect: CsvDialect, isLast: boolean): CutRows {
  const cut = rawRows(text, dialect, isLast);
  const { newline } = dialect;
  if (newline === '\n' && text.includes('\r')) dropReturns(cut.rows, text, dialect, isLast);
  return { ...cut, rows: withoutBlanks(cut.rows, text, dialect, isLast) };
}

/** The place of a row in the text of its block: where it begins, and the number of its line. */
export function placeOf(
  { text, dialect, line }: CsvBlock,
  row: number,
): { readonly begin: number; readonly line: number } {
  let begin = 0;
  let kept = -1;
  for (const { fields, end } of rowEnds(text, dialect, true)) {
    if (!isLeftOut(fields, text.slice(begin, end), dialect)) kept++;
    if (kept === row) break;
    begin = end;
  }
  begin += commentsAt(text, begin, dialect);
  return { begin, line: line + lineEnds(text.slice(0, begin), dialect.newline) };
}

/** How many lines end in a text. */
export function lineEnds(text: string, newline: string): number {
  let count = 0;
  for (let i = text.indexOf(newline); i >= 0; i = text.indexOf(newline, i + 1)) count++;
  return count;
}

function rawRows(text: string, dialect: CsvDialect, isLast: boolean): CutRows {
  if (dialect.delimiter === 'whitespace') return whitespaceRows(text, dialect, isLast);
  const parser = new Papa.Parser(papaOptions(dialect));
  const { data, errors, meta } = parser.parse(text, 0, !isLast) as PapaResult;
  const places = (code: string): number[] =>
    errors.filter((error) => error.code === code).map(({ index }) => index);
  const [openQuote] = places('MissingQuotes');
  return { rows: data, consumed: meta.cursor, wrongQuotes: places('InvalidQuotes'), openQuote };
}

interface RowEnd {
  readonly fields: readonly string[];
  readonly end: number;
}

/** All rows, blank ones too, and where they end. Slower than {@link rawRows}. */
function rowEnds(text: string, dialect: CsvDialect, isLast: boolean): RowEnd[] {
  const ends: RowEnd[] = [];
  if (dialect.delimiter === 'whitespace') {
    whitespaceRows(text, dialect, isLast, (fields, end) => ends.push({ fields, end }));
    return ends;
  }
  const step = ({ data, meta }: PapaResult): void => {
    for (const fields of data) ends.push({ fields, end: meta.cursor });
  };
  const options = { ...papaOptions(dialect), step: step as never };
  new Papa.Parser(options).parse(text, 0, !isLast);
  return ends;
}

function papaOptions({ delimiter, newline, quote, comment }: CsvDialect): Papa.ParseConfig {
  return {
    delimiter,
    newline,
    ...(quote === null ? { fastMode: true } : { quoteChar: quote, escapeChar: quote }),
    ...(comment === undefined ? {} : { comments: comment }),
  };
}

interface PapaResult {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly index: number }[];
  readonly meta: { readonly cursor: number };
}

/** Takes the first half of CR LF off the last fields, but not off those that have a CR of their own in quotes. */
function dropReturns(
  rows: readonly string[][],
  text: string,
  dialect: CsvDialect,
  isLast: boolean,
): void {
  const { quote } = dialect;
  const ends =
    quote !== null && text.includes(`\r${quote}`) ? rowEnds(text, dialect, isLast) : undefined;
  for (const [i, row] of rows.entries()) {
    const last = row.length - 1;
    const field = row[last];
    if (!field?.endsWith('\r')) continue;
    const source = ends ? text.slice(ends[i - 1]?.end ?? 0, ends[i]?.end) : '';
    if (!endsQuoted(source, field, quote)) row[last] = field.slice(0, -1);
  }
}

/** Whether the last field stands in quotes where the row is from. */
const endsQuoted = (source: string, field: string, quote: string | null): boolean =>
  quote !== null &&
  source.trimEnd().endsWith(quote + field.replaceAll(quote, quote + quote) + quote);

const isBlank = (row: readonly string[]): boolean => row.length === 1 && row[0] === '';

function withoutBlanks(
  rows: string[][],
  text: string,
  dialect: CsvDialect,
  isLast: boolean,
): string[][] {
  if (!rows.some(isBlank)) return rows;
  const { quote } = dialect;
  const full = rows.filter((row) => !isBlank(row));
  if (quote === null || !text.includes(quote + quote)) return full;
  const ends = rowEnds(text, dialect, isLast);
  return rows.filter((row, i) => {
    return !isLeftOut(row, text.slice(ends[i - 1]?.end ?? 0, ends[i]?.end), dialect);
  });
}

/**
 * Whether a row, with or without its CR, is a blank line; "" is none: in a file of one column it is a row with a missing value.
 *
 * @param source - The text of the row, with comments before it.
 */
function isLeftOut(row: readonly string[], source: string, { newline }: CsvDialect): boolean {
  if (!isBlank(row) && !(row.length === 1 && row[0] === '\r')) return false;
  const lines = source.endsWith(newline) ? source.slice(0, -newline.length) : source;
  return lines.slice(lines.lastIndexOf(newline) + 1).trim() === '';
}

/** Characters of the comments that begin there. */
function commentsAt(text: string, begin: number, { comment, newline }: CsvDialect): number {
  let at = begin;
  while (comment !== undefined && text.startsWith(comment, at)) {
    const end = text.indexOf(newline, at);
    if (end < 0) break;
    at = end + 1;
  }
  return at - begin;
}
