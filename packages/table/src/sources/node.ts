import type * as FileSystem from 'node:fs/promises';
import type * as Path from 'node:path';
import type * as Url from 'node:url';

/** What Node offers and a browser does not. */
export interface Node {
  readonly fs: typeof FileSystem;
  readonly path: typeof Path;
  readonly url: typeof Url;
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
    path: process.getBuiltinModule('node:path'),
    url: process.getBuiltinModule('node:url'),
  };
}
