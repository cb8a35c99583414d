import { DataError } from '@myelin/core';
import { type FolderEntry, findNode, type Node } from '../files/node.ts';

/** Endings of names that are read. */
const READABLE = /\.(png|jpe?g)$/i;

/** Endings that Keras reads besides. */
const READ_BY_KERAS = /\.(bmp|gif)$/i;

/** A folder of this computer; what it says of links, errors repeat. */
export class FolderFiles {
  readonly #where: string;
  readonly #node: Node;
  readonly #root: string;
  readonly #realRoot: string;

  private constructor(where: string, node: Node, root: string, realRoot: string) {
    this.#where = where;
    this.#node = node;
    this.#root = root;
    this.#realRoot = realRoot;
  }

  /** @throws {@link DataError} there is no such folder, or this is a page. */
  static async open(where: string, folder: string): Promise<FolderFiles> {
    const node = findNode();
    if (!node) {
      throw new DataError({
        where,
        problem: 'a page cannot list the folders of a computer',
        fix: 'let the user choose files with <input type="file" multiple>, and call readImage for each',
      });
    }
    try {
      if ((await node.fs.stat(folder)).isDirectory()) {
        return new FolderFiles(where, node, folder, await node.fs.realpath(folder));
      }
    } catch (cause) {
      throw cannotList(where, folder, cause);
    }
    throw new DataError({ where, problem: `"${folder}" is no folder`, fix: 'check the path' });
  }

  /** Names of the folders in it, in the order of Python's `sorted`. Those that begin with a dot are left out. */
  async folders(): Promise<readonly string[]> {
    const names: string[] = [];
    for (const entry of await this.#entries('')) {
      if (entry.name.startsWith('.')) continue;
      if (entry.isSymbolicLink()) await this.#requireFileInside(entry.name);
      else if (entry.isDirectory()) names.push(entry.name);
    }
    return names.sort(byCodePoint);
  }

  /**
   * Pictures in one of its folders and in those below that, by their paths from it. Folders are in order, and files in each.
   *
   * @throws {@link DataError} a link leads out of the folder or to another folder, or there is a picture that cannot be read.
   */
  async images(folder: string): Promise<readonly string[]> {
    const found = new Map<string, string[]>();
    const waiting = [folder];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const names: string[] = [];
      for (const entry of await this.#entries(path)) {
        const inner = path === '' ? entry.name : `${path}/${entry.name}`;
        if (entry.isDirectory()) waiting.push(inner);
        if (entry.isSymbolicLink()) await this.#requireFileInside(inner);
        if (READ_BY_KERAS.test(entry.name)) throw this.#unreadable(inner);
        const isFile = entry.isFile() || entry.isSymbolicLink();
        if (isFile && READABLE.test(entry.name)) names.push(inner);
      }
      found.set(path, names.sort(byCodePoint));
    }
    return [...found.keys()].sort(byCodePoint).flatMap((path) => found.get(path) ?? []);
  }

  /** The path of a file in it. */
  path(inner: string): string {
    return this.#node.path.join(this.#root, ...inner.split('/'));
  }

  async #entries(inner: string): Promise<readonly FolderEntry[]> {
    const path = this.path(inner);
    try {
      return await this.#node.fs.readdir(path, { withFileTypes: true });
    } catch (cause) {
      throw cannotList(this.#where, path, cause);
    }
  }

  /** A link to a file of this folder is as good as the file; any other is refused. */
  async #requireFileInside(inner: string): Promise<void> {
    const path = this.path(inner);
    let target: string | undefined;
    try {
      target = await this.#node.fs.realpath(path);
      const isInside = target.startsWith(`${this.#realRoot}${this.#node.path.sep}`);
      if (isInside && (await this.#node.fs.stat(target)).isFile()) return;
    } catch {
      target = undefined;
    }
    throw new DataError({
      where: this.#where,
      problem: `"${path}" is a link ${target === undefined ? 'to nothing' : `to "${target}"`}, and only links to files of the same folder are followed`,
      fix: 'put a copy in its place, or remove the link',
    });
  }

  #unreadable(inner: string): DataError {
    return new DataError({
      where: this.#where,
      problem: `"${this.path(inner)}" is neither PNG nor JPEG`,
      fix: 'save it as PNG with another program, or take it out of the folder',
    });
  }
}

const byCodePoint = (a: string, b: string): number => {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};

function cannotList(where: string, path: string, cause: unknown): DataError {
  const isMissing = (cause as { readonly code?: unknown }).code === 'ENOENT';
  return new DataError({
    where,
    problem: isMissing ? `there is no folder "${path}"` : `"${path}" cannot be listed`,
    fix: isMissing ? 'check the path' : 'choose a folder that this program may read',
    cause,
  });
}
