/** What pictures and their folders need of Node, as far as we use it. */

export interface FolderEntry {
  readonly name: string;
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
}

export interface Node {
  readonly fs: {
    readdir(path: string, options: { readonly withFileTypes: true }): Promise<FolderEntry[]>;
    readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
    realpath(path: string): Promise<string>;
    stat(path: string): Promise<{ isDirectory(): boolean; isFile(): boolean }>;
  };
  readonly module: {
    createRequire(from: string): {
      (specifier: string): unknown;
      resolve(specifier: string): string;
    };
  };
  readonly path: {
    readonly sep: string;
    basename(path: string): string;
    join(...parts: string[]): string;
  };
  readonly url: { fileURLToPath(url: URL): string };
}

/** The parts of Node, or of a platform that offers the same; undefined in a browser. */
export function findNode(): Node | undefined {
  const { process } = globalThis as {
    readonly process?: { getBuiltinModule?(name: string): unknown };
  };
  // A plain call: a bundler for browsers sees no import that it cannot resolve.
  if (typeof process?.getBuiltinModule !== 'function') return undefined;
  return {
    fs: process.getBuiltinModule('node:fs/promises') as Node['fs'],
    module: process.getBuiltinModule('node:module') as Node['module'],
    path: process.getBuiltinModule('node:path') as Node['path'],
    url: process.getBuiltinModule('node:url') as Node['url'],
  };
}
