import { RandomSource } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { type CsvDialect, cutRows, placeOf } from './csv-block.ts';

const PIECES = ['a', '漢', ',', '"', '\n', '\r\n', '\r', ' ', '#', '""'];

interface Written {
  readonly rows: readonly (readonly string[])[];
  readonly text: string;
}

/** Rows of fields that are as awkward as they can be, and the CSV that holds them among comments and blank lines. */
function awkward(random: RandomSource, end: string, comment: string | undefined): Written {
  const [width, length] = [1 + random.integer(3), 1 + random.integer(5)];
  const list = <T>(count: number, make: (i: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => make(i));
  const field = (): string =>
    list(random.integer(5), () => PIECES[random.integer(PIECES.length)]).join('');
  const rows = list(length, () => list(width, field));
  const quoted = (text: string): string => {
    const wantsQuotes = /[",\r\n]|^#/.test(text) || (width === 1 && text === '');
    return wantsQuotes || random.integer(3) === 0 ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => {
    const note = comment !== undefined && random.integer(4) === 0 ? `# a "note, x""${end}` : '';
    const blank = random.integer(6) === 0 ? end : '';
    return note + blank + row.map(quoted).join(',');
  });
  return { rows, text: lines.join(end) + (random.integer(2) === 0 ? end : '') };
}

describe.each([
  { end: '\n', comment: undefined },
  { end: '\r\n', comment: undefined },
  { end: '\r', comment: undefined },
  { end: '\n', comment: '#' },
  { end: '\r\n', comment: '#' },
])('Text with line ends $end and comments $comment', ({ end, comment }) => {
  const newline = end === '\r' ? '\r' : '\n';
  const dialect: CsvDialect = { delimiter: ',', newline, quote: '"', comment };
  const random = new RandomSource(7);
  const samples = Array.from({ length: 100 }, () => awkward(random, end, comment));

  test('is cut into the rows that were written', () => {
    for (const { rows, text } of samples) expect(cutRows(text, dialect, true).rows).toEqual(rows);
  });

  test('gives the same rows wherever a piece of it ends', () => {
    for (const { rows, text } of samples) {
      for (let length = 0; length < text.length; length++) {
        const { rows: first, consumed } = cutRows(text.slice(0, length), dialect, false);
        const { rows: others } = cutRows(text.slice(consumed), dialect, true);
        expect([...first, ...others], JSON.stringify([text, length])).toEqual(rows);
      }
    }
  });

  test('has its rows where messages say that they are', () => {
    for (const { rows, text } of samples) {
      for (const [i, row] of rows.entries()) {
        const place = placeOf({ text, dialect, line: 1, rows: [] }, i);
        expect(cutRows(text.slice(place.begin), dialect, true).rows[0]).toEqual(row);
        expect(text.slice(0, place.begin).split(newline)).toHaveLength(place.line);
      }
    }
  });
});
