import { DataError } from '@myelin/core';
import type { Bytes } from '../formats/bytes.ts';
import { findNode } from './node.ts';
import type { RemoteFile } from './remote-file.ts';
import { verify } from './verify.ts';

/**
 * The file from the user's own folder, `MYELIN_DATA`, if it is there.
 *
 * @throws {@link DataError} it is there but is not the file it should be. It is never changed or removed.
 */
export async function readLocalFile(where: string, file: RemoteFile): Promise<Bytes | undefined> {
  const node = findNode();
  const folder = node?.env.MYELIN_DATA;
  if (!node || !folder) return undefined;
  const path = node.path.resolve(folder, file.folder, file.name);
  const wrong = (problem: string, cause?: unknown): DataError =>
    new DataError({
      where,
      problem: `the file ${path} ${problem}`,
      fix: 'put the original file there, or remove it to have it downloaded',
      cause,
    });
  let content: Bytes;
  try {
    const { size } = await node.fs.stat(path);
    if (size !== file.bytes) throw wrong(`has ${size} bytes instead of ${file.bytes}`);
    content = new Uint8Array(await node.fs.readFile(path));
  } catch (error) {
    if (error instanceof DataError) throw error;
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw wrong('cannot be read', error);
  }
  const problem = await verify(file, content);
  if (problem) throw wrong(problem);
  return content;
}
