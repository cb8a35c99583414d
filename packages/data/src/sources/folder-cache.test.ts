import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '../../test-support/sample-file.ts';
import { defaultFolder, FolderCache } from './folder-cache.ts';
import { findNode, type Node } from './node.ts';

const node = findNode() as Node;

test('keeps, replaces and removes', async () => {
  const cache = new FolderCache(node, await emptyFolder());
  expect(await cache.read('a/b.bin')).toBeUndefined();
  await cache.write('a/b.bin', Uint8Array.of(1, 2, 3));
  await cache.write('a/b.bin', Uint8Array.of(4));
  expect(await cache.read('a/b.bin')).toEqual(Uint8Array.of(4));
  await cache.remove('a/b.bin');
  await cache.remove('a/b.bin');
  expect(await cache.read('a/b.bin')).toBeUndefined();
});

test('many writers at once leave one whole file and no drafts', async () => {
  const folder = await emptyFolder();
  const contents = Array.from({ length: 8 }, (_, i) => new Uint8Array(50_000).fill(i));
  await Promise.all(contents.map((bytes) => new FolderCache(node, folder).write('a/b.bin', bytes)));
  expect(await readdir(join(folder, 'a'))).toEqual(['b.bin']);
  const kept = await new FolderCache(node, folder).read('a/b.bin');
  expect(contents).toContainEqual(kept);
});

test('a write that fails leaves no draft', async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'a', 'b.bin', 'in the way'), { recursive: true });
  await expect(new FolderCache(node, folder).write('a/b.bin', Uint8Array.of(1))).rejects.toThrow();
  expect(await readdir(join(folder, 'a'))).toEqual(['b.bin']);
});

test.each([
  { platform: 'linux', env: {}, folder: '/home/me/.cache/myelin' },
  { platform: 'linux', env: { XDG_CACHE_HOME: '/x' }, folder: '/x/myelin' },
  { platform: 'darwin', env: {}, folder: '/home/me/Library/Caches/myelin' },
  { platform: 'win32', env: { LOCALAPPDATA: '/local' }, folder: '/local/myelin/Cache' },
  { platform: 'linux', env: { MYELIN_CACHE: '/mine' }, folder: '/mine' },
])('the folder on $platform with $env is $folder', ({ platform, env, folder }) => {
  const os = { ...node.os, homedir: () => '/home/me' };
  expect(defaultFolder({ ...node, os, platform, env })).toBe(folder);
});
