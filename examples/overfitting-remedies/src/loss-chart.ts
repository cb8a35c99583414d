import type { Html } from '@myelin/example-quickstart/report/html.ts';
import { svg } from '@myelin/example-quickstart/report/svg.ts';
import { epochTicks } from '@myelin/example-terminal';
import * as Plot from '@observablehq/plot';

interface Point {
  readonly epoch: number;
  readonly loss: number;
  readonly name: string;
}

/** Colors of the lines, told apart on light and on dark ground; plain is that of the ink. */
export const lineColors = [
  'var(--ink)',
  '#d1495b',
  '#00798c',
  '#edae49',
  '#7b5ea7',
  '#3f9b4f',
  '#2f7fd1',
] as const;

/**
 * Curves of all in one picture, with a ring where each is lowest.
 *
 * @param series - Losses by name, one an epoch.
 */
export function lossChart(
  label: string,
  series: Readonly<Record<string, readonly number[]>>,
): Html {
  const names = Object.keys(series);
  const curves = Object.entries(series).map(([name, losses]) =>
    losses.map((loss, i): Point => ({ epoch: i + 1, loss, name })),
  );
  const points = curves.flat();
  const turns = curves.flatMap((curve) => {
    const least = Math.min(...curve.map(({ loss }) => loss));
    return curve.filter(({ loss }) => loss === least);
  });
  const title = ({ name, epoch, loss }: Point) => `${name}, epoch ${epoch}: ${loss.toFixed(3)}`;
  const channels = { x: 'epoch', y: 'loss', stroke: 'name' };
  return svg({
    width: 1000,
    height: 420,
    marginTop: 28,
    marginLeft: 44,
    x: {
      label: 'epoch',
      ticks: epochTicks(Math.max(...points.map(({ epoch }) => epoch))),
      tickFormat: 'd',
    },
    y: { label, grid: true, nice: true },
    color: { domain: names, range: lineColors.slice(0, names.length) },
    marks: [
      Plot.lineY(points, { ...channels, z: 'name', strokeWidth: 2 }),
      Plot.dot(turns, { ...channels, r: 5, fill: 'var(--surface)', strokeWidth: 2, title }),
    ],
  });
}
