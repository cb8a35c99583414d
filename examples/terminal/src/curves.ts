import { drawPlot, type Point } from './plots.ts';
import type { Terminal } from './terminal.ts';

/**
 * Curves of one quantity over the epochs: together where colors tell them apart, else one below the other.
 *
 * @param series - Values by the name of the series, one an epoch.
 */
export function drawCurves(
  title: string,
  series: Readonly<Record<string, readonly number[]>>,
  terminal: Terminal,
): string {
  const lines = Object.entries(series).map(
    ([name, values]) => [name, values.map((y, i): Point => [i + 1, y])] as const,
  );
  const epochs = Math.max(...lines.map(([, { length }]) => length));
  return drawPlot(
    Object.fromEntries(lines),
    { title, xLabel: 'epoch', xTicks: epochTicks(epochs) },
    terminal,
  );
}

/** Epochs to name at an axis: the first, and every so many. */
export function epochTicks(epochs: number): number[] {
  const step = Math.ceil(epochs / 10);
  const every = Array.from({ length: Math.floor(epochs / step) }, (_, i) => (i + 1) * step);
  return [...new Set([1, ...every])];
}
