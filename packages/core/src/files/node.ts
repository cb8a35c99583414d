/** What files need of Node, as far as we use it: core is compiled without the types of any platform. */

export interface NodeFileHandle {
  writeFile(content: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  stat(): Promise<{ readonly size: number }>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

interface NodeFileSystem {
  appendFile(path: string, content: Uint8Array): Promise<void>;
  mkdir(path: string): Promise<void>;
  open(path: string, flags: 'r' | 'r+' | 'wx'): Promise<NodeFileHandle>;
  readdir(path: string): Promise<string[]>;
  readFile(path: string): Promise<Uint8Array>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
  rmdir(path: string): Promise<void>;
  stat(path: string): Promise<{ readonly size: number; readonly mtimeMs: number }>;
}

interface NodePath {
  basename(path: string): string;
  dirname(path: string): string;
  join(...parts: string[]): string;
  resolve(path: string): string;
}

interface NodeProcess {
  readonly pid: number;
  /** With signal 0: throws unless the process runs. */
  kill(pid: number, signal: 0): unknown;
  /** Seconds since this process began. */
  uptime(): number;
}

export interface Node {
  readonly fs: NodeFileSystem;
  readonly path: NodePath;
  readonly process: NodeProcess;
}

/** The parts of Node, or of a platform that offers the same; undefined in a browser. */
export function findNode(): Node | undefined {
  const { process } = globalThis as {
    readonly process?: NodeProcess & { getBuiltinModule?(name: string): unknown };
  };
  // A plain call: a bundler for browsers sees no import that it cannot resolve.
  if (typeof process?.getBuiltinModule !== 'function') return undefined;
  return {
    fs: process.getBuiltinModule('node:fs/promises') as NodeFileSystem,
    path: process.getBuiltinModule('node:path') as NodePath,
    process,
  };
}
