import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { parseCsv, readCsv, type Table } from '../index.ts';
import { DEFAULT_MISSING } from './default-missing.ts';

const data = process.env.MYELIN_DATA ?? '';
const has = (file: string): boolean => existsSync(join(data, file));

describe('parseCsv', () => {
  test('finds out kinds from all values, and null where they are missing', () => {
    const table = parseCsv('n,b,t,e\n1e5,TRUE,x,\n-.5,false,NA,NA\n+7.,,"y, ""z""\n2",null\n');
    expect(table.columns.map(({ kind }) => kind)).toEqual(['number', 'boolean', 'text', 'number']);
    expect(table.toRows()).toEqual([
      { n: 100_000, b: true, t: 'x', e: null },
      { n: -0.5, b: false, t: null, e: null },
      { n: 7, b: null, t: 'y, "z"\n2', e: null },
    ]);
  });

  test('declared kinds are typed, and texts stay as they are', () => {
    const table = parseCsv('id,age,member\n007,30,\n', {
      types: { id: 'text', age: 'number', member: 'boolean' },
    });
    expectTypeOf(table).toEqualTypeOf<
      Table<{
        readonly id: string | null;
        readonly age: number | null;
        readonly member: boolean | null;
      }>
    >();
    expect(table.row(0)).toEqual({ id: '007', age: 30, member: null });
  });

  test.each([
    ['1', 1],
    ['-0', -0],
    ['0.1', 0.1],
    ['123456789.012345', 123456789.012345],
    ['999999999999999', 999999999999999],
    ['0.30000000000000004', 0.1 + 0.2],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['5e-324', Number.MIN_VALUE],
    ['9007199254740991', 9007199254740991],
    [' 2.50 ', 2.5],
    ['1E+3', 1000],
    ['.', undefined],
    ['-', undefined],
    ['0x1F', undefined],
    ['1_000', undefined],
    ['1e', undefined],
    ['--1', undefined],
    ['9007199254740993', undefined],
  ])('%j as a number is %s', (text, value) => {
    const column = parseCsv(`a,b\n${text},x`).column('a');
    if (value === undefined) expect(column.toArray()).toEqual([text]);
    else expect(Object.is(column.at(0), value)).toBe(true);
  });

  test('reads short decimals to the nearest double', () => {
    const texts = Array.from({ length: 5000 }, (_, i) => {
      const digits = String(Math.imul(i + 1, 2654435761) >>> 0).slice(0, 1 + (i % 10));
      return `${digits.slice(0, i % 4)}.${digits.slice(i % 4) || '0'}`;
    });
    expect(
      parseCsv(`a\n${texts.join('\n')}`)
        .column('a')
        .toArray(),
    ).toEqual(texts.map(Number));
  });

  test('what stands for missing is what pandas takes for it, or what an option says', () => {
    const text = `a,b\n${DEFAULT_MISSING.map((word) => `${word},1`).join('\n')}`;
    expect(parseCsv(text).column('a').missingCount).toBe(19);
    const own = parseCsv('a,b\n-999,?\n1,NA', { missing: ['-999', '?'] });
    expect(own.toRows()).toEqual([
      { a: null, b: null },
      { a: 1, b: 'NA' },
    ]);
  });

  test('options for the dialect of a file', () => {
    const text = "made by hand\n% x\n A | B \n'x|y'| 1.234,5 \n z |2\n";
    const table = parseCsv(text, {
      skipLines: 1,
      comment: '%',
      delimiter: '|',
      quote: "'",
      trim: true,
      thousands: '.',
      decimal: ',',
    });
    expect(table.toRows()).toEqual([
      { A: 'x|y', B: 1234.5 },
      { A: 'z', B: 2 },
    ]);
  });

  test('numbers with thousands and decimal marks', () => {
    const table = parseCsv('a;b\n1.234.567,5;x\n-12,25;y', {
      delimiter: ';',
      thousands: '.',
      decimal: ',',
    });
    expect(table.column('a').toArray()).toEqual([1_234_567.5, -12.25]);
    expect(
      parseCsv('a;b\n1.23;x', { delimiter: ';', thousands: '.', decimal: ',' }).column('a').kind,
    ).toBe('text');
  });

  test('columns, limit and a file without a header', () => {
    const options = { header: false, columns: ['column2', 'column0'], limit: 2 } as const;
    expect(parseCsv('1,2,3\n4,5,6\n7,8,9', options).toRows()).toEqual([
      { column2: 3, column0: 1 },
      { column2: 6, column0: 4 },
    ]);
  });

  test.each(['\n', '\r\n', '\r'])('line ends %j, with and without one at the end', (end) => {
    const rows = ['a,b', '1,"x"', '', '2,"y,"'];
    for (const text of [rows.join(end), rows.join(end) + end]) {
      expect(parseCsv(text).toColumns()).toEqual({ a: [1, 2], b: ['x', 'y,'] });
    }
  });

  test('in a file of one column, "" is a row and a blank line is none', () => {
    expect(parseCsv('a\n""\n\n1\n""\n').column('a').toArray()).toEqual([null, 1, null]);
  });

  test('a name that is missing is called as pandas calls it', () => {
    expect(parseCsv('"",TV\n1,2').columnNames).toEqual(['Unnamed: 0', 'TV']);
  });

  test.each(['utf-8', 'utf-16le', 'utf-16be'])(
    'a byte order mark of %s is honored',
    async (encoding) => {
      const codes = [...'\ufeff이름,나이\n김,30'].map((c) => c.charCodeAt(0));
      const wide = codes.flatMap((c) =>
        encoding === 'utf-16le' ? [c & 255, c >> 8] : [c >> 8, c & 255],
      );
      const bytes =
        encoding === 'utf-8'
          ? new TextEncoder().encode('\ufeff이름,나이\n김,30')
          : Uint8Array.from(wide);
      expect((await readCsv(bytes)).toRows()).toEqual([{ 이름: '김', 나이: 30 }]);
    },
  );

  test('text that comes in pieces gives the same table, wherever it is cut', async () => {
    const text = 'a,b\r\n1,"x\r\n""y"""\r\n2,"김"\r\n';
    const bytes = new TextEncoder().encode(text);
    const whole = parseCsv(text).toRows();
    for (let size = 1; size < 9; size++) {
      async function* pieces() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      }
      expect((await readCsv(pieces())).toRows()).toEqual(whole);
    }
  });

  test('finds the delimiter of a first line that is longer than a block', () => {
    const fields = (make: (i: number) => string): string =>
      Array.from({ length: 30_000 }, (_, i) => make(i)).join('\t');
    const text = `${fields((i) => `gene ${i}`)}\n${fields(String)}\n`;
    const table = parseCsv(text, { delimiter: 'auto' });
    expect(table.shape).toEqual([1, 30_000]);
    expect(table.columns[29_999]?.at(0)).toBe(29_999);
  });

  test('finds the delimiter behind lines to skip that are longer than a block', () => {
    const text = `${'note\n'.repeat(60_000)}a;b\n1;2\n`;
    const options = { delimiter: 'auto', skipLines: 60_000 };
    expect(parseCsv(text, options).toRows()).toEqual([{ a: 1, b: 2 }]);
  });

  test('a carriage return in quotes at the end of a line is a part of the text, as in pandas', () => {
    const rows = [
      { a: 'x', b: 'y\r' },
      { a: '\r', b: '\r' },
    ];
    for (const end of ['\n', '\r\n']) {
      const text = `a,b${end}x,"y\r"${end}"\r","\r"${end}z,w"${end}`;
      expect(parseCsv(text).toRows()).toEqual([...rows, { a: 'z', b: 'w"' }]);
    }
  });

  test("only blanks and tabs are between fields of 'whitespace', as in pandas", () => {
    const text = 'city n\nNew\u00a0York \t1\r\n"서울\u3000시" 2\n';
    expect(parseCsv(text, { delimiter: 'whitespace' }).toRows()).toEqual([
      { city: 'New\u00a0York', n: 1 },
      { city: '서울\u3000시', n: 2 },
    ]);
    expect(
      parseCsv('a\u3000b c\n1 2\n', { delimiter: 'whitespace', quote: null }).columnNames,
    ).toEqual(['a\u3000b', 'c']);
  });
});

describe('Files of the course notes', () => {
  test.skipIf(!has('titanic/train.csv'))('Titanic, as pandas reads it (MYELIN_DATA)', async () => {
    const table = await readCsv(join(data, 'titanic/train.csv'));
    expect(table.shape).toEqual([891, 12]);
    expect(table.columns.map(({ missingCount }) => missingCount)).toEqual([
      0, 0, 0, 0, 0, 177, 0, 0, 0, 0, 687, 2,
    ]);
    expect(table.column('Ticket').kind).toBe('text');
    expect(table.row(0).Name).toBe('Braund, Mr. Owen Harris');
  });

  test.skipIf(!has('auto-mpg/auto-mpg.data'))(
    'Auto MPG, padded with blanks (MYELIN_DATA)',
    async () => {
      const header = [
        'mpg',
        'cylinders',
        'displacement',
        'horsepower',
        'weight',
        'acceleration',
        'year',
        'origin',
        'name',
      ];
      const table = await readCsv(join(data, 'auto-mpg/auto-mpg.data'), {
        delimiter: 'whitespace',
        header,
        missing: ['?'],
      });
      expect(table.shape).toEqual([398, 9]);
      expect(table.column('horsepower').missingCount).toBe(6);
      expect(table.row(0)).toMatchObject({
        mpg: 18,
        weight: 3504,
        name: 'chevrolet chevelle malibu',
      });
      const { numbers } = table.column('mpg');
      expect(numbers.reduce((sum, mpg) => sum + mpg, 0) / 398).toBeCloseTo(23.5146, 4);
    },
  );
});
