import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SerializationError } from '../errors/myelin-error.ts';
import { localFiles } from './file-store.ts';

const files = localFiles();
const id = '01234567-89ab-cdef-0123-456789abcdef';
/** No process has a number that large. */
const nobody = 2 ** 31 - 1;

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'myelin-core-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('writes, replaces, measures, reads and removes; makes folders', async () => {
  const path = join(await emptyFolder(), 'a', 'b', 'c.bin');
  expect(await files.read(path)).toBeUndefined();
  expect(await files.size(path)).toBeUndefined();
  await files.writeAtomically(path, Uint8Array.of(1, 2, 3));
  await files.writeAtomically(path, Uint8Array.of(4, 5));
  expect(await files.read(path)).toEqual(Uint8Array.of(4, 5));
  expect(await files.size(path)).toBe(2);
  await files.remove(path);
  await files.remove(path);
  expect(await files.read(path)).toBeUndefined();
});

test('adds at the end, and cuts off', async () => {
  const path = join(await emptyFolder(), 'logs', 'a.csv');
  await files.append(path, Uint8Array.of(1, 2));
  await files.append(path, Uint8Array.of(3));
  await files.truncate(path, 2);
  await files.truncate(path, 100);
  expect(await files.read(path)).toEqual(Uint8Array.of(1, 2));
  const other = join(await emptyFolder(), 'new', 'b.csv');
  await files.truncate(other, 7);
  expect(await files.size(other)).toBe(0);
});

test('many writers at once leave one whole file and no drafts', async () => {
  const folder = await emptyFolder();
  const contents = Array.from({ length: 8 }, (_, i) => new Uint8Array(50_000).fill(i));
  await Promise.all(
    contents.map((bytes) => localFiles().writeAtomically(join(folder, 'a', 'b.bin'), bytes)),
  );
  expect(await readdir(join(folder, 'a'))).toEqual(['b.bin']);
  expect(contents).toContainEqual(await files.read(join(folder, 'a', 'b.bin')));
});

test('a write that fails leaves no draft, and says what to do', async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'b.bin', 'in the way'), { recursive: true });
  const writing = files.writeAtomically(join(folder, 'b.bin'), Uint8Array.of(1));
  await expect(writing).rejects.toThrow(SerializationError);
  await expect(writing).rejects.toThrow(
    /"[^"]*b\.bin" cannot be written: .*\n {2}Fix: pass the path of a file/,
  );
  expect(await readdir(folder)).toEqual(['b.bin']);
  await writeFile(join(folder, 'file'), '');
  await expect(files.read(join(folder, 'file', 'x'))).rejects.toThrow(/folders are no files/);
});

test('the next write removes what killed writers of the same file left, and nothing else', async () => {
  const folder = await emptyFolder();
  const ours = `b.bin.${process.pid}-${id}.draft`;
  const before = `b.bin.${process.pid}-${id.replace('0', 'f')}.draft`;
  const keep = [
    'b.bin',
    'b.bin.draft',
    `b.bin.${nobody}.draft`,
    `c.bin.${nobody}-${id}.draft`,
    ours,
  ];
  for (const name of [...keep, `b.bin.${nobody}-${id}.draft`, before]) {
    await writeFile(join(folder, name), 'x');
  }
  // Of a process that had our number before us.
  await utimes(join(folder, before), 1, 1);
  await files.writeAtomically(join(folder, 'b.bin'), Uint8Array.of(1));
  expect((await readdir(folder)).sort()).toEqual(keep.sort());
});

test('removing a file removes such drafts, too', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, `b.bin.${nobody}-${id}.draft`), 'x');
  await files.remove(join(folder, 'b.bin'));
  expect(await readdir(folder)).toEqual([]);
  await files.remove(join(folder, 'no', 'such', 'folder', 'b.bin'));
});

test('a folder is removed only when it is empty', async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'a'));
  await writeFile(join(folder, 'a', 'mine'), 'x');
  await files.removeEmptyFolder(join(folder, 'a'));
  expect(await readFile(join(folder, 'a', 'mine'), 'utf8')).toBe('x');
  await rm(join(folder, 'a', 'mine'));
  await files.removeEmptyFolder(join(folder, 'a'));
  await files.removeEmptyFolder(join(folder, 'a'));
  expect(await readdir(folder)).toEqual([]);
  // The present folder stays, without an error.
  await files.removeEmptyFolder('.');
});

test.skipIf(process.platform === 'win32')(
  'a folder may be a link to one (needs symbolic links)',
  async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await files.writeAtomically(join(folder, 'link', 'a.bin'), Uint8Array.of(1));
    expect(await files.read(join(folder, 'real', 'a.bin'))).toEqual(Uint8Array.of(1));
  },
);
