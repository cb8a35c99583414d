// @ts-check
/** Curves of all values, drawn by uPlot. */

import { count, element, format, valueIn } from './values.js';

/** @typedef {import('./values.js').Row} Row */
/** @typedef {{ name: string, label: string, color: string, dash?: number[] }} Series */
/** @typedef {{ plot: import('uplot'), series: Series[], at: HTMLElement, legend: HTMLElement[], figure: HTMLElement }} Chart */

/** @type {typeof import('uplot')} */
const Plot = /** @type {any} */ (window).uPlot;

/** @type {Map<string, Chart>} */
const charts = new Map();
/** @type {Row[]} Epochs that are drawn. */
let rows = [];

new ResizeObserver(() => {
  for (const { plot, figure } of charts.values()) plot.setSize(sizeOf(figure));
}).observe(element('charts'));

/**
 * Draws what epochs logged; charts that are there stay.
 *
 * @param {Row[]} epochs
 * @param {string[]} names
 */
export function drawCharts(epochs, names) {
  rows = epochs;
  for (const [name, series] of chartsFor(names)) drawChart(name, series);
}

export function forgetCharts() {
  for (const name of [...charts.keys()]) removeChart(name);
}

/**
 * A chart for each value, training and validation in one.
 *
 * @param {string[]} names
 * @returns {Map<string, Series[]>}
 */
function chartsFor(names) {
  const groups = new Map();
  for (const name of names) {
    if (name === 'learning_rate') continue;
    const isValidation = name.startsWith('val_');
    const base = isValidation ? name.slice(4) : name;
    const group = groups.get(base) ?? [];
    group.push({
      name,
      label: isValidation ? 'validation' : 'training',
      color: color(isValidation ? '--validation' : '--training'),
      ...(isValidation ? { dash: [6, 4] } : {}),
    });
    groups.set(base, group);
  }
  const rates = rows.map(({ learningRate }) => learningRate);
  if (rates.some((rate) => rate !== rates[0])) {
    groups.set('learning rate', [
      { name: 'learning_rate', label: 'learning rate', color: color('--training') },
    ]);
  }
  return groups;
}

/**
 * @param {string} name
 * @param {Series[]} series
 */
function drawChart(name, series) {
  let chart = charts.get(name);
  if (chart && chart.series.length !== series.length) {
    removeChart(name);
    chart = undefined;
  }
  chart ??= addChart(name, series);
  chart.plot.setData([
    rows.map(({ epoch }) => epoch + 1),
    ...series.map((one) => rows.map((row) => finite(valueIn(row, one.name)))),
  ]);
  const last = rows.at(-1);
  const said = series.map((one, i) => {
    const value = format(last && valueIn(last, one.name));
    const legend = /** @type {HTMLElement} */ (chart.legend[i]);
    legend.textContent = value;
    return `${one.label} ${value}`;
  });
  const plot = chart.figure.querySelector('.plot');
  plot?.setAttribute(
    'aria-label',
    `Curve of ${name} after ${rows.length} epochs: ${said.join(', ')}`,
  );
}

/**
 * @param {string} name
 * @param {Series[]} series
 */
function addChart(name, series) {
  const figure = document.createElement('figure');
  const caption = figure.appendChild(document.createElement('figcaption'));
  const heading = caption.appendChild(document.createElement('h2'));
  heading.textContent = name;
  const at = caption.appendChild(document.createElement('span'));
  at.className = 'at';
  const list = caption.appendChild(document.createElement('span'));
  list.className = 'legend';
  const legend = series.map(({ label }) => {
    const item = list.appendChild(document.createElement('span'));
    item.className = `series ${label}`;
    item.append(`${label} `);
    return item.appendChild(document.createElement('b'));
  });
  const place = figure.appendChild(document.createElement('div'));
  place.className = 'plot';
  place.setAttribute('role', 'img');
  element('charts').append(figure);
  const axis = {
    stroke: color('--quiet'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { stroke: color('--line'), width: 1 },
    font: '12px system-ui, sans-serif',
  };
  const plot = new Plot(
    {
      ...sizeOf(figure),
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 7 } },
      scales: { x: { time: false, range: (_, from, to) => [from, Math.max(to, from + 1)] } },
      axes: [
        // Epochs are whole numbers.
        {
          ...axis,
          size: 28,
          incrs: [1, 2, 5]
            .flatMap((n) => [1, 10, 100, 1e3, 1e4, 1e5].map((x) => n * x))
            .sort((a, b) => a - b),
        },
        { ...axis, size: 62, values: (_, ticks) => ticks.map((tick) => format(tick)) },
      ],
      series: [
        {},
        ...series.map(({ label, color, dash }) => ({
          label,
          stroke: color,
          width: 2,
          ...(dash ? { dash } : {}),
        })),
      ],
      hooks: { setCursor: [(plot) => showUnderCursor(name, plot.cursor.idx ?? undefined)] },
    },
    [[]],
    place,
  );
  const chart = { plot, series, at, legend, figure };
  charts.set(name, chart);
  return chart;
}

/**
 * Shows in the legend the values of the epoch under the pointer, or the last ones.
 *
 * @param {string} name
 * @param {number | undefined} index
 */
function showUnderCursor(name, index) {
  const chart = charts.get(name);
  const row = rows[index ?? rows.length - 1];
  if (!chart || !row) return;
  chart.at.textContent = index === undefined ? '' : `epoch ${count(row.epoch + 1)}`;
  for (const [i, one] of chart.series.entries()) {
    const legend = /** @type {HTMLElement} */ (chart.legend[i]);
    legend.textContent = format(valueIn(row, one.name));
  }
}

/** @param {string} name */
function removeChart(name) {
  const chart = charts.get(name);
  chart?.plot.destroy();
  chart?.figure.remove();
  charts.delete(name);
}

/** @param {import('./values.js').Sent | undefined} value */
const finite = (value) => (typeof value === 'number' ? value : null);

/** @param {HTMLElement} figure */
const sizeOf = (figure) => ({ width: Math.max(100, figure.clientWidth - 30), height: 240 });

/** @param {string} variable A custom property whose value is a color; canvas wants the one that holds now. */
function color(variable) {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = `var(${variable})`;
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
