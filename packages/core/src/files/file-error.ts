import { describe } from '../errors/describe.ts';
import { SerializationError } from '../errors/myelin-error.ts';

/** What was tried: `file "a/b" cannot be read`. */
type FileAct = 'read' | 'written' | 'removed';

/** By the code of Node's error, or the name of a browser's. */
const fixes: Readonly<Record<string, string>> = {
  EACCES: 'choose a folder that this program may use',
  EEXIST: 'pass a path whose folders are no files',
  EISDIR: 'pass the path of a file, this is a folder',
  ERR_FS_EISDIR: 'pass the path of a file, this is a folder',
  ENAMETOOLONG: 'use a shorter name',
  ENOENT: 'choose a folder that can be made and written to',
  ENOSPC: 'make room, or choose another disk',
  ENOTDIR: 'pass a path whose folders are no files',
  EPERM: 'choose a folder that this program may use',
  EROFS: 'choose a folder that can be written to',
  NoModificationAllowedError: 'close the file where else it is open',
  QuotaExceededError:
    'remove what the page has stored, or ask for more with navigator.storage.persist()',
  TypeMismatchError: 'pass the path of a file, this is a folder',
};

/** Does `work`; where the platform refuses, the error says what was tried, and how to mend it. */
export async function attempt<T>(act: FileAct, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw fileError(act, path, cause);
  }
}

function fileError(act: FileAct, path: string, cause: unknown): SerializationError {
  if (cause instanceof SerializationError) return cause;
  const { code, name } = cause as { readonly code?: unknown; readonly name?: unknown };
  return new SerializationError({
    where: 'files',
    problem: `${typeof path === 'string' ? `"${path}"` : describe(path)} cannot be ${act}: ${messageOf(cause)}`,
    fix: fixes[String(code)] ?? fixes[String(name)] ?? 'check the path',
    cause,
  });
}

/** The error code of Node: `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | undefined)?.code;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.?\s*$/, '');
}
