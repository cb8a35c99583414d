import { spawn } from 'node:child_process';
import { type Measurement, parseMeasurements } from '../measurement.ts';
import type { Command } from '../peers/peer.ts';

/** Longest that a peer may take for one workload, in milliseconds: compiling kernels can take a minute. */
const TIMEOUT_MS = 600_000;

/**
 * Runs a peer's process to its end.
 *
 * @returns What it measured, as it printed it.
 * @throws the process failed or printed no measurement; the message is its own last line.
 */
export async function runPeer({ file, args, env }: Command): Promise<Measurement[]> {
  const child = spawn(file, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
  });
  let output = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const measured = code === 0 ? parseMeasurements(output) : [];
  if (measured.length > 0) return measured;
  if (child.killed) throw new Error(`not done after ${TIMEOUT_MS / 60_000} minutes`);
  throw new Error(lastComplaint(complaints) ?? `ended with code ${code} and no measurement`);
}

/** The line that says what went wrong: in Python the last one, in Node the first that names an error. */
function lastComplaint(complaints: string): string | undefined {
  const lines = complaints.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /^\w*Error\b.*:/.test(line)) ?? lines.at(-1);
}
