// Runs the tests:
//   node scripts/test.mjs              all that can run here, in parts
//   node scripts/test.mjs ARGUMENTS    vitest run ARGUMENTS, in one process
// A part is one process of vitest, with a browser of its own if it needs one. Chromium may cut a page that has seen many files
// off from the network, and vitest then drops every file that still waits for that page. A part whose page was lost, and in
// which nothing else failed, runs once more. A test that failed never does.
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from './chromium.mjs';
import { inWords, onlyLostItsPage, outcomeOf, sum } from './test/outcome.mjs';
import { takingTurns } from './test/turns.mjs';
import { isInterrupted, startVitest } from './test/vitest.mjs';

/** So many that each takes two to four minutes on two cores. */
const SHARDS = 6;

const node = [{ title: 'node', args: ['--project=node'] }];
const browser = [
  ...Array.from({ length: SHARDS }, (_, index) => `${index + 1}/${SHARDS}`).map((shard) => ({
    title: `browser ${shard}`,
    args: ['--project=browser', `--shard=${shard}`],
  })),
  { title: 'isolated browser', args: ['--project=isolated browser'] },
];

const beginToSpeak = takingTurns((text) => process.stdout.write(text));
const colors = process.stdout.hasColors?.() ? { FORCE_COLOR: '1' } : {};

async function runQueue(parts) {
  const outcomes = [];
  for (const part of parts) {
    if (isInterrupted()) break;
    outcomes.push(await runPart(part));
  }
  return outcomes;
}

async function runPart({ title, args }) {
  const { say, end } = beginToSpeak();
  say(`\n--- ${title}\n`);
  let outcome = await runVitest(args, say);
  if (onlyLostItsPage(outcome) && !isInterrupted()) {
    say(`--- ${title}: the browser lost its page and no test failed, this part runs once more\n`);
    outcome = await runVitest(args, say);
  }
  say(`--- ${title}: ${inWords(outcome)}\n`);
  end();
  return { title, ...outcome };
}

async function runVitest(args, say) {
  const folder = mkdtempSync(path.join(tmpdir(), 'myelin-test-'));
  const file = path.join(folder, 'counts.json');
  const child = startVitest(args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...colors, MYELIN_TEST_COUNTS: file },
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => say(`${line}\n`));
  }
  const [status, signal] = await once(child, 'close');
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  rmSync(folder, { recursive: true });
  const outcome = outcomeOf(counts, status);
  if (outcome.failed !== counts?.failed) {
    say(
      `--- vitest ended with ${signal ?? `code ${status}`}, and no failure it counted says why\n`,
    );
  }
  return outcome;
}

const args = process.argv.slice(2);
if (args.length > 0) {
  const [status] = await once(startVitest(args, { stdio: 'inherit' }), 'close');
  process.exitCode = status ?? 1;
} else {
  const queues = chromium === undefined ? [node] : [node, browser];
  const outcomes = (await Promise.all(queues.map(runQueue))).flat();
  const total = sum(outcomes);
  console.log();
  for (const { title, failed } of outcomes) if (failed > 0) console.log(`failed: ${title}`);
  console.log(inWords(total));
  process.exitCode = total.failed > 0 || isInterrupted() ? 1 : 0;
}
