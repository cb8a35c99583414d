import { DataError } from '@myelin/core';
import type { Node } from './node.ts';
import type { OpenSource } from './open-source.ts';

/** Bytes read at a time. */
const PIECE = 1 << 18;

/** By the code of Node's error. */
const PROBLEMS: Readonly<Record<string, readonly [problem: string, fix: string]>> = {
  ENOENT: [
    'there is no such file',
    'check the path; a relative one begins at the folder the program was started in',
  ],
  EACCES: [
    'this program may not read it',
    'change its permissions, or copy it to where the program may read',
  ],
  EPERM: [
    'this program may not read it',
    'change its permissions, or copy it to where the program may read',
  ],
  EISDIR: ['it is a folder', 'pass the path of a file in it'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'check the path'],
  ENAMETOOLONG: ['the path is too long', 'use a shorter name'],
  EMFILE: ['too many files are open', 'close some of them'],
};

/** A file of this computer. @throws {@link DataError} it is not there, is a folder, or may not be read. */
export async function fileChunks(where: string, node: Node, path: string): Promise<OpenSource> {
  const full = node.path.resolve(path);
  const name = `"${full}"`;
  try {
    const handle = await node.fs.open(full, 'r');
    const stats = await handle.stat();
    if (stats.isDirectory()) {
      await handle.close();
      throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    }
    return {
      name,
      size: stats.isFile() ? stats.size : undefined,
      chunks: read(where, name, handle),
    };
  } catch (cause) {
    throw fileError(where, name, cause);
  }
}

async function* read(
  where: string,
  name: string,
  handle: Awaited<ReturnType<Node['fs']['open']>>,
): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(PIECE), 0, PIECE);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (cause) {
    throw fileError(where, name, cause);
  } finally {
    await handle.close();
  }
}

function fileError(where: string, name: string, cause: unknown): DataError {
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  const [problem, fix] = PROBLEMS[String(code)] ?? [String(message), 'check the path'];
  return new DataError({ where, problem: `${name} cannot be read: ${problem}`, fix, cause });
}
