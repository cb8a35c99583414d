/** The report of a run: one HTML file that needs neither network nor script. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Html, html } from '@myelin/example-quickstart/report/html.ts';
import { machine } from '@myelin/example-quickstart/report/machine.ts';
import { checks, type Outcomes } from './checks.ts';
import { lineColors, lossChart } from './loss-chart.ts';
import type { Outcome } from './train.ts';

/** @param story - What was trained on what, in a sentence. */
export async function writeReport(path: string, outcomes: Outcomes, story: string): Promise<void> {
  const style = fileURLToPath(import.meta.resolve('@myelin/example-quickstart/report/style.css'));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, page(outcomes, story, await readFile(style, 'utf8')).text);
}

function page(outcomes: Outcomes, story: string, style: string): Html {
  const series = (part: 'training' | 'validation') =>
    Object.fromEntries(Object.entries(outcomes).map(([name, outcome]) => [name, outcome[part]]));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Remedies against overfitting</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<header>
<p class="eyebrow">Film reviews</p>
<h1>Remedies against overfitting</h1>
<p>${story}</p>
</header>
<section>
<h2>Validation loss</h2>
<p>Crossentropy on reviews that training does not see, without the penalty of L2. Rings mark the lowest points.</p>
${lossChart('validation loss', series('validation'))}
</section>
<section>
<h2>In numbers</h2>
<p>Tested once, in the end.</p>
${numbers(outcomes)}
</section>
<section>
<h2>Training loss</h2>
<p>Of most it goes to nothing: the reviews are known by heart.</p>
${lossChart('training loss', series('training'))}
</section>
<section>
<h2>What the note says</h2>
<p>${machine()}</p>
<table>${[...checks(outcomes)].map(
    ([claim, holds]) => html`<tr><th>${holds ? '✓' : '✗'}</th><td>${claim}</td></tr>`,
  )}</table>
</section>
</main>
</body>
</html>
`;
}

function numbers(outcomes: Outcomes): Html {
  const head = [
    ...['', 'parameters', 'lowest validation loss', 'in epoch', 'in the end'],
    ...['test loss', 'test accuracy', 'seconds'],
  ];
  const row = ([name, outcome]: [string, Outcome], i: number): Html => {
    const { parameters, validation, bestEpoch, test, seconds } = outcome;
    const cells = [
      parameters.toLocaleString('en-US'),
      Math.min(...validation).toFixed(3),
      String(bestEpoch),
      validation.at(-1)?.toFixed(3) ?? '',
      test.loss.toFixed(3),
      `${(100 * test.accuracy).toFixed(1)} %`,
      seconds.toFixed(1),
    ];
    const mark = new Html(`<b style="color: ${lineColors[i]}">●</b>`);
    return html`<tr><th scope="row">${mark} ${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  };
  return html`<table><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr>
${Object.entries(outcomes).map(row)}</table>`;
}
