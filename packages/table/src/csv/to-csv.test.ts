import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseCsv, readCsv, table, toCsv, writeCsv } from '../index.ts';

const odd = table({
  x: ['a,b', 'q"x', 'l\nm', ' s', null, 'r\rs', '김'],
  y: [0.1, 1e300, 1e21, 5e-324, -0, Infinity, 1 / 3],
});

test('puts fields in quotes where RFC 4180 wants it, and numbers in their shortest form', () => {
  expect(toCsv(odd)).toBe(
    'x,y\n"a,b",0.1\n"q""x",1e+300\n"l\nm",1e+21\n" s",5e-324\n,-0\n"r\rs",Infinity\n김,0.3333333333333333\n',
  );
});

test('what is written reads back the same', () => {
  expect(parseCsv(toCsv(odd)).toRows()).toEqual(odd.toRows());
  const lonely = table({ a: [null, 'x', null] });
  expect(toCsv(lonely)).toBe('a\n""\nx\n""\n');
  expect(parseCsv(toCsv(lonely)).toRows()).toEqual(lonely.toRows());
});

test('options of writing', () => {
  const options = { delimiter: ';', header: false, missing: 'NA', lineEnd: '\r\n' } as const;
  expect(toCsv(table({ a: ['x;y', null], b: [1, true] }), options)).toBe('"x;y";1\r\nNA;true\r\n');
  expect(() => toCsv(odd, { delimiter: '"' })).toThrow('`delimiter` must be one character');
  expect(() => toCsv(odd, { missing: null } as never)).toThrow('`missing` must be a text');
  expect(() => toCsv(odd, { lineEnd: '\r' } as never)).toThrow('`lineEnd` must be');
});

test('writes files, packed where the name says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'myelin-table-'));
  try {
    const path = join(folder, 'deep', 'odd.csv');
    await writeCsv(path, odd);
    await writeCsv(`${path}.gz`, odd);
    expect(await readFile(path, 'utf8')).toBe(toCsv(odd));
    expect(gunzipSync(await readFile(`${path}.gz`)).toString()).toBe(toCsv(odd));
    expect((await readCsv(`${path}.gz`)).toRows()).toEqual(odd.toRows());
  } finally {
    await rm(folder, { recursive: true });
  }
});
