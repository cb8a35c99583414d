import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import type { NdArray } from '../arrays/nd-array.ts';
import { philoxWords } from '../random/philox.ts';
import { readState, writeState } from './state-file.ts';

const KILLS = 25;

/** Writes states without end, each of one number in all its places. */
const writer = `
  import { NdArray } from './arrays/nd-array.ts';
  import { writeState } from './state/state-file.ts';
  const [path, start] = process.argv.slice(2);
  for (let round = Number(start); ; round++) {
    const weights = new NdArray(new Float32Array(200_000).fill(round), [200, 1000]);
    await writeState(path, { round, weights });
    console.log(round);
  }
`;

// Windows cannot end a process at any moment.
test.skipIf(process.platform === 'win32')(
  'a writer that is killed at any moment leaves the old state or the new one (needs SIGKILL)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'myelin-core-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const program = join(folder, 'writer.mjs');
    await build({
      stdin: {
        contents: writer,
        loader: 'ts',
        resolveDir: fileURLToPath(new URL('..', import.meta.url)),
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile: program,
    });
    const path = join(folder, 'states', 'latest.safetensors');
    const waits = philoxWords(KILLS, { seed: 7 });
    let round = 0;
    let leftOver = 0;
    for (const wait of waits) {
      const child = spawn(process.execPath, [program, path, String(round + 1)]);
      try {
        const reported = await killedAfter(child, (wait % 4000) / 100);
        const state = await readState(path);
        // What it said it had written was on the disk by then.
        expect(state.round).toBeGreaterThanOrEqual(reported);
        expect(new Set((state.weights as NdArray).data)).toEqual(new Set([state.round]));
        round = state.round as number;
      } finally {
        child.kill('SIGKILL');
      }
      leftOver += (await readdir(join(folder, 'states'))).length - 1;
    }
    // Else they were all killed between two writes, and nothing was tested.
    expect(leftOver).toBeGreaterThan(0);
    await writeState(path, { round });
    expect(await readdir(join(folder, 'states'))).toEqual(['latest.safetensors']);
  },
  120_000,
);

/** Kills a writer some milliseconds after its first write; the last round that it reported. */
async function killedAfter(child: ChildProcess, ms: number): Promise<number> {
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await once(child.stdout!, 'data');
  await pause(ms);
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
  return Number(said.trimEnd().split('\n').at(-1));
}
