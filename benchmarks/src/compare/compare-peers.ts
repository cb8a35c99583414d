import { writeFile } from 'node:fs/promises';
import { machineDescription } from '../machine-description.ts';
import { type BenchOptions, chosenWorkloads, isWanted } from '../options.ts';
import { myelinPeers } from '../peers/myelin-peers.ts';
import type { Peer } from '../peers/peer.ts';
import { peerScripts } from '../peers/peer-scripts.ts';
import { pythonPeers } from '../peers/python-peers.ts';
import { tfjsPeers } from '../peers/tfjs-peers.ts';
import { type Comparison, compare } from './comparison.ts';
import { runRounds } from './interleave.ts';
import { jsonLines } from './json-lines.ts';
import { markdownTables } from './markdown-tables.ts';
import { ratioPicture } from './ratio-picture.ts';
import { terminalTable } from './terminal-table.ts';

/** Times all wanted peers that are here, and prints how they compare. */
export async function comparePeers(options: BenchOptions): Promise<void> {
  const { rounds, rows, ours, output, picture } = options;
  const onLine = (line: string): void => console.error(line);
  const peers = await presentPeers(options, onLine);
  const workloads = chosenWorkloads(options.work);
  const measured = await runRounds(peers, workloads, { rounds, rows, onLine });
  if (measured.length === 0) {
    onLine('nothing was measured');
    process.exitCode = 1;
    return;
  }
  const comparisons = compare(measured, ours ?? fastestOfOurs(measured.map(({ peer }) => peer)));
  console.log(printed(comparisons, output));
  if (picture !== undefined) await writeFile(picture, ratioPicture(comparisons));
}

/** The first of our variants that was measured. */
function fastestOfOurs(measured: readonly string[]): string {
  const names = myelinPeers.map(({ name }) => name);
  return names.find((name) => measured.includes(name)) ?? 'myelin-cpu';
}

async function presentPeers(
  { peer, python, peerScripts: given }: BenchOptions,
  onLine: (line: string) => void,
): Promise<Peer[]> {
  const scripts = peerScripts(given);
  const inPython = await pythonPeers({ python, scripts });
  const wanted = [...myelinPeers, ...tfjsPeers, ...inPython].filter(({ name }) =>
    isWanted(name, peer),
  );
  for (const { name, missing } of wanted) {
    if (missing !== undefined) onLine(`${name} skipped: ${missing}`);
  }
  const present = wanted.filter(({ missing }) => missing === undefined);
  if (scripts === undefined && present.some((one) => inPython.includes(one))) {
    onLine('peers in Python do not train: name the folder of their scripts with --peer-scripts');
  }
  return present;
}

function printed(comparisons: readonly Comparison[], output: BenchOptions['output']): string {
  if (output === 'json') return jsonLines(comparisons);
  const machine = machineDescription();
  if (output === 'markdown') return `${machine}\n\n${markdownTables(comparisons)}`;
  return `\n${machine}\n\n${terminalTable(comparisons)}`;
}
