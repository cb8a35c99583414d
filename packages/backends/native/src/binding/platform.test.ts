import { expect, test } from 'vitest';
import type { Node } from './node.ts';
import { platformOf } from './platform.ts';

/** A Node on a machine with this `ldd`, and with what its report says of glibc. */
function nodeOn(platform: string, arch: string, ldd?: string, glibcVersionRuntime?: string) {
  const readFileSync = (): string => {
    if (ldd === undefined) throw new Error('ENOENT');
    return ldd;
  };
  const report = { getReport: () => ({ header: { glibcVersionRuntime } }) };
  return { fs: { readFileSync }, process: { platform, arch, report } } as unknown as Node;
}

test.each([
  ['linux', 'x64', '# GNU C Library', undefined, 'linux-x64-gnu'],
  ['linux', 'arm64', 'musl libc (aarch64)', undefined, 'linux-arm64-musl'],
  ['linux', 'x64', undefined, '2.36', 'linux-x64-gnu'],
  ['linux', 'x64', undefined, undefined, 'linux-x64-musl'],
  ['linux', 'x64', '#!/bin/sh', '2.36', 'linux-x64-gnu'],
  ['darwin', 'arm64', undefined, undefined, 'darwin-arm64'],
  ['win32', 'x64', undefined, undefined, 'win32-x64-msvc'],
  ['freebsd', 'x64', undefined, undefined, 'freebsd-x64'],
])('%s on %s, with ldd %j and glibc %j, is %s', (platform, arch, ldd, glibc, expected) => {
  expect(platformOf(nodeOn(platform, arch, ldd, glibc))).toBe(expected);
});
