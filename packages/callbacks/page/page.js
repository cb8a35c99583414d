// @ts-check
/** Shows what the server tells of a training: see live-page.ts, which serves this page. */

import { drawCharts, forgetCharts } from './charts.js';
import { count, duration, element, format, valueIn } from './values.js';

/** @typedef {import('./values.js').Row} Row */
/** @typedef {{ title: string, epochs: number, begin: number }} Run */
/** @typedef {{ epoch: number, batches: number, steps: number | null, logs: Record<string, import('./values.js').Sent>, seconds: number }} Progress */
/** @typedef {{ stopReason: string | null, seconds: number }} End */

/** Rows that the table shows at most: long ones make a page slow. */
const rowsShown = 200;

/** @type {Run | undefined} */
let run;
/** @type {Row[]} */
let rows = [];
/** @type {Progress | undefined} */
let progress;
/** @type {End | undefined} */
let end;
/** Milliseconds since 1970 at which the last news came. */
let heard = Date.now();
let isDrawing = false;
/** Epochs that the charts and the table show. */
let rowsDrawn = -1;

const source = new EventSource('/events');

/** @type {(name: string, take: (content: any) => void) => void} */
const on = (name, take) => {
  source.addEventListener(name, (event) => {
    take(JSON.parse(event.data));
    heard = Date.now();
    requestDraw();
  });
};

on('run', (content) => {
  run = content;
  rows = [];
  progress = undefined;
  end = undefined;
  forgetAll();
  say('training', 'training');
});

on('epochs', (content) => {
  rows = rows.concat(content);
  progress = undefined;
});

on('progress', (content) => {
  progress = content;
});

on('end', (content) => {
  end = content;
  say('ended', 'training has ended');
});

source.addEventListener('error', () => {
  // After the end, there may be another run to come, or nothing: the server then closes the connection for good.
  if (end) source.close();
  else say('lost', 'connection lost, trying again …');
});

source.addEventListener('open', () => {
  if (run && !end) say('training', 'training');
});

setInterval(drawTime, 1000);

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  forgetAll();
  requestDraw();
});

/** Draws before the next frame, once, however much has come. */
function requestDraw() {
  if (isDrawing) return;
  isDrawing = true;
  // Not by requestAnimationFrame: a page in the background keeps its title up to date.
  setTimeout(() => {
    isDrawing = false;
    draw();
  }, 50);
}

function draw() {
  if (!run) return;
  drawFacts(run);
  if (rowsDrawn === rows.length) return;
  rowsDrawn = rows.length;
  const names = loggedNames();
  drawCharts(rows, names);
  drawTable(names);
}

function forgetAll() {
  forgetCharts();
  rowsDrawn = -1;
}

/** @param {Run} run */
function drawFacts(run) {
  const done = lastEpoch() + 1;
  const current = progress ? progress.epoch + 1 : done;
  const part = progress?.steps ? progress.batches / progress.steps : 0;
  const whole = Math.min(1, ((progress ? progress.epoch : done) + part) / run.epochs);
  element('title').textContent = run.title;
  document.title = end ? `✓ ${run.title}` : `${Math.floor(100 * whole)} % ${run.title}`;
  /** @type {HTMLProgressElement} */ (element('progress')).value = whole;
  element('epoch').textContent = `${count(current)} of ${count(run.epochs)}`;
  element('batch').textContent = progress
    ? `${count(progress.batches)}${progress.steps ? ` of ${count(progress.steps)}` : ''}`
    : '–';
  const last = rows.at(-1);
  element('rate').textContent = last ? format(last.learningRate) : '–';
  element('reason').hidden = !end?.stopReason;
  element('reason').textContent = end?.stopReason ? `Stopped early: ${end.stopReason}` : '';
  drawTime();
}

function drawTime() {
  if (!run) return;
  const told = end?.seconds ?? Math.max(rows.at(-1)?.seconds ?? 0, progress?.seconds ?? 0);
  const since = end || source.readyState !== EventSource.OPEN ? 0 : (Date.now() - heard) / 1000;
  element('time').textContent = duration(told + since);
  element('left').textContent = end ? '–' : timeLeft(run);
}

/** @param {Run} run */
function timeLeft(run) {
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return '–';
  // The first epoch also compiles; as soon as there is another one, it is left out.
  const perEpoch =
    rows.length > 1 ? (last.seconds - first.seconds) / (rows.length - 1) : last.seconds;
  return `about ${duration(Math.ceil(perEpoch * (run.epochs - last.epoch - 1)))}`;
}

/** @param {string[]} names */
function drawTable(names) {
  const columns = [
    'epoch',
    ...names,
    ...(names.includes('learning_rate') ? [] : ['learning_rate']),
    'time',
  ];
  element('values').hidden = rows.length === 0;
  element('head').replaceChildren(tableRow(columns, 'col'));
  const shown = rows.slice(-rowsShown).reverse();
  element('rows').replaceChildren(
    ...shown.map((row) =>
      tableRow(
        columns.map((name) => {
          if (name === 'epoch') return count(row.epoch + 1);
          return name === 'time' ? duration(row.seconds) : format(valueIn(row, name));
        }),
        'row',
      ),
    ),
  );
  element('values-note').hidden = rows.length <= rowsShown;
  element('values-note').textContent = `The last ${rowsShown} of ${count(rows.length)} epochs.`;
}

/**
 * @param {string[]} texts
 * @param {'col' | 'row'} scope Whether all cells are headings, or the first one.
 */
function tableRow(texts, scope) {
  const row = document.createElement('tr');
  for (const [i, text] of texts.entries()) {
    const cell = document.createElement(scope === 'col' || i === 0 ? 'th' : 'td');
    if (cell.tagName === 'TH') cell.setAttribute('scope', scope);
    cell.textContent = text;
    row.append(cell);
  }
  return row;
}

/** Names of all values, losses first. */
function loggedNames() {
  const names = [...new Set(rows.flatMap(({ logs }) => Object.keys(logs)))];
  const rank = (/** @type {string} */ name) => (/^(val_)?loss$/.test(name) ? 0 : 1);
  return names.sort((a, b) => rank(a) - rank(b));
}

const lastEpoch = () => rows.at(-1)?.epoch ?? -1;

/**
 * @param {string} state
 * @param {string} text
 */
function say(state, text) {
  const place = element('state');
  place.dataset.state = state;
  if (place.textContent !== text) place.textContent = text;
}
