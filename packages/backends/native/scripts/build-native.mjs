/**
 * Builds the engine from source: `myelin-native.<platform>.node`, beside package.json. Cargo knows what has changed, so
 * a second run takes a moment.
 *
 * The engine is an extra. Where it cannot be built for want of a tool, one line says what is missing, and that is no
 * failure; what does not compile is one. With `MYELIN_NATIVE=off` nothing is done.
 *
 *     node scripts/build-native.mjs [--target aarch64-unknown-linux-gnu [--cross-compile]]
 *
 * `--cross-compile` links with zig, by cargo-zigbuild, as it does for the command line of napi-rs. A version after the
 * target, `….2.28`, is then the oldest glibc that the engine loads with.
 */

import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { platformOf } from './platform.mjs';
import { fetchCrates, findRust, run, workspace } from './rust.mjs';

const { napi } = JSON.parse(readFileSync(path.join(workspace, 'package.json'), 'utf8'));
const { values: options } = parseArgs({
  options: { target: { type: 'string' }, 'cross-compile': { type: 'boolean' } },
});

if (process.env.MYELIN_NATIVE !== 'off') build();

function build() {
  const rust = findRust();
  if (rust.problem !== undefined) return skip(rust);
  const [target] = (options.target ?? rust.host).split(/\.\d/);
  const missing = fetchCrates(target);
  if (missing !== undefined) return skip(missing);

  const addon = path.join(workspace, `${napi.binaryName}.${platformOf(target)}.node`);
  if (!existsSync(addon)) console.log('native engine: compiling, a minute or two the first time');
  const compiled = compile();
  if (compiled.ok) return install(libraryIn(compiled.stdout), addon);
  const [, linker] = /linker `(.*)` not found/.exec(compiled.stderr) ?? [];
  if (linker !== undefined && options.target === undefined) {
    return skip({ problem: `there is no linker \`${linker}\``, fix: 'install a C compiler' });
  }
  console.error(compiled.stderr);
  process.exitCode = 1;
}

function compile() {
  const forTarget = options.target === undefined ? [] : ['--target', options.target];
  // Crates are here: a build without network is a build without surprises.
  const what = ['--release', '--package', 'myelin-native', ...forTarget, '--offline', '--quiet'];
  const command = options['cross-compile'] ? 'zigbuild' : 'build';
  return run('cargo', [command, ...what, '--message-format', 'json-render-diagnostics']);
}

/**
 * @param {string} messages - Those of Cargo, a JSON object a line.
 * @returns {string} The path of the library that was built, or that was up to date.
 */
function libraryIn(messages) {
  const files = messages
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(
      ({ reason, target }) => reason === 'compiler-artifact' && target.name === 'myelin_native',
    )
    .flatMap(({ filenames }) => filenames);
  return files.find((file) => /\.(so|dylib|dll)$/.test(file));
}

/**
 * @param {string} library
 * @param {string} addon
 */
function install(library, addon) {
  if (existsSync(addon) && readFileSync(addon).equals(readFileSync(library))) return;
  // Renamed, not overwritten: a running process may have the old one loaded.
  const fresh = `${addon}.new.node`;
  copyFileSync(library, fresh);
  renameSync(fresh, addon);
}

/** @param {{ problem: string, fix: string }} _ */
function skip({ problem, fix }) {
  console.log(`native engine: not built, because ${problem}; to have it, ${fix}.`);
}
