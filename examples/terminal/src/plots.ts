import chart, { type Settings } from 'simple-ascii-chart';
import type { Terminal } from './terminal.ts';

/** Colors of lines, in their order. White comes last, since it may be that of the paper. */
const lineColors = [
  ...(['ansiCyan', 'ansiYellow', 'ansiMagenta', 'ansiGreen'] as const),
  ...(['ansiRed', 'ansiBlue', 'ansiWhite'] as const),
];

export type Point = readonly [x: number, y: number];

export interface PlotOptions {
  readonly title: string;
  readonly xLabel: string;
  /** Places to name at the x axis; what fits, if left out. */
  readonly xTicks?: readonly number[];
  /** Smallest and largest y that is shown; those of the values, if left out. */
  readonly yRange?: readonly [low: number, high: number];
}

/**
 * Lines through points: together where colors tell them apart, else one below the other.
 *
 * @param series - Points from left to right, by the name of the series.
 */
export function drawPlot(
  series: Readonly<Record<string, readonly Point[]>>,
  { title, xLabel, xTicks, yRange }: PlotOptions,
  { columns, colors }: Terminal,
): string {
  const names = Object.keys(series);
  const lines = Object.values(series).map((line) => line.map(([x, y]): [number, number] => [x, y]));
  const settings: Settings = {
    width: Math.min(columns - 12, 64),
    height: colors ? 12 : 8,
    xLabel,
    ...(xTicks && { customXAxisTicks: [...xTicks] }),
    ...(yRange && { yRange: [...yRange] }),
  };
  const drawn = colors
    ? chart(lines, {
        ...settings,
        title,
        color: [...lineColors],
        legend: { position: 'bottom', series: names },
      })
    : lines
        .map((line, i) => chart(line, { ...settings, title: `${title}, ${names[i]}` }))
        .join('\n');
  return drawn.replaceAll(/ +$/gm, '');
}
