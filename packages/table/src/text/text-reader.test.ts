import { DataError } from '@myelin/core';
import { expect, test } from 'vitest';
import { parseCsv } from '../csv/parse-csv.ts';
import { readCsv } from '../csv/read-csv.ts';

/** 이름 and 김 in EUC-KR, after a heading. */
const korean = Uint8Array.of(0xc0, 0xcc, 0xb8, 0xa7, 0x0a, 0xb1, 0xe8, 0x0a);

test('Korean text is read in EUC-KR', async () => {
  const table = await readCsv(korean, { encoding: 'euc-kr' });
  expect(table.toRows()).toEqual((await parseCsv('이름\n김\n')).toRows());
});

/** 똠, which is in CP949 and not in EUC-KR. */
const cp949 = Uint8Array.of(...korean, 0x8c, 0x63, 0x0a);

test('a letter that the platform does not know is read right or refused, never replaced', async () => {
  const read = readCsv(cp949, { encoding: 'euc-kr' });
  const known = new TextDecoder('euc-kr').decode(cp949).includes('똠');
  if (known) expect((await read).row(1)).toEqual({ 이름: '똠' });
  else {
    await expect(read).rejects.toThrow(DataError);
    await expect(read).rejects.toThrow(/in line 3, .*\n {2}Fix: save the file as UTF-8/);
  }
});
