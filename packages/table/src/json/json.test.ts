import { DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { parseJson, parseNdjson, readJson, readNdjson, table, toJson, toNdjson } from '../index.ts';

const rows = [
  { name: 'Kim', age: 30, member: true },
  { name: null, age: null, member: null },
];
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

describe('JSON', () => {
  test('a list of rows, or columns as lists', async () => {
    expect(parseJson(JSON.stringify(rows)).toRows()).toEqual(rows);
    expect(parseJson('{"a":[1,null],"b":["x",true]}').toColumns()).toEqual({
      a: [1, null],
      b: ['x', true],
    });
    expect((await readJson(bytes(`\ufeff${JSON.stringify(rows)}`))).toRows()).toEqual(rows);
  });

  test('one object a line, in pieces too', async () => {
    const text = '{"a":1}\r\n\n{"b":"x\\ny"}';
    const expected = [
      { a: 1, b: null },
      { a: null, b: 'x\ny' },
    ];
    expect(parseNdjson(text).toRows()).toEqual(expected);
    async function* pieces() {
      for (const byte of bytes(text)) yield Uint8Array.of(byte);
    }
    expect((await readNdjson(pieces())).toRows()).toEqual(expected);
  });

  test.each([
    ['[{"a":1},\n{"a":NaN}]', 'in line 2', 'JSON has no NaN'],
    ['{"a":1}\n{"a":2}', 'is no JSON', 'readNdjson()'],
    ['', 'is empty', 'right file'],
    ['[]', 'is empty', 'right file'],
    ['{"a":1}', 'must hold a list of row objects', 'write for example'],
    ['[{"a":1},{"a":{"b":2}}]', 'column "a" must hold numbers', 'a column of its own'],
    ['[{"a":1},[2]]', 'row 1 must be an object', 'write each row'],
    ['[{"__proto__":1}]', 'cannot be named `__proto__`', 'rename it'],
  ])('%j is refused', (text, problem, fix) => {
    expect(() => parseJson(text)).toThrow(DataError);
    expect(() => parseJson(text)).toThrow(problem);
    expect(() => parseJson(text)).toThrow(fix);
  });

  test('a line that is no object is told by its number', () => {
    expect(() => parseNdjson('{"a":1}\n\n{"a":')).toThrow('is no JSON in line 3');
    expect(() => parseNdjson('{"a":1}\n7')).toThrow('row 1 must be an object');
  });

  test('rows that have hardly a name in common are refused before they fill the memory', () => {
    const sparse = Array.from({ length: 3000 }, (_, i) => `{"c${i}":1}`).join('\n');
    expect(() => parseNdjson(sparse)).toThrow('hardly any row has the same');
  });

  test('what is written reads back; infinity cannot be said', () => {
    const people = table({ name: ['Kim', null], age: [0.1, -0] });
    expect(toJson(people)).toBe('[{"name":"Kim","age":0.1},{"name":null,"age":-0}]');
    expect(parseJson(toJson(people)).toRows()).toEqual(people.toRows());
    expect(parseNdjson(toNdjson(people)).toRows()).toEqual(people.toRows());
    expect(() => toJson(table({ a: [1, Infinity] }))).toThrow('column `a` holds in row 1');
  });
});

test('a whole number that doubles do not hold keeps its digits, or is refused where nobody can tell them', () => {
  const text = '[{"id": 9007199254740993}, {"id": 1e300}]';
  const tells = JSON.parse('[12]', (_key, value, ...context: unknown[]) =>
    typeof value === 'number' ? (context[0] as { source?: string } | undefined)?.source : value,
  )[0];
  if (tells === '12') {
    expect(parseJson(text).column('id').toArray()).toEqual(['9007199254740993', 1e300]);
  } else {
    expect(() => parseJson(text)).toThrow(
      /a double does not hold all digits: about 9007199254740992\.\n {2}Fix: write it as a text in quotes/,
    );
  }
});
