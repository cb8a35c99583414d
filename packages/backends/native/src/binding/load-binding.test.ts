import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadBinding, type Surroundings } from './load-binding.ts';
import { CONTRACT } from './native-binding.ts';
import { findNode } from './node.ts';
import { platformOf } from './platform.ts';

const node = findNode()!;
const platform = platformOf(node);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'myelin-binding-'));
  write('package.json', {
    name: '@myelin/backend-native',
    version: '1.2.3',
    optionalDependencies: { [`@myelin/backend-native-${platform}`]: '1.2.3' },
  });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | object): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** A file that Node loads as it loads an addon, and that only knows its version. */
function writeEngine(name: string, version: string, contract: number = CONTRACT): string {
  return write(
    name,
    `exports.version = () => '${version}';\nexports.contract = () => ${contract};\n`,
  );
}

function installEngine(version: string): void {
  const where = `node_modules/@myelin/backend-native-${platform}`;
  write(`${where}/package.json`, { main: 'engine.cjs' });
  writeEngine(`${where}/engine.cjs`, version);
}

function load(changed: Partial<Surroundings> = {}) {
  return loadBinding({ node, folder, platform, environment: {}, ...changed });
}

describe('loadBinding', () => {
  test('takes the package for this platform', () => {
    installEngine('1.2.3');
    expect(load().binding?.version()).toBe('1.2.3');
  });

  test('takes the file that MYELIN_NATIVE_BINDING names before any other', () => {
    installEngine('1.2.2');
    const file = writeEngine('elsewhere/mine.cjs', '1.2.3');
    expect(load({ environment: { MYELIN_NATIVE_BINDING: file } }).binding?.version()).toBe('1.2.3');
  });

  test('says that a file named by MYELIN_NATIVE_BINDING is not there, and takes no other', () => {
    installEngine('1.2.3');
    const file = path.join(folder, 'missing.node');
    const { reason } = load({ environment: { MYELIN_NATIVE_BINDING: file } }).refusal!;
    expect(reason).toContain(`${file} cannot be loaded: Cannot find module`);
  });

  test('takes a local build before the package, and says what is wrong with a damaged one', () => {
    installEngine('1.2.3');
    const file = write(`myelin-native.${platform}.node`, 'no library'.repeat(1000));
    const { reason, fix } = load().refusal!;
    expect(reason).toContain(`${file} cannot be loaded: `);
    expect(reason).not.toContain('\n');
    expect(fix).toContain('build it from source');
  });

  test('refuses an engine of another version, naming both', () => {
    installEngine('1.2.2');
    expect(load().refusal!.reason).toMatch(/of version 1\.2\.2, and .* of version 1\.2\.3$/);
  });

  test('refuses an engine that was built from other sources', () => {
    const file = writeEngine('old.cjs', '1.2.3', CONTRACT - 1);
    const { reason, fix } = load({ environment: { MYELIN_NATIVE_BINDING: file } }).refusal!;
    expect(reason).toContain('was built from other sources than @myelin/backend-native');
    expect(fix).toContain('build the engine again');
  });

  test('refuses what loads but is no engine', () => {
    const file = write('other.cjs', 'module.exports = null;\n');
    const { reason } = load({ environment: { MYELIN_NATIVE_BINDING: file } }).refusal!;
    expect(reason).toBe(`${file} is not an engine of Myelin`);
  });

  test('names the package that is not installed', () => {
    expect(load().refusal!.reason).toContain(`@myelin/backend-native-${platform} is not installed`);
  });

  test('treats a package without its engine, as a checkout has it, like one not installed', () => {
    const where = `node_modules/@myelin/backend-native-${platform}`;
    write(`${where}/package.json`, { main: `myelin-native.${platform}.node` });
    expect(load().refusal!.reason).toContain('is not installed');
  });

  test('says that no engine is made for this platform', () => {
    expect(load({ platform: 'sunos-x64' }).refusal!.reason).toBe(
      'there is no engine for sunos-x64',
    );
  });

  test('is switched off by MYELIN_NATIVE=off', () => {
    installEngine('1.2.3');
    const { reason } = load({ environment: { MYELIN_NATIVE: 'off' } }).refusal!;
    expect(reason).toContain('MYELIN_NATIVE=off');
  });

  test('asks to be left out of a bundle', () => {
    write('package.json', { name: 'an-application', version: '1.2.3' });
    expect(load().refusal!.fix).toContain('external');
    expect(load({ folder: undefined }).refusal!.fix).toContain('external');
  });

  test('declines in a browser', () => {
    vi.stubGlobal('process', undefined);
    const { refusal } = loadBinding();
    vi.unstubAllGlobals();
    expect(refusal!.reason).toBe('this is not Node.js 20.16 or newer');
  });
});

describe('the engine that was built here', () => {
  const own = fileURLToPath(new URL('../..', import.meta.url));
  const built = existsSync(path.join(own, `myelin-native.${platform}.node`));

  test.skipIf(!built)('is of the version of the package (needs Rust)', () => {
    const { version } = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8'));
    expect(load({ folder: own }).binding?.version()).toBe(version);
  });
});
