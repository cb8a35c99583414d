import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Training } from './train.ts';

const width = 640;
const height = 240;

/**
 * One picture for each training: its errors as lines, the learning rate as steps behind them.
 *
 * @returns An SVG document.
 */
export function drawStaircases(trainings: Readonly<Record<string, Training>>): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawn = Object.entries(trainings).map(([name, training], i) => {
    const chart = Plot.plot({ ...chartOf(name, training), document });
    chart.setAttribute('y', String(i * height));
    return chart.outerHTML;
  });
  const total = height * drawn.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}"><rect width="100%" height="100%" fill="white"/>${drawn.join('')}</svg>\n`;
}

function chartOf(
  name: string,
  { loss, validationLoss, rates, accuracy }: Training,
): Plot.PlotOptions {
  const top = Math.max(...loss, ...validationLoss);
  const steps = rates.map((rate, i) => ({ epoch: i + 1, rate, level: levelOf(rate) * top }));
  const points = (series: string, values: readonly number[]) =>
    values.map((value, i) => ({ epoch: i + 1, value, series }));
  const lines = [...points('training', loss), ...points('validation', validationLoss)];
  const changes = steps.filter(({ rate }, i) => rate !== steps[i - 1]?.rate);
  return {
    width,
    height,
    marginTop: 40,
    marginRight: 100,
    x: { label: 'epoch', tickFormat: 'd' },
    y: { label: 'loss', grid: true, domain: [0, top] },
    color: { domain: ['training', 'validation'], range: ['#2563a8', '#b45309'] },
    marks: [
      Plot.areaY(steps, { x: 'epoch', y: 'level', curve: 'step-after', fill: '#d9e2ec' }),
      Plot.text(changes, {
        x: 'epoch',
        y: 'level',
        text: ({ rate }: { rate: number }) => `η ${Number(rate.toPrecision(2))}`,
        textAnchor: 'start',
        dy: -6,
        fill: '#52606d',
      }),
      Plot.lineY(lines, { x: 'epoch', y: 'value', stroke: 'series', strokeWidth: 2 }),
      Plot.text(
        lines,
        Plot.selectLast({
          x: 'epoch',
          y: 'value',
          z: 'series',
          text: 'series',
          fill: 'series',
          dx: 8,
          textAnchor: 'start',
        }),
      ),
      Plot.text([`${name}: ${(100 * accuracy).toFixed(1)} % of the test images`], {
        frameAnchor: 'top-left',
        dy: -32,
        fontSize: 14,
        fontWeight: 600,
      }),
    ],
  };
}

/** Height of a learning rate in the picture, from 0 for 0.00005 to 1 for 0.05: equal ratios are equal steps. */
function levelOf(rate: number): number {
  return Math.max(0.02, 1 + Math.log10(rate / 0.05) / 3);
}
