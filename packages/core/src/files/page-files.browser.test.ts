import { expect, test } from 'vitest';
import { SerializationError } from '../errors/myelin-error.ts';
import { localFiles } from './file-store.ts';

const files = localFiles();
const folder = `test-${crypto.randomUUID()}`;

test('writes, replaces, measures, reads and removes; makes folders', async () => {
  const path = `${folder}/a/b/c.bin`;
  expect(await files.read(path)).toBeUndefined();
  expect(await files.size(path)).toBeUndefined();
  await files.remove(path);
  await files.writeAtomically(path, Uint8Array.of(1, 2, 3));
  await files.writeAtomically(`/${path}`, Uint8Array.of(4, 5));
  expect(await files.read(path)).toEqual(Uint8Array.of(4, 5));
  expect(await files.size(path)).toBe(2);
  await files.remove(path);
  await files.remove(path);
  expect(await files.read(path)).toBeUndefined();
});

test('adds at the end, and cuts off', async () => {
  const path = `${folder}/logs/a.csv`;
  await files.append(path, Uint8Array.of(1, 2));
  await files.append(path, Uint8Array.of(3));
  await files.truncate(path, 2);
  await files.truncate(path, 100);
  expect(await files.read(path)).toEqual(Uint8Array.of(1, 2));
});

test('a folder is removed only when it is empty', async () => {
  await files.append(`${folder}/full/mine`, Uint8Array.of(1));
  await files.removeEmptyFolder(`${folder}/full`);
  expect(await files.size(`${folder}/full/mine`)).toBe(1);
  await files.remove(`${folder}/full/mine`);
  await files.removeEmptyFolder(`${folder}/full`);
  await files.removeEmptyFolder(`${folder}/full`);
  await expect(files.read(`${folder}/full`)).resolves.toBeUndefined();
});

test('what is no file of the page is refused', async () => {
  await files.append(`${folder}/sub/file`, Uint8Array.of(1));
  await expect(files.read('../a')).rejects.toThrow(/names no file of this page/);
  await expect(files.read('')).rejects.toThrow(SerializationError);
  await expect(files.writeAtomically(`${folder}/sub`, Uint8Array.of(1))).rejects.toThrow(
    /cannot be written.*\n {2}Fix: pass the path of a file/,
  );
});
