import type * as FileSystem from 'node:fs/promises';
import type * as OperatingSystem from 'node:os';
import type * as Path from 'node:path';

/** What Node offers and a browser does not. */
export interface Node {
  readonly fs: typeof FileSystem;
  readonly os: typeof OperatingSystem;
  readonly path: typeof Path;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly processId: number;
  /** The terminal's error stream. */
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
}

/**
 * Node's modules, or nothing in a browser.
 *
 * `getBuiltinModule` is a plain call: a bundler for browsers sees no import that it cannot resolve.
 */
export function findNode(): Node | undefined {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') return;
  return {
    fs: process.getBuiltinModule('node:fs/promises'),
    os: process.getBuiltinModule('node:os'),
    path: process.getBuiltinModule('node:path'),
    env: process.env,
    platform: process.platform,
    processId: process.pid,
    stderr: process.stderr,
  };
}
