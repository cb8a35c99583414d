import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AbortError, ArgumentError, DataError } from '@myelin/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parquetNone } from '../../test-support/recorded-files.ts';
import { parseCsv, readCsv, readParquet } from '../index.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

describe('CSV that is not as it should be', () => {
  test('a row with more fields is refused with its line and beginning', () => {
    const text = 'a,b\n1,2\n# note\n\n"x\ny",2,3\n';
    expect(() => parseCsv(text, { comment: '#' })).toThrow(DataError);
    expect(() => parseCsv(text, { comment: '#' })).toThrow(
      'row 1 (line 5: "\\"x") must have 2 fields, as the first line has, received 3',
    );
    expect(() => parseCsv('a,b\r\n1,2\r\n3\r\n')).toThrow(
      'row 1 (line 3: "3") must have 2 fields, as the first line has, received 1',
    );
  });

  test('a column of numbers and texts keeps every text letter by letter', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => (i < 19_999 ? `00${i}.50` : 'N/K'));
    const column = parseCsv(`code\n${rows.join('\n')}`).column('code');
    expect(column.kind).toBe('text');
    expect(column.toArray()).toEqual(rows);
  });

  test('booleans that turn out to be texts keep their spelling', () => {
    expect(parseCsv('a\nTrue\n\nFALSE\nyes\n').column('a').toArray()).toEqual([
      'True',
      'FALSE',
      'yes',
    ]);
  });

  test('an empty file, blank lines only, and a header only', async () => {
    await expect(readCsv(bytes(''))).rejects.toThrow('the data is empty');
    expect(() => parseCsv('\n\n \n'.replaceAll(' ', ''))).toThrow('is empty');
    expect(() => parseCsv('a,b\n')).toThrow('holds a header and no rows: ["a","b"]');
    expect(parseCsv('a,b\n', { limit: 0 }).columnNames).toEqual(['a', 'b']);
  });

  test('a wrong delimiter is told from the lines', () => {
    const text = 'a;b;c;d\n1;2;3;4\n';
    expect(() => parseCsv(text)).toThrow(
      /each of its first lines holds 3 times ';'.\n {2}Fix: did you mean \{ delimiter: ';' \}/,
    );
    expect(parseCsv(text, { delimiter: 'auto' }).shape).toEqual([1, 4]);
    expect(parseCsv(text, { header: ['line'] }).shape).toEqual([2, 1]);
  });

  test('a header of a million columns', () => {
    const header = Array.from({ length: 1_000_000 }, (_, i) => i).join();
    expect(() => parseCsv(`${header}\n${header}`)).toThrow(
      'the first line has 1000000 fields, and `maxColumns` allows 100000',
    );
  });

  test('NaN is missing, infinity is a number', () => {
    const table = parseCsv('a,b\nNaN,inf\n1,-Infinity\n,2');
    expect(table.column('a').toArray()).toEqual([null, 1, null]);
    expect(table.column('b').toArray()).toEqual([Infinity, -Infinity, 2]);
  });

  test.each([
    { field: '"1,234"', fix: "{ thousands: ',' }" },
    { field: '12kg', fix: `{ types: { "a": 'text' } }` },
    { field: '"1,5"', fix: "{ decimal: ',' }" },
    { field: '0x10', fix: `{ types: { "a": 'text' } }` },
  ])('a declared number that is $field', ({ field, fix }) => {
    const read = () => parseCsv(`a,b\n1,2\n${field},3`, { types: { a: 'number' } });
    expect(read).toThrow(
      `column "a" must hold numbers, received ${JSON.stringify(field.replaceAll('"', ''))} in row 1`,
    );
    expect(read).toThrow(fix);
  });

  test('blanks around a number do not count', () => {
    expect(
      parseCsv('a\n 12 \n\t-3', { types: { a: 'number' } })
        .column('a')
        .toArray(),
    ).toEqual([12, -3]);
  });

  test('a quote that is never closed is told with the line it opens in', async () => {
    expect(() => parseCsv('a,b\n1,2\n3,"open\n4,5\n6,7\n')).toThrow(
      'the quote that opens in line 3 before "open\\n4,5\\n6,7\\n" is never closed',
    );
    const long = `a,b\n1,"${'x\n'.repeat(3_000_000)}`;
    await expect(readCsv(bytes(long), { maxRowLength: 1_000_000 })).rejects.toThrow(
      'the quote that opens in line 2',
    );
  });

  test('a field that goes on after its closing quote', () => {
    expect(() => parseCsv('a,b\n"x"y,2\n')).toThrow(
      'in line 2 the field that begins with "\\"x\\"y,2\\n" goes on after its closing quote',
    );
    expect(parseCsv('a,b\n"x"y,2\n', { quote: null }).row(0)).toEqual({ a: '"x"y', b: 2 });
  });

  test('two columns of one name', () => {
    expect(() => parseCsv('a,b,a\n1,2,3')).toThrow('columns 0 and 2 both have the name "a"');
    expect(parseCsv('a,b,a\n1,2,3', { skipLines: 1, header: ['a', 'b', 'c'] }).row(0)).toEqual({
      a: 1,
      b: 2,
      c: 3,
    });
  });

  test.each([
    { what: 'a PNG picture', begin: '\x89PNG\r\n\x1a\n' },
    { what: 'a ZIP archive', begin: 'PK\x03\x04 sheet' },
    { what: 'a PDF document', begin: '%PDF-1.7\n' },
    { what: 'a web page (HTML)', begin: '\n<!DOCTYPE html><html>' },
  ])('$what is told from its first bytes', async ({ what, begin }) => {
    const content = Uint8Array.from(begin, (c) => c.charCodeAt(0));
    await expect(readCsv(content)).rejects.toThrow(`by its first bytes it is ${what}`);
  });

  test('Parquet given to readCsv, and CSV given to readParquet', async () => {
    await expect(readCsv(parquetNone)).rejects.toThrow(/a Parquet file.\n.*readParquet\(\)/);
    await expect(readParquet(bytes('a,b\n1,2\n3,4\n'))).rejects.toThrow(
      /is no Parquet file.\n.*readCsv\(\)/,
    );
  });

  test('bytes that are no text in the encoding are refused with their place', async () => {
    const latin = Uint8Array.from('name\nKim\nJosé\n', (c) => c.charCodeAt(0));
    await expect(readCsv(latin)).rejects.toThrow('at byte 12, in line 3');
    const table = await readCsv(latin, { encoding: 'windows-1252' });
    expect(table.column('name').toArray()).toEqual(['Kim', 'José']);
    const cut = bytes('name\nKim\n김').slice(0, -1);
    await expect(readCsv(cut)).rejects.toThrow('at byte 9, in line 3');
    await expect(readCsv(cut, { encoding: 'utf-7' })).rejects.toThrow(ArgumentError);
  });

  test('UTF-16 without a mark is told from its zero bytes', async () => {
    const wide = new Uint8Array(
      new Uint16Array([...'a,b\n1,2'].map((c) => c.charCodeAt(0))).buffer,
    );
    await expect(readCsv(wide)).rejects.toThrow("{ encoding: 'utf-16le' }");
    expect((await readCsv(wide, { encoding: 'utf-16le' })).row(0)).toEqual({ a: 1, b: 2 });
  });

  test('text in the place of a path is never guessed', async () => {
    await expect(readCsv('a,b\n1,2')).rejects.toThrow('parseCsv(text)');
    await expect(readCsv(7 as never)).rejects.toThrow(
      'must be a path, a URL, a Blob, bytes or a stream',
    );
    expect(() => parseCsv(new Uint8Array(1) as never)).toThrow(
      'read files and bytes with readCsv()',
    );
  });

  test('unknown options and columns are answered with a suggestion', () => {
    expect(() => parseCsv('a\n1', { delimeter: ';' } as never)).toThrow('did you mean `delimiter`');
    expect(() => parseCsv('Age\n1', { columns: ['age'] })).toThrow('did you mean "Age"');
    expect(() => parseCsv('Age\n1', { types: { Agee: 'number' } })).toThrow('did you mean "Age"');
    expect(() => parseCsv('a\n1', { types: { a: 'numbr' as never } })).toThrow(
      "did you mean 'number'",
    );
    expect(() => parseCsv('a\n1', { delimiter: '::' })).toThrow('must be one character');
    expect(() => parseCsv('a\n1', { header: ['a', 'b'] })).toThrow(
      'names 2 columns, and the text has 1',
    );
  });
});

describe('Places that cannot be read', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myelin-table-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('a missing file and a folder', async () => {
    const path = join(folder, 'none.csv');
    await expect(readCsv(path)).rejects.toThrow(`"${path}" cannot be read: there is no such file`);
    await expect(readCsv(folder)).rejects.toThrow('it is a folder');
    await expect(readCsv('http-is-no-scheme.csv')).rejects.toThrow(
      join(process.cwd(), 'http-is-no-scheme.csv'),
    );
  });

  test.skipIf(process.getuid?.() === 0)('a file without permission (not as root)', async () => {
    const path = join(folder, 'secret.csv');
    await writeFile(path, 'a\n1', { mode: 0 });
    await expect(readCsv(path)).rejects.toThrow('this program may not read it');
  });

  test('too many bytes, and an aborted signal', async () => {
    const path = join(folder, 'big.csv');
    await writeFile(path, `a\n${'1\n'.repeat(200_000)}`);
    await expect(readCsv(path, { maxBytes: 1000 })).rejects.toThrow('`maxBytes` allows');
    const controller = new AbortController();
    const read = readCsv(path, {
      signal: controller.signal,
      onProgress: ({ bytes: done, totalBytes }) => {
        expect(totalBytes).toBe(400_002);
        if (done > 0) controller.abort();
      },
    });
    await expect(read).rejects.toThrow(AbortError);
  });
});
