import chart, { type Settings } from 'simple-ascii-chart';
import type { Terminal } from './terminal.ts';

type Point = [x: number, y: number];

/**
 * Curves of one quantity over the epochs: together where colors tell them apart, else one below the other.
 *
 * @param series - Values by the name of the series, one an epoch.
 */
export function drawCurves(
  title: string,
  series: Readonly<Record<string, readonly number[]>>,
  { columns, colors }: Terminal,
): string {
  const names = Object.keys(series);
  const lines = Object.values(series).map((values) => values.map((y, i): Point => [i + 1, y]));
  const epochs = Math.max(...lines.map(({ length }) => length));
  const settings: Settings = {
    width: Math.min(columns - 12, 64),
    height: colors ? 12 : 8,
    xLabel: 'epoch',
    customXAxisTicks: epochTicks(epochs),
  };
  const drawn = colors
    ? chart(lines, {
        ...settings,
        title,
        color: ['ansiCyan', 'ansiYellow'],
        legend: { position: 'bottom', series: names },
      })
    : lines
        .map((line, i) => chart(line, { ...settings, title: `${title}, ${names[i]}` }))
        .join('\n');
  return drawn.replaceAll(/ +$/gm, '');
}

/** Epochs to name at an axis: the first, and every so many. */
export function epochTicks(epochs: number): number[] {
  const step = Math.ceil(epochs / 10);
  const every = Array.from({ length: Math.floor(epochs / step) }, (_, i) => (i + 1) * step);
  return [...new Set([1, ...every])];
}
