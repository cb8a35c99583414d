/** How fast tables are read, beside pandas, danfo and Arquero; and what a large file takes in memory when it is streamed. */

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { median } from './compare/statistics.ts';
import { machineDescription } from './machine-description.ts';
import type { BenchOptions } from './options.ts';
import { alignColumns } from './tables/align.ts';
import { runProgram, type TableFile, tableFiles, tableProcess } from './tables/contenders.ts';
import { csvLines, csvShapes } from './tables/csv-lines.ts';

const MEGA = 1e6;
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
      for (const file of await tableFiles(shape, path, options)) {
        await printFile(file, options.rounds);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function printFile({ title, bytes, contenders }: TableFile, rounds: number): Promise<void> {
  const readings = new Map<string, Reading[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, program, args } of contenders) {
      const { stdout } = await runProgram(program, [...args]);
      readings.get(name)?.push(JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Reading);
    }
  }
  const lines = [...readings].map(([name, taken]) => {
    const seconds = taken.map((reading) => reading.seconds);
    const cpuSeconds = taken.map((reading) => reading.cpuSeconds);
    const rates = [median(seconds), Math.min(...seconds), median(cpuSeconds)].map((s) =>
      (bytes / MEGA / s).toFixed(0),
    );
    return [name, ...rates, (Math.max(...taken.map(({ peak }) => peak)) / MEGA).toFixed(0)];
  });
  console.log(`\n${title}, ${(bytes / MEGA).toFixed(0)} MB\n`);
  console.log(alignColumns([HEADER, ...lines]).join('\n'));
}

/** Prints the resident memory while a file of `--megabytes` is streamed through `csvBatches`. */
export async function watchStreaming({ megabytes }: BenchOptions): Promise<void> {
  console.log(machineDescription());
  const folder = await mkdtemp(join(tmpdir(), 'myelin-tables-'));
  try {
    const path = join(folder, 'large.csv');
    await pipeline(csvLines('mixed', megabytes * MEGA), createWriteStream(path));
    const { stdout } = await runProgram(process.execPath, [tableProcess, 'watch', path]);
    console.log(stdout.trimEnd());
  } finally {
    await rm(folder, { recursive: true });
  }
}
