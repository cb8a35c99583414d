import { SerializationError } from '../errors/myelin-error.ts';
import { attempt } from './file-error.ts';
import type { Bytes, FileStore } from './file-store.ts';

/** Files in the private file system of a page's origin. A file that is written takes its place when it is closed. */
export class PageFiles implements FileStore {
  read(path: string): Promise<Bytes | undefined> {
    return attempt('read', path, async () => {
      const file = await (await find(path))?.getFile();
      return file && new Uint8Array(await file.arrayBuffer());
    });
  }

  size(path: string): Promise<number | undefined> {
    return attempt('read', path, async () => (await (await find(path))?.getFile())?.size);
  }

  writeAtomically(path: string, content: Bytes): Promise<void> {
    return attempt('written', path, () => change(path, false, (file) => file.write(content)));
  }

  append(path: string, content: Bytes): Promise<void> {
    return attempt('written', path, () =>
      change(path, true, async (file, size) => {
        await file.seek(size);
        await file.write(content);
      }),
    );
  }

  truncate(path: string, size: number): Promise<void> {
    return attempt('written', path, () =>
      // A file must not grow: the new bytes would be zeros.
      change(path, true, (file, present) => file.truncate(Math.min(size, present))),
    );
  }

  remove(path: string): Promise<void> {
    return attempt('removed', path, () => removeEntry(path));
  }

  removeEmptyFolder(path: string): Promise<void> {
    return attempt('removed', path, async () => {
      try {
        await removeEntry(path);
      } catch (error) {
        if (nameOf(error) !== 'InvalidModificationError') throw error;
      }
    });
  }
}

async function change(
  path: string,
  keepsContent: boolean,
  work: (file: FileSystemWritableFileStream, size: number) => Promise<void>,
): Promise<void> {
  const { folders, name } = parts(path);
  const folder = await openFolder(folders, true);
  const handle = await folder?.getFileHandle(name, { create: true });
  if (typeof handle?.createWritable !== 'function') throw noFiles('createWritable');
  const { size } = await handle.getFile();
  const file = await handle.createWritable({ keepExistingData: keepsContent });
  try {
    await work(file, size);
  } catch (error) {
    await file.abort();
    throw error;
  }
  await file.close();
}

async function find(path: string): Promise<FileSystemFileHandle | undefined> {
  const { folders, name } = parts(path);
  const folder = await openFolder(folders, false);
  return folder && ifThere(() => folder.getFileHandle(name));
}

async function removeEntry(path: string): Promise<void> {
  const { folders, name } = parts(path);
  const folder = await openFolder(folders, false);
  if (folder) await ifThere(() => folder.removeEntry(name));
}

async function openFolder(
  names: readonly string[],
  create: boolean,
): Promise<FileSystemDirectoryHandle | undefined> {
  const { navigator } = globalThis;
  if (typeof navigator?.storage?.getDirectory !== 'function') throw noFiles('getDirectory');
  let folder: FileSystemDirectoryHandle | undefined = await navigator.storage.getDirectory();
  for (const name of names) {
    const parent: FileSystemDirectoryHandle = folder;
    folder = await ifThere(() => parent.getDirectoryHandle(name, { create }));
    if (!folder) return undefined;
  }
  return folder;
}

/** The private file system has no working folder, and no folder above its root. */
function parts(path: string): { readonly folders: readonly string[]; readonly name: string } {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  const name = names.at(-1);
  if (name === undefined || names.includes('..')) {
    throw new SerializationError({
      where: 'files',
      problem: `"${path}" names no file of this page`,
      fix: "pass a path without '..', for example 'runs/latest.safetensors'",
    });
  }
  return { folders: names.slice(0, -1), name };
}

function noFiles(missing: string): SerializationError {
  return new SerializationError({
    where: 'files',
    problem: `this page has no private file system (\`${missing}\` is missing)`,
    fix: 'serve the page over https or from localhost, to a browser of today',
  });
}

async function ifThere<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (nameOf(error) === 'NotFoundError') return undefined;
    throw error;
  }
}

const nameOf = (error: unknown): unknown => (error as { readonly name?: unknown })?.name;
