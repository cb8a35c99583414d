import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'myelin-killed-'));
const program = join(root, 'training-process.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('../test-support/training-process.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['myelin-source'],
    outfile: program,
    // Parts of tfjs-core ask for modules of Node as CommonJS does.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
});

afterAll(() => rmSync(root, { recursive: true }));

/** Starts the training; `epochs` fills with the epochs that it has ended. */
function train(folder: string, seed: number): { process: ChildProcess; lines: string[] } {
  const child = spawn(process.execPath, [program, folder, String(seed)], {
    env: { ...process.env, MYELIN_THREADS: '1' },
  });
  const lines: string[] = [];
  child.stdout.on('data', (text) => lines.push(...String(text).trim().split('\n')));
  child.stderr.pipe(process.stderr);
  return { process: child, lines };
}

function outcome(folder: string) {
  const log = readFileSync(join(folder, 'log.csv'), 'utf8');
  return { ...JSON.parse(readFileSync(join(folder, 'outcome.json'), 'utf8')), log };
}

test('a run killed at any moment, again and again, ends as one that was never interrupted', async () => {
  const whole = mkdtempSync(join(root, 'whole-'));
  const unbroken = train(whole, 7);
  await once(unbroken.process.stdout as NodeJS.ReadableStream, 'data');
  const started = performance.now();
  expect(await once(unbroken.process, 'exit')).toEqual([0, null]);
  const milliseconds = performance.now() - started;
  expect(unbroken.lines).toHaveLength(31);

  const folder = mkdtempSync(join(root, 'broken-'));
  const survived: number[] = [];
  let kills = 0;
  while (!existsSync(join(folder, 'outcome.json'))) {
    // Once there is a backup, all that counts must come from it, and nothing from the seed.
    const hasBackup = existsSync(join(folder, 'backup', 'latest.safetensors'));
    const run = train(folder, hasBackup ? 100 + kills : 7);
    const exit = once(run.process, 'exit');
    await once(run.process.stdout as NodeJS.ReadableStream, 'data');
    if (kills < 6) {
      // Some part, up to a seventh, of what the whole run takes, saving included.
      const delay = milliseconds * (0.03 + 0.12 * ((kills * 0.618) % 1));
      await Promise.race([exit, new Promise((resolve) => setTimeout(resolve, delay))]);
      if (run.process.exitCode === null) kills++;
      run.process.kill('SIGKILL');
    }
    await exit;
    survived.push(run.lines.length - 1);
  }
  expect(kills).toBeGreaterThanOrEqual(3);
  // The last process did not begin anew.
  expect(survived.at(-1)).toBeLessThan(30);
  expect(outcome(folder)).toEqual(outcome(whole));
  expect(existsSync(join(folder, 'backup'))).toBe(false);
}, 120_000);
