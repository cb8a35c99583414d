// Writes the programs that the engine is tested with anew: engine/tests/programs.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const vitest = fileURLToPath(
  new URL('../../../../node_modules/vitest/vitest.mjs', import.meta.url),
);
const test = 'packages/backends/native/src/program/engine-programs.test.ts';
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--update', '--project', 'node', test],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
