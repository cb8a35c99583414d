import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileInside } from './serves-folder.ts';

const parent = realpathSync(mkdtempSync(path.join(tmpdir(), 'myelin-serves-')));
const folder = path.join(parent, 'fixtures');
mkdirSync(path.join(folder, 'keras'), { recursive: true });
mkdirSync(`${folder}-private`);
writeFileSync(path.join(folder, 'keras/losses.json'), '{}');
writeFileSync(path.join(`${folder}-private`, 'secret.txt'), 'secret');
symlinkSync(`${folder}-private`, path.join(folder, 'way-out'));

afterAll(() => rmSync(parent, { recursive: true, force: true }));

test('a file of the folder is found by its path', async () => {
  expect(await fileInside(folder, 'keras/losses.json')).toBe(
    path.join(folder, 'keras/losses.json'),
  );
});

test.each([
  ['up', '../fixtures-private/secret.txt'],
  ['up, in percent signs', '%2e%2e/fixtures-private/secret.txt'],
  ['a slash in percent signs', '..%2ffixtures-private%2fsecret.txt'],
  ['a link out of the folder', 'way-out/secret.txt'],
  ['a folder whose name begins the same', '../fixtures-private'],
  ['nothing there', 'keras/none.json'],
  ['the folder itself', ''],
  ['a folder', 'keras'],
  ['a broken percent sign', '%E0%A4%A'],
  ['a zero byte', 'keras/losses.json%00'],
])('nothing is served for a path that leads to: %s', async (_, asked) => {
  expect(await fileInside(folder, asked)).toBeUndefined();
});
