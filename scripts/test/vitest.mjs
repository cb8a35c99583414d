import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));

/**
 * Chromium holds on to shared memory, and so to open files, for every module that a page asked for again, until its garbage
 * is collected. A page that may open no more files loses its connection. Vitest has the garbage collected after each file of
 * tests if the disk has less room than this: https://github.com/vitest-dev/vitest/issues/9437.
 */
const collectingGarbage = { VITEST_CHROMIUM_GC_DISK_THRESHOLD_GB: 'Infinity' };

/** What a process that is asked to end may take for it. */
const PATIENCE_MS = 5000;

const running = new Set();
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    for (const child of running) child.kill('SIGTERM');
    setTimeout(() => {
      for (const child of running) child.kill('SIGKILL');
    }, PATIENCE_MS).unref();
  });
}

/** Whether somebody asked for an end: nothing more is to begin then. */
export const isInterrupted = () => interrupted;

/** Starts `vitest run`, which ends when this process is asked to. `env` adds to the environment, the rest is for `spawn`. */
export function startVitest(args, { env, ...options }) {
  const child = spawn(process.execPath, [vitest, 'run', ...args], {
    cwd: root,
    env: { ...process.env, ...collectingGarbage, ...env },
    ...options,
  });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}
