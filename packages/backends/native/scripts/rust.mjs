import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the Cargo workspace. */
export const workspace = fileURLToPath(new URL('..', import.meta.url));

const WHERE = 'https://rustup.rs';

/**
 * Runs a command in the Cargo workspace and keeps what it says.
 *
 * @param {string} command
 * @param {string[]} args
 */
export function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: workspace,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { ok: status === 0, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/**
 * Finds a toolchain that can build the engine.
 *
 * @returns {{ host: string, problem?: undefined } | { problem: string, fix: string }}
 */
export function findRust() {
  const compiler = run('rustc', ['--version', '--verbose']);
  if (!compiler.ok || !run('cargo', ['--version']).ok) {
    return { problem: 'there is no Rust toolchain', fix: `install one from ${WHERE}` };
  }
  const [, version = ''] = /^release: (.*)$/m.exec(compiler.stdout) ?? [];
  const [, host = ''] = /^host: (.*)$/m.exec(compiler.stdout) ?? [];
  const needed = neededVersion();
  if (isOlder(version, needed)) {
    return {
      problem: `Rust ${version} is older than ${needed}`,
      fix: `run \`rustup update\`, or install a current one from ${WHERE}`,
    };
  }
  return { host };
}

/**
 * Downloads the crates that are not here yet.
 *
 * @param {string} target - The target of rustc that they are for.
 * @returns {{ problem: string, fix: string } | undefined} Why they are missing.
 */
export function fetchCrates(target) {
  const fetched = run('cargo', ['fetch', '--quiet', '--target', target]);
  if (fetched.ok) return undefined;
  const causes = fetched.stderr.trim().split('\n');
  return {
    problem: `its crates could not be downloaded (${causes.at(-1).trim()})`,
    fix: 'check the network, then build again',
  };
}

/** The version in Cargo.toml, which Cargo itself would insist on. */
function neededVersion() {
  const manifest = readFileSync(new URL('../Cargo.toml', import.meta.url), 'utf8');
  return /^rust-version = "(.*)"$/m.exec(manifest)[1];
}

/**
 * @param {string} version
 * @param {string} needed
 */
function isOlder(version, needed) {
  const [major, minor] = version.split('.').map(Number);
  const [neededMajor, neededMinor] = needed.split('.').map(Number);
  return major < neededMajor || (major === neededMajor && minor < neededMinor);
}
