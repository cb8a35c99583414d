import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printedBy } from '@myelin/example-terminal/test-support';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOptions } from './options.ts';
import { type QuickstartRun, quickstart } from './quickstart.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'myelin-quickstart-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function runOf(...args: readonly string[]) {
  const report = join(folder, `${args.join('')}.html`);
  let run: QuickstartRun | undefined;
  const printed = await printedBy(async () => {
    run = await quickstart(readOptions([...args, '--report', report]));
  });
  if (!run) throw new Error('the quickstart returned nothing');
  return { run, printed, report: await readFile(report, 'utf8') };
}

describe('quickstart on digits', () => {
  let told: Awaited<ReturnType<typeof runOf>>;
  beforeAll(async () => {
    told = await runOf('digits');
  }, 120_000);

  test('reads at least 97 % of the 359 test images', () => {
    const { test: judged } = told.run;
    expect(judged.accuracy).toBeGreaterThanOrEqual(0.97);
    expect(judged.answers).toHaveLength(359);
    expect(judged.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(359);
  });

  test('prints backend, summary, progress, accuracy, eight pictures, curves and the place of the report', () => {
    const { printed } = told;
    // The engine where it was built, else the cpu, and why not the engine.
    expect(printed).toMatch(/^Backend (native|cpu.*; native cannot run here: ).*/m);
    expect(printed).toMatch(/; webgl cannot run here: /);
    expect(printed).toContain('Model: "sequential"');
    expect(printed).toMatch(/^Epoch 30\/30$/m);
    expect(printed).toMatch(/^Test accuracy 9[789]\.\d\d %: \d+ of 359 images/m);
    expect(printed.match(/\(\d+ %\) (✓|✗ is \d)/g)).toHaveLength(8);
    expect(printed).toMatch(/^loss, training$/m);
    expect(printed).toMatch(/^Report: file:\/\/.+digits\.html$/m);
  });

  test('writes a report that loads nothing and runs nothing', () => {
    const { report } = told;
    expect(report).toMatch(/^<!doctype html>/);
    expect(report).not.toMatch(/<script|<link|<iframe|url\(|@import/);
    const sources = Array.from(report.matchAll(/(?:src|href)="([^"]{0,22})/g), (match) => match[1]);
    expect(new Set(sources)).toEqual(new Set(['data:image/png;base64,']));
  });

  test('shows curves, confusion matrix and mistakes in the report', () => {
    const { run, report } = told;
    expect(report.match(/<svg /g)).toHaveLength(3);
    expect(report).toContain(`${(100 * run.test.accuracy).toFixed(2)} %`);
    const wrong = run.test.answers.length - run.test.right;
    expect(wrong).toBeLessThanOrEqual(12);
    expect(report.match(/<figure>/g)).toHaveLength(4 + wrong);
    expect(report).toContain('npm run quickstart -- digits --epochs 30 --seed 1');
  });
});

test('the same seed gives the same History, bit for bit; another one another', async () => {
  const short = async (seed: string) => (await runOf('--epochs', '2', '--seed', seed)).run.history;
  const history = await short('7');
  expect(await short('7')).toEqual(history);
  expect(await short('8')).not.toEqual(history);
}, 60_000);

describe.skipIf(!existsSync(join(process.env.MYELIN_DATA ?? '', 'mnist')))(
  'quickstart on MNIST (needs mnist/ in MYELIN_DATA)',
  () => {
    test('2,000 images are enough to read most digits', async () => {
      const { run, report } = await runOf('mnist', '--rows', '2000', '--epochs', '2');
      expect(run.trainingRows).toBe(2000);
      expect(run.test.answers).toHaveLength(10_000);
      expect(run.test.accuracy).toBeGreaterThan(0.75);
      expect(report.match(/<figure>/g)).toHaveLength(16);
    }, 120_000);
  },
);
