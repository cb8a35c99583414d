import { expect, test } from 'vitest';
import { chosenWorkloads } from '../options.ts';
import type { Peer } from '../peers/peer.ts';
import { runRounds } from './interleave.ts';

/** A peer that prints a line, or fails, in a process of its own. */
const printing = (name: string, program: string): Peer => ({
  name,
  isSlow: false,
  command: ({ name: work }, { rows }) => ({
    file: process.execPath,
    args: ['-e', program],
    env: { LINE: JSON.stringify({ peer: name, work, ms_per_step: rows }) },
  }),
});

test('peers take turns, each round begins with another one, and one that fails is left out', async () => {
  const peers = [
    printing('a', 'console.log(process.env.LINE)'),
    printing('b', 'console.log("a line of another kind\\n" + process.env.LINE)'),
    printing('c', 'throw new TypeError("no such kernel")'),
  ];
  const said: string[] = [];
  const onLine = (line: string): unknown => said.push(line);
  const options = { rounds: 2, rows: 3, onLine };
  const measured = await runRounds(peers, chosenWorkloads(['xor_b4']), options);
  expect(measured.map(({ peer }) => peer)).toEqual(['a', 'b', 'b', 'a']);
  expect(measured[0]?.ms_per_step).toBe(3);
  expect(said).toContain('xor_b4 c left out: TypeError: no such kernel');
  expect(said).toHaveLength(5);
});
