/** The whole way: data, network, training, judgement, and what came of it in the terminal and in a report. */

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { terminal } from '@myelin/example-terminal';
import { resetNames, type Sequential, setRandomSeed, useBackend } from 'myelin';
import { estimateSeconds } from './estimate-seconds.ts';
import { type Judgement, judge } from './judgement.ts';
import type { QuickstartOptions } from './options.ts';
import { writeReport } from './report/report.ts';
import { backendLine, curves, someAnswers } from './show.ts';
import { type Task, tasks } from './tasks.ts';

/** What one run came to. */
export interface QuickstartRun {
  readonly options: QuickstartOptions;
  readonly task: Task;
  readonly backend: string;
  readonly summary: string;
  readonly parameters: number;
  readonly trainingRows: number;
  /** Values of each epoch by name: `loss`, `accuracy`, `val_loss`, `val_accuracy`. */
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly trainingSeconds: number;
  readonly test: Judgement;
}

export async function quickstart(options: QuickstartOptions): Promise<QuickstartRun> {
  const task: Task = tasks[options.task];
  const backend = backendLine(await useBackend());
  console.log(`\n${task.title}\nBackend ${backend}\n`);

  const { train, test } = await task.dataset.load();
  const images = train.images.slice(0, options.rows);
  const labels = train.labels.slice(0, options.rows);
  const seconds = await estimateSeconds(task, images, labels, options.epochs);

  resetNames();
  setRandomSeed(options.seed);
  const network = task.network();
  network.compile({
    optimizer: 'adam',
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });
  network.summary();
  console.log(`Training takes about ${seconds} s on this machine.\n`);

  const began = performance.now();
  const { history } = await network.fit(images, labels, {
    epochs: options.epochs,
    validationSplit: 0.1,
  });
  const trainingSeconds = (performance.now() - began) / 1000;

  const judgement = judge(test, await network.predict(test.images, { verbose: 0 }));
  const run: QuickstartRun = {
    options,
    task,
    backend,
    summary: summaryOf(network),
    parameters: network.countParams(),
    trainingRows: images.length,
    history,
    trainingSeconds,
    test: judgement,
  };
  console.log(`\nTrained in ${trainingSeconds.toFixed(1)} s.`);
  console.log(
    `Test accuracy ${percent(judgement.accuracy)}: ${judgement.right} of ${test.labels.length} images that it has never seen.\n`,
  );
  console.log(someAnswers(run, terminal()));
  console.log(curves(run, terminal()));

  const path = resolve(options.report);
  await writeReport(path, run);
  console.log(`Report: ${pathToFileURL(path).href}\n`);
  network.dispose();
  return run;
}

/** The summary, narrow enough for a column of the report. */
function summaryOf(network: Sequential): string {
  let summary = '';
  network.summary({
    lineLength: 66,
    color: false,
    printFn: (text) => {
      summary = text;
    },
  });
  return summary;
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(2)} %`;
}
