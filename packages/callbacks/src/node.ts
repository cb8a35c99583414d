import { StateError } from '@myelin/core';

/** What Node offers and a browser does not. */
export type Node = ReturnType<typeof requireNode>;

/**
 * Node's modules.
 *
 * `getBuiltinModule` is a plain call: a bundler for browsers sees no import that it cannot resolve.
 *
 * @param where - The callback that needs them.
 * @param act - What it does with them: `'writes files'`.
 * @throws {@link StateError} in a browser.
 */
export function requireNode(where: string, act: string) {
  const { process } = globalThis as { readonly process?: NodeJS.Process };
  if (typeof process?.getBuiltinModule !== 'function') {
    throw new StateError({
      where,
      problem: `the callback ${act}, which takes Node.js 20.16 or newer; this is a browser, or an older Node.js`,
      fix: 'run the training in Node.js, or leave the callback out',
    });
  }
  return {
    childProcess: process.getBuiltinModule('node:child_process'),
    fs: process.getBuiltinModule('node:fs'),
    http: process.getBuiltinModule('node:http'),
    module: process.getBuiltinModule('node:module'),
    net: process.getBuiltinModule('node:net'),
    os: process.getBuiltinModule('node:os'),
    path: process.getBuiltinModule('node:path'),
    platform: process.platform,
    processId: process.pid,
  };
}
