/** How fast tables are read from CSV, beside pandas; and what a large file takes in memory when it is streamed. */

import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from './compare/statistics.ts';
import { machineDescription } from './machine-description.ts';
import type { BenchOptions } from './options.ts';
import { missingModules } from './peers/python-modules.ts';
import { alignColumns } from './tables/align.ts';
import { type CsvShape, csvLines, csvShapes } from './tables/csv-lines.ts';

const run = promisify(execFile);
const MEGA = 1e6;
const PROCESS = fileURLToPath(new URL('./processes/tables.ts', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../python/tables.py', import.meta.url));
const HEADER = ['', 'MB/s', 'best', 'MB a CPU second', 'peak, MB'];

interface Reading {
  readonly seconds: number;
  /** Seconds that all threads worked, which a busy machine changes little. */
  readonly cpuSeconds: number;
  /** Largest resident memory, bytes. */
  readonly peak: number;
}

/** Prints a table a file: megabytes a second, medians of rounds in which each takes its turn in a process of its own. */
export async function compareTables(options: BenchOptions): Promise<void> {
  console.log(machineDescription());
  const folder = await mkdtemp(join(tmpdir(), 'myelin-tables-'));
  try {
    for (const shape of csvShapes) {
      const path = join(folder, `${shape}.csv`);
      await pipeline(csvLines(shape, options.megabytes * MEGA), createWriteStream(path));
      await printShape(shape, path, options);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function printShape(shape: CsvShape, path: string, options: BenchOptions): Promise<void> {
  const { size } = await stat(path);
  const missing = await missingModules(options.python, ['pandas']);
  const contenders: Record<string, readonly [program: string, ...args: string[]]> = {
    readCsv: [process.execPath, PROCESS, 'read', path],
    'readCsv, kinds declared': [process.execPath, PROCESS, 'declared', path],
    csvBatches: [process.execPath, PROCESS, 'batches', path],
  };
  if (missing.length === 0) contenders.pandas = [options.python, SCRIPT, path];
  else console.error(`pandas is skipped: ${missing} missing`);
  const readings = new Map<string, Reading[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < options.rounds; round++) {
    for (const [name, [program, ...args]] of Object.entries(contenders)) {
      const { stdout } = await run(program, args);
      readings.get(name)?.push(JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Reading);
    }
  }
  const lines = [...readings].map(([name, taken]) => {
    const seconds = taken.map((reading) => reading.seconds);
    const cpuSeconds = taken.map((reading) => reading.cpuSeconds);
    const rates = [median(seconds), Math.min(...seconds), median(cpuSeconds)].map((s) =>
      (size / MEGA / s).toFixed(0),
    );
    return [name, ...rates, (Math.max(...taken.map(({ peak }) => peak)) / MEGA).toFixed(0)];
  });
  console.log(`\n${shape}, ${(size / MEGA).toFixed(0)} MB\n`);
  console.log(alignColumns([HEADER, ...lines]).join('\n'));
}

/** Prints the resident memory while a file of `--megabytes` is streamed through `csvBatches`. */
export async function watchStreaming({ megabytes }: BenchOptions): Promise<void> {
  console.log(machineDescription());
  const folder = await mkdtemp(join(tmpdir(), 'myelin-tables-'));
  try {
    const path = join(folder, 'large.csv');
    await pipeline(csvLines('mixed', megabytes * MEGA), createWriteStream(path));
    const { stdout } = await run(process.execPath, [PROCESS, 'watch', path]);
    console.log(stdout.trimEnd());
  } finally {
    await rm(folder, { recursive: true });
  }
}
