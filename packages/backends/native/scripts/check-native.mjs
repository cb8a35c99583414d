/**
 * What must hold of the Rust code: it is formatted, the linter finds nothing, and the tests of the engine pass. Each is
 * skipped by name where its tool is missing.
 */

import { spawnSync } from 'node:child_process';
import { fetchCrates, findRust, run, workspace } from './rust.mjs';

/** One profile for everything, so that crates are compiled once. */
const offline = ['--release', '--locked', '--offline'];

const rust = findRust();
const missing = rust.problem === undefined ? fetchCrates(rust.host) : rust;
if (missing !== undefined) {
  console.log(`native engine: not checked, because ${missing.problem}; to do it, ${missing.fix}.`);
} else {
  check('fmt', ['--all', '--check']);
  check('clippy', [...offline, '--workspace', '--all-targets', '--quiet', '--', '-D', 'warnings']);
  check('test', [...offline, '--package', 'myelin-engine', '--quiet']);
}

/**
 * @param {string} command - Of Cargo.
 * @param {string[]} args
 */
function check(command, args) {
  if (!run('cargo', [command, '--help']).ok) {
    console.log(`native engine: \`cargo ${command}\` is not installed, skipped`);
    return;
  }
  const { status } = spawnSync('cargo', [command, ...args], { cwd: workspace, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
