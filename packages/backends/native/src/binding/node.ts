/** What a loader of addons needs of Node; undefined in a browser. */
export function findNode() {
  const { process } = globalThis as { readonly process?: NodeJS.Process };
  // A plain call: a bundler for browsers sees no import that it cannot resolve.
  if (typeof process?.getBuiltinModule !== 'function') return undefined;
  return {
    process,
    fs: process.getBuiltinModule('node:fs'),
    module: process.getBuiltinModule('node:module'),
    path: process.getBuiltinModule('node:path'),
    url: process.getBuiltinModule('node:url'),
  };
}

export type Node = NonNullable<ReturnType<typeof findNode>>;
