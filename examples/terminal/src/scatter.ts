import type { Terminal } from './terminal.ts';

export interface Mark {
  readonly x: number;
  readonly y: number;
  /** Which class it is of, 0 to 9: this is what is drawn. */
  readonly label: number;
}

/** Ten of the 256 colors that can be told apart. */
const colorsOfLabels = [196, 208, 226, 118, 46, 51, 39, 99, 201, 250];

/**
 * A map of points: each is drawn as the digit of its class. Where several fall on one character, the commonest class is shown.
 *
 * @param rows - Height in lines.
 */
export function drawScatter(
  marks: readonly Mark[],
  rows: number,
  { columns, colors }: Terminal,
): string {
  const width = Math.min(columns, 76);
  const place = (axis: 'x' | 'y', cells: number): ((mark: Mark) => number) => {
    const values = marks.map((mark) => mark[axis]);
    const low = Math.min(...values);
    const range = Math.max(...values) - low || 1;
    return (mark) => Math.round(((mark[axis] - low) / range) * (cells - 1));
  };
  const column = place('x', width);
  const line = place('y', rows);
  const cells = Array.from({ length: rows }, () => new Map<number, number[]>());
  for (const mark of marks) {
    const row = cells[rows - 1 - line(mark)];
    const at = column(mark);
    row?.set(at, [...(row.get(at) ?? []), mark.label]);
  }
  return cells
    .map((row) =>
      Array.from({ length: width }, (_, at) => character(row.get(at), colors))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

function character(labels: readonly number[] | undefined, colors: boolean): string {
  if (!labels) return ' ';
  const label = commonest(labels);
  const digit = String(label);
  return colors ? `\x1b[38;5;${colorsOfLabels[label]}m${digit}\x1b[0m` : digit;
}

function commonest(labels: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
