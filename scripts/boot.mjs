// The one way in: `node scripts/boot.mjs <script>` installs what the lockfile says and runs a script of package.json.
// It runs on whatever Node the machine has and needs nothing but npm; the pinned pnpm and Node 24 come from npm.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { packageManager } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

function stop(problem, fix) {
  console.error(`\n${problem}\n  Fix: ${fix}`);
  process.exit(1);
}

// What a script prints is its answer; what the installation says on the way goes elsewhere.
const aside = ['inherit', process.stderr, 'inherit'];

function pnpm(args, stdio) {
  // npx puts its own folder first in PATH, which is how turbo finds the same pnpm.
  const result = spawnSync('npx', ['--yes', `--package=${packageManager}`, '--', 'pnpm', ...args], {
    cwd: root,
    stdio,
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: '1',
      npm_config_update_notifier: 'false',
      // The Node that users have, as opposed to the one our tools run on: packages are tried on both.
      MYELIN_HOST_NODE: process.env.MYELIN_HOST_NODE ?? process.execPath,
    },
  });
  if (result.error?.code === 'ENOENT') {
    stop('boot: `npx` was not found.', 'install Node.js with npm from https://nodejs.org.');
  }
  return result.status ?? 1;
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `boot: Node.js 20.19 or later is needed, this is ${process.versions.node}.`,
    'install a current Node.js from https://nodejs.org.',
  );
}

const [script, ...rest] = process.argv.slice(2);
if (script === undefined) {
  stop('boot: no script was named.', 'run `npm run quickstart` or `npm test`.');
}

const installed = pnpm(['install', '--frozen-lockfile'], aside);
if (installed !== 0) {
  stop(
    `boot: \`pnpm install\` ended with code ${installed}; its own message stands above.`,
    'check the network, and that pnpm-lock.yaml is the committed one; then run the command again.',
  );
}
process.exitCode = pnpm(['run', script, ...rest], 'inherit');
