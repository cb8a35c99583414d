import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { platformOf } from '../../scripts/platform.mjs';

// Three places list the platforms: the targets of napi-rs, the packages under npm/, and the optional dependencies.

const folder = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
const { name, version, napi, optionalDependencies } = read('package.json');
const platforms: string[] = napi.targets.map(platformOf);

describe('the packages with engines', () => {
  test('are those of the targets', () => {
    expect(readdirSync(`${folder}/npm`).sort()).toEqual([...platforms].sort());
  });

  test('are optional dependencies, of exactly this version', () => {
    const expected = platforms.map((platform) => [`${name}-${platform}`, 'workspace:*']);
    expect(optionalDependencies).toEqual(Object.fromEntries(expected));
  });

  test.each(platforms)('%s: is installed there only, and holds the engine', (platform) => {
    const { publishConfig, ...manifest } = read(`npm/${platform}/package.json`);
    const file = `${napi.binaryName}.${platform}.node`;
    const { os, cpu, libc } = publishConfig;
    const abi =
      { glibc: 'gnu', musl: 'musl' }[libc?.[0] as string] ?? (os[0] === 'win32' && 'msvc');
    expect(manifest).toMatchObject({
      name: `${name}-${platform}`,
      version,
      main: file,
      files: [file],
    });
    expect([...os, ...cpu, abi].filter(Boolean).join('-')).toBe(platform);
  });
});
