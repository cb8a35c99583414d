import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The directions between packages are rules in biome.json. Here they are given files that break them, because a rule
// whose pattern has gone stale would pass everything in silence.

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = [
  ...readdirSync(path.join(root, 'packages')).filter((name) => name !== 'backends'),
  ...readdirSync(path.join(root, 'packages/backends')).map((name) => `backends/${name}`),
];

const rejected = [
  ['core/src/layer/a.ts', "import '@myelin/layers';"],
  ['core/src/layer/b.ts', "import '@tensorflow/tfjs-core';"],
  ['layers/src/core/a.ts', "import '@myelin/losses';"],
  ['layers/src/core/b.ts', "export type { Loss } from '@myelin/losses';"],
  ['layers/src/core/c.ts', "await import('@myelin/losses');"],
  ['layers/src/core/d.ts', "import '@tensorflow/tfjs-core/dist/globals.js';"],
  ['layers/src/core/e.ts', "import '../../../core/src/shapes/shape.ts';"],
  ['layers/src/core/f.ts', "import 'node:fs';"],
  ['layers/src/core/g.ts', "window.alert('hello');"],
  ['losses/src/a.ts', "import '@myelin/metrics';"],
  ['optimizers/src/a.ts', "import '@myelin/models';"],
  ['data/src/transforms/a.ts', "import 'node:fs';"],
  ['data/src/sources/a.ts', "import '@myelin/models';"],
  ['image/src/codecs/a.ts', "import '@myelin/data';"],
  ['image/src/files/a.ts', "import 'node:fs';"],
  ['models/src/a.ts', "import '@myelin/layers';"],
  ['backends/cpu/src/a.ts', "import '@myelin/models';"],
  ['backends/cpu/src/c.ts', "import '@myelin/backend-native';"],
  ['backends/native/src/a.ts', "import '@myelin/models';"],
  ['backends/native/src/c.ts', "import 'node:fs';"],
  ['myelin/src/a.ts', "import '@myelin/testkit';"],
] as const;

const allowed = [
  ['core/src/tensors/a.ts', "import '@tensorflow/tfjs-core';"],
  ['layers/src/core/h.ts', "import '@myelin/core';"],
  ['layers/src/core/i.ts', "import '../activation/relu.ts';"],
  ['layers/src/core/j.test.ts', "import '@myelin/losses';\nimport 'node:fs';"],
  ['data/src/sources/b.ts', "import 'node:fs';"],
  ['models/src/b.ts', "import '@myelin/core';\nimport '@myelin/data';"],
  ['backends/cpu/src/b.ts', "import '@tensorflow/tfjs-core';\nimport 'node:os';"],
  ['backends/native/src/b.ts', "import '@myelin/backend-cpu';"],
  ['myelin/src/b.ts', "import '@myelin/layers';"],
] as const;

let folder: string;
let complaints: Map<string, string>;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'myelin-directions-'));
  cpSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
  cpSync(path.join(root, '.gitignore'), path.join(folder, '.gitignore'));
  for (const name of packages) {
    write(`${name}/package.json`, readFileSync(path.join(root, 'packages', name, 'package.json')));
    if (name !== 'testkit' && name !== 'myelin')
      write(`${name}/src/umbrella.ts`, "import 'myelin';\n");
  }
  for (const [file, text] of [...rejected, ...allowed]) write(file, `${text}\n`);
  complaints = lint(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string | Uint8Array): void {
  const target = path.join(folder, 'packages', file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

/** What the linter says of imports and globals, by file below packages/. */
function lint(cwd: string): Map<string, string> {
  const biome = path.join(root, 'node_modules/.bin/biome');
  let report: string;
  try {
    report = execFileSync(biome, ['lint', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // The linter ends with 1 where it finds something; its report is complete all the same.
    report = (error as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(report) as {
    diagnostics: { category: string; location: { path: string } }[];
  };
  return new Map(
    diagnostics
      .filter(({ category }) => /noRestricted(Imports|Globals)$/.test(category))
      .map(({ category, location }) => [location.path.replace(/^packages\//, ''), category]),
  );
}

describe('the directions between packages', () => {
  test.each(rejected)('the linter rejects, in %s: %s', (file) => {
    expect(complaints.has(file)).toBe(true);
  });

  test.each(allowed)('the linter allows, in %s: %s', (file) => {
    expect(complaints.get(file)).toBeUndefined();
  });

  test.each(packages.filter((name) => name !== 'testkit' && name !== 'myelin'))(
    'packages/%s is under a rule: it may not import the umbrella',
    (name) => {
      expect(complaints.has(`${name}/src/umbrella.ts`)).toBe(true);
    },
  );
});
