/** What a training step of a network takes, beside Keras: each in a process of its own, taking turns. */

import { fileURLToPath } from 'node:url';
import { runPeer } from './compare/run-peer.ts';
import { median } from './compare/statistics.ts';
import { machineDescription } from './machine-description.ts';
import type { Measurement } from './measurement.ts';
import { type BenchOptions, isWanted } from './options.ts';
import { type Command, nodeCommand } from './peers/peer.ts';
import { missingModules } from './peers/python-modules.ts';
import { alignColumns } from './tables/align.ts';
import { numberText } from './tables/number-text.ts';

interface Contender {
  readonly name: string;
  readonly command: Command;
}

/** A network that Myelin and Keras train alike. */
export interface Comparison {
  /** What it is called in measurements; the first batch is `<work>_first`. */
  readonly work: string;
  /** What it is, in words. */
  readonly title: string;
}

/**
 * Prints a table: milliseconds a step, and how long the first batch took, compilation included. The processes are
 * `processes/<work>.ts` and `python/<work>.py`.
 */
export async function compareWithKeras(
  options: BenchOptions,
  { work, title }: Comparison,
): Promise<void> {
  const { rounds, threads, peer } = options;
  console.log(machineDescription());
  const contenders = (await contendersFor(options, work)).filter(({ name }) =>
    isWanted(name, peer),
  );
  const measured = new Map<string, Measurement[]>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, command } of contenders) {
      console.error(`round ${round + 1}: ${name}`);
      measured.set(name, [...(measured.get(name) ?? []), ...(await runPeer(command))]);
    }
  }
  const timesOf = (name: string, part: string): number[] =>
    (measured.get(name) ?? []).filter((one) => one.work === part).map((one) => one.ms_per_step);
  const ours = median(timesOf('myelin-cpu', work));
  const lines = contenders.map(({ name }) => {
    const all = timesOf(name, work);
    return [
      name,
      numberText(median(all)),
      numberText(Math.min(...all)),
      numberText(median(all) / ours),
      numberText(median(timesOf(name, `${work}_first`)) / 1000),
    ];
  });
  console.log(`\n${title}, ${threads} threads, ${rounds} rounds\n`);
  const header = ['peer', 'ms a step', 'least', 'of ours', 'first batch, s'];
  console.log(alignColumns([header, ...lines]).join('\n'));
}

async function contendersFor(
  { python, threads }: BenchOptions,
  work: string,
): Promise<Contender[]> {
  const script = fileURLToPath(new URL(`../python/${work}.py`, import.meta.url));
  const ours = nodeCommand(new URL(`./processes/${work}.ts`, import.meta.url), [], {
    MYELIN_THREADS: String(threads),
  });
  const contenders: Contender[] = [{ name: 'myelin-cpu', command: ours }];
  for (const backend of ['tensorflow', 'jax']) {
    const name = `keras-${backend}`;
    const missing = await missingModules(python, ['numpy', 'keras', backend]);
    if (missing.length > 0) {
      console.error(`${name} is skipped: ${python} has no ${[missing].flat().join(', ')}`);
      continue;
    }
    const env = { THREADS: String(threads), PYTHONDONTWRITEBYTECODE: '1' };
    contenders.push({ name, command: { file: python, args: [script, name], env } });
  }
  return contenders;
}
