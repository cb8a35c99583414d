/** The remedies of the fourth course note against learning by heart, side by side in one run. */

import { fileURLToPath, pathToFileURL } from 'node:url';
import { drawPlot, epochTicks, type Point, readFlags, terminal } from '@myelin/example-terminal';
import { useBackend } from 'myelin';
import { checks, type Outcomes } from './checks.ts';
import { type RemedyName, remedies } from './remedies.ts';
import { writeReport } from './report.ts';
import { readReviews } from './reviews.ts';
import { type Outcome, train } from './train.ts';

const { rows, epochs, words } = readFlags({ rows: 4000, epochs: 20, words: 10_000 });

await useBackend('cpu');
const counts = { training: rows, validation: Math.round(rows / 2), test: 5000, words };
const reviews = await readReviews(counts);
const story =
  `${rows} film reviews for training, ${counts.validation} for validation, ${counts.test} for testing: ` +
  `which of the ${words} commonest words each has. Seven trainings of up to ${epochs} epochs.`;
console.log(`${story}\n`);

const columns = ['parameters', 'turns in', 'lowest', 'at the end', 'test loss', 'accuracy'];
console.log(`${' '.repeat(14)}${columns.map((name) => name.padStart(11)).join('')}`);
const found: Partial<Record<RemedyName, Outcome>> = {};
for (const [name, remedy] of Object.entries(remedies)) {
  const outcome = await train(remedy, reviews, { epochs, words, seed: 100 });
  found[name as RemedyName] = outcome;
  const { parameters, bestEpoch, validation, test } = outcome;
  const losses = [Math.min(...validation), validation.at(-1), test.loss, test.accuracy];
  const cells = [parameters, `epoch ${bestEpoch}`, ...losses.map((value) => value?.toFixed(3))];
  console.log(`${name.padEnd(14)}${cells.map((cell) => String(cell).padStart(11)).join('')}`);
}
const outcomes = found as Outcomes;

// All on one scale, whether they are drawn together or one below the other.
const losses = Object.values(outcomes).flatMap(({ validation }) => validation);
const curves = Object.entries(outcomes).map(
  ([name, { validation }]) => [name, validation.map((loss, i): Point => [i + 1, loss])] as const,
);
const plot = {
  title: 'validation loss',
  xLabel: 'epoch',
  xTicks: epochTicks(epochs),
  yRange: [Math.min(...losses), Math.max(...losses)],
} as const;
console.log(`\n${drawPlot(Object.fromEntries(curves), plot, terminal())}\n`);

for (const [claim, holds] of checks(outcomes)) {
  console.log(`${holds ? '✓' : '✗'} ${claim}`);
  if (!holds) process.exitCode = 1;
}

const report = fileURLToPath(new URL('../report/remedies.html', import.meta.url));
await writeReport(report, outcomes, story);
console.log(`\nReport: ${pathToFileURL(report)}`);
