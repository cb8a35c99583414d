/** Curves so small that many fit on a screen, made of Braille characters: each holds two columns of four dots. */

import type { Point } from './plots.ts';

export interface SmallPlotOptions {
  /** Characters in a line. */
  readonly width: number;
  /** Lines. */
  readonly height: number;
}

/** Bits of the dots of a Braille character: left column from top to bottom, then right. */
const dots = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

/** The lines of a small plot that reaches from the least to the greatest value, each way. */
export function drawSmallPlot(
  points: readonly Point[],
  { width, height }: SmallPlotOptions,
): string[] {
  const column = scale(
    points.map(([x]) => x),
    2 * width,
  );
  const row = scale(
    points.map(([, y]) => y),
    4 * height,
  );
  const cells = Array.from({ length: height }, () => new Array<number>(width).fill(0));
  let last: number | undefined;
  for (const [x, y] of points) {
    const [dx, dy] = [column(x), 4 * height - 1 - row(y)];
    const down = Math.sign((last ?? dy) - dy);
    // Steep parts are lines too: dots from this height to the one before, which is there already.
    let at = dy;
    do {
      const line = cells[Math.floor(at / 4)];
      const cell = Math.floor(dx / 2);
      if (line) line[cell] = (line[cell] ?? 0) | (dots[dx % 2 === 0 ? 0 : 1][at % 4] ?? 0);
      at += down;
    } while (down !== 0 && at !== last);
    last = dy;
  }
  return cells.map((line) => line.map((bits) => String.fromCodePoint(0x2800 + bits)).join(''));
}

/** Maps values to whole numbers from 0 up to but not including `steps`; equal values to the middle. */
function scale(values: readonly number[], steps: number): (value: number) => number {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  if (range === 0) return () => Math.floor(steps / 2);
  return (value) => Math.round(((value - low) / range) * (steps - 1));
}
