/** The report of a run: one HTML file that needs neither network nor script. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Answer, mistakes } from '../judgement.ts';
import type { QuickstartRun } from '../quickstart.ts';
import { confusionChart } from './confusion-chart.ts';
import { curveChart } from './curve-chart.ts';
import { Html, html } from './html.ts';
import { machine } from './machine.ts';
import { picture } from './picture.ts';

export async function writeReport(path: string, run: QuickstartRun): Promise<void> {
  const style = await readFile(new URL('style.css', import.meta.url), 'utf8');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, page(run, style).text);
}

function page(run: QuickstartRun, style: string): Html {
  const { title, dataset } = run.task;
  const wrong = mistakes(run.test).slice(0, 12);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${title} – Myelin quickstart</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<header>
<p class="eyebrow">Myelin quickstart</p>
<h1>${title}</h1>
<p>${dataset.description}. A network of ${count(run.parameters)} parameters was given ${count(run.trainingRows)} of them to learn from.</p>
</header>
${tiles(run)}
${curves(run)}
<div class="pair">
<div class="stack">
<section>
<h2>What it takes for what</h2>
<p>${confusionStory(run)}</p>
${confusionChart(run.test.confusion, dataset.classNames)}
</section>
<section>
<h2>The network</h2>
<p>As <code>model.summary()</code> prints it.</p>
<pre>${run.summary.trim()}</pre>
</section>
</div>
<div class="stack">
<section>
<h2>Its mistakes</h2>
<p>${mistakesStory(run)}</p>
${pictures(run, wrong)}
</section>
<section>
<h2>Right, but barely</h2>
<p>Right answers of which it was least sure.</p>
${pictures(run, hesitations(run).slice(0, 4))}
</section>
<section>
<h2>This run</h2>
<p>The same seed on the same backend gives the same numbers.</p>
${facts(run)}
</section>
</div>
</div>
</main>
</body>
</html>
`;
}

function tiles({ test, trainingSeconds, options, parameters }: QuickstartRun): Html {
  const tile = (value: string, label: string, kind = '') =>
    html`<div class="tile ${kind}"><b>${value}</b><span>${label}</span></div>`;
  return html`<div class="tiles">${[
    tile(
      percent(test.accuracy),
      `test accuracy: ${count(test.right)} of ${count(test.answers.length)}`,
      'main',
    ),
    tile(test.loss.toFixed(4), 'test loss, crossentropy'),
    tile(`${trainingSeconds.toFixed(1)} s`, `training, ${options.epochs} epochs`),
    tile(count(parameters), 'parameters'),
    tile(String(options.seed), 'seed'),
  ]}</div>`;
}

function curves({ history }: QuickstartRun): Html {
  const { loss = [], val_loss = [], accuracy = [], val_accuracy = [] } = history;
  return html`<div class="pair">
<section>
<h2>Loss</h2>
<p>On the images it learns from, and on the tenth of them that was kept apart.</p>
${curveChart('loss', { training: loss, validation: val_loss })}
</section>
<section>
<h2>Accuracy</h2>
<p>Training includes dropout, which makes its task harder than the validation.</p>
${curveChart('accuracy', { training: accuracy, validation: val_accuracy }, { isFraction: true })}
</section>
</div>`;
}

function confusionStory({ test, task }: QuickstartRun): string {
  const pairs = test.confusion.flatMap((row, truth) =>
    row.map((times, guess) => ({ truth, guess, times })),
  );
  const worst = pairs
    .filter(({ truth, guess, times }) => truth !== guess && times > 0)
    .sort((a, b) => b.times - a.times)[0];
  const rows = 'Rows are the truth, columns its answers.';
  if (!worst) return `${rows} It made no mistake.`;
  const { classNames } = task.dataset;
  if (worst.times === 1) return `${rows} It made no mistake twice.`;
  return `${rows} Most often it took ${classNames[worst.truth]} for ${classNames[worst.guess]}: ${worst.times} times.`;
}

function mistakesStory({ test }: QuickstartRun): string {
  const wrong = test.answers.length - test.right;
  if (wrong === 0) return 'There are none.';
  return `${count(wrong)} of ${count(test.answers.length)}, those of which it was surest first.`;
}

function hesitations({ test }: QuickstartRun): Answer[] {
  return test.answers
    .filter(({ truth, guess }) => truth === guess)
    .sort((a, b) => a.confidence - b.confidence);
}

function pictures({ task }: QuickstartRun, answers: readonly Answer[]): Html {
  const { classNames } = task.dataset;
  const figures = answers.map(({ image, truth, guess, confidence }) => {
    const isRight = truth === guess;
    const verdict = isRight
      ? ''
      : html`<br><span class="truth">in truth ${classNames[truth] ?? truth}</span>`;
    return html`<figure>${picture(image, task.white, `class ${classNames[truth]}`)}
<figcaption><b class="${isRight ? 'right' : 'wrong'}">${classNames[guess] ?? guess}</b> ${Math.round(100 * confidence)} %${verdict}</figcaption></figure>`;
  });
  return html`<div class="pictures">${figures}</div>`;
}

function facts({ options, task, backend }: QuickstartRun): Html {
  const { source, license } = task.dataset;
  const rows = Number.isFinite(options.rows) ? ` --rows ${options.rows}` : '';
  const again = `npm run quickstart -- ${options.task} --epochs ${options.epochs}${rows} --seed ${options.seed}`;
  const row = (name: string, value: string | Html) =>
    html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;
  return html`<table>${[
    row('Again', html`<code>${again}</code>`),
    row('Seed', String(options.seed)),
    row('Backend', backend),
    row('Machine', machine()),
    row('Date', `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`),
    row('Data', source),
    row('Terms', license),
  ]}</table>`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(2)} %`;
}
