import { epochTicks } from '@myelin/example-terminal';
import * as Plot from '@observablehq/plot';
import type { Html } from './html.ts';
import { svg } from './svg.ts';

interface Point {
  readonly epoch: number;
  readonly value: number;
  readonly series: string;
}

/**
 * One line for each series, named at its end.
 *
 * @param series - Values by the name of the series, one an epoch.
 */
export function curveChart(
  label: string,
  series: Readonly<Record<string, readonly number[]>>,
  { isFraction = false }: { readonly isFraction?: boolean } = {},
): Html {
  const points = Object.entries(series).flatMap(([name, values]) =>
    values.map((value, i): Point => ({ epoch: i + 1, value, series: name })),
  );
  const values = points.map(({ value }) => value);
  const bottom = isFraction ? Math.floor(10 * Math.min(...values)) / 10 : 0;
  const top = isFraction ? 1 : Math.max(...values);
  const last = Math.max(...points.map(({ epoch }) => epoch));
  const written = (value: number) =>
    isFraction ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
  const channels = { x: 'epoch', y: 'value', stroke: 'series' };
  return svg({
    width: 560,
    height: 300,
    marginTop: 28,
    marginRight: 92,
    marginLeft: 44,
    x: { label: 'epoch', ticks: epochTicks(last), tickFormat: 'd', insetLeft: 6 },
    y: {
      label,
      grid: true,
      nice: true,
      domain: [bottom, top],
      ...(isFraction && { tickFormat: '.0%' }),
    },
    color: { domain: Object.keys(series), range: ['var(--series-1)', 'var(--series-2)'] },
    marks: [
      Plot.lineY(points, { ...channels, z: 'series', strokeWidth: 2 }),
      Plot.dot(points, {
        ...channels,
        r: 3,
        fill: 'var(--surface)',
        strokeWidth: 1.75,
        title: ({ series, epoch, value }: Point) => `${series}, epoch ${epoch}: ${written(value)}`,
      }),
      Plot.text(endLabels(points, last, 0.07 * (top - bottom)), {
        x: 'epoch',
        y: 'value',
        text: 'series',
        fill: 'series',
        dx: 10,
        textAnchor: 'start',
        fontWeight: 600,
      }),
    ],
  });
}

/** Names of the lines at their ends, moved up where they would touch. */
function endLabels(points: readonly Point[], last: number, gap: number): Point[] {
  const ends = points.filter(({ epoch }) => epoch === last).sort((a, b) => a.value - b.value);
  return ends.map((label, i) => {
    const below = ends[i - 1]?.value ?? Number.NEGATIVE_INFINITY;
    return { ...label, value: Math.max(label.value, below + gap) };
  });
}
