import { AbortError } from '@myelin/core';
import type { Bytes } from '../formats/bytes.ts';
import { download } from './download.ts';
import type { DownloadCache } from './download-cache.ts';
import type { DownloadSettings } from './download-options.ts';
import { readLocalFile } from './local-folder.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { openCache } from './open-cache.ts';
import { progressLine } from './progress-line.ts';
import type { RemoteFile } from './remote-file.ts';
import { verify } from './verify.ts';

/**
 * The verified content of a file: from the folder `MYELIN_DATA`, else from the cache, else from a mirror.
 *
 * @throws {@link DataError} the file cannot be had, or the one in `MYELIN_DATA` is another one.
 * @throws {@link AbortError} the signal fired.
 */
export async function fetchFile(file: RemoteFile, settings: DownloadSettings): Promise<Bytes> {
  const { where, signal } = settings;
  try {
    signal?.throwIfAborted();
    const own = await readLocalFile(where, file);
    if (own) return own;
    const cache = openCache(settings.cacheFolder);
    const key = `${file.folder}/${file.name}`;
    return await oneAtATime(`${cache?.place} ${key}`, signal, async () => {
      const kept = await readKept(cache, key, file);
      if (kept) return kept;
      const content = await downloadVisibly(file, settings);
      await keep(cache, key, content, where);
      return content;
    });
  } catch (error) {
    if (!signal?.aborted) throw error;
    throw new AbortError({
      where,
      problem: `loading \`${file.name}\` was aborted by \`signal\``,
      fix: 'call load() again to go on; files that were complete are in the cache',
      cause: error,
    });
  }
}

/** The cached content. What does not verify is removed, as if it had never been there. */
async function readKept(
  cache: DownloadCache | undefined,
  key: string,
  file: RemoteFile,
): Promise<Bytes | undefined> {
  const kept = await cache?.read(key);
  if (!kept || !(await verify(file, kept))) return kept;
  await cache?.remove(key);
  return undefined;
}

async function downloadVisibly(file: RemoteFile, settings: DownloadSettings): Promise<Bytes> {
  if (settings.onProgress) return download(file, settings);
  const line = progressLine();
  try {
    return await download(file, { ...settings, onProgress: line?.show });
  } finally {
    line?.clear();
  }
}

/** The data is good even where it cannot be kept, so that is a warning. */
async function keep(
  cache: DownloadCache | undefined,
  key: string,
  content: Bytes,
  where: string,
): Promise<void> {
  try {
    await cache?.write(key, content);
  } catch (error) {
    console.warn(
      `${where}: \`${key}\` cannot be kept in ${cache?.place} and will be downloaded again next time ` +
        `(${error instanceof Error ? error.message : error}).\n` +
        '  Fix: set the environment variable MYELIN_CACHE, or the option `cacheFolder`, to a folder with room.',
    );
  }
}
