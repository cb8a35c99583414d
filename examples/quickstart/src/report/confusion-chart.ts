import * as Plot from '@observablehq/plot';
import type { Html } from './html.ts';
import { svg } from './svg.ts';

interface Cell {
  readonly truth: string;
  readonly guess: string;
  readonly count: number;
  /** Fraction of the images of this class. */
  readonly share: number;
  readonly isRight: boolean;
}

/** How many of each class were taken for which: rows are the truth, columns the network's answers. */
export function confusionChart(
  confusion: readonly (readonly number[])[],
  classNames: readonly string[],
): Html {
  const cells = confusion.flatMap((row, truth) => cellsOf(row, truth, classNames));
  const filled = cells.filter(({ count }) => count > 0);
  const place = { x: 'guess', y: 'truth', rx: 3 };
  return svg({
    width: 560,
    height: 520,
    marginTop: 44,
    marginLeft: 44,
    marginBottom: 8,
    marginRight: 8,
    padding: 0.06,
    x: { label: 'answer', axis: 'top', domain: [...classNames], tickSize: 0 },
    y: { label: 'truth', domain: [...classNames], tickSize: 0 },
    color: { type: 'identity' },
    opacity: { type: 'identity' },
    marks: [
      Plot.cell(cells, { ...place, fill: 'var(--track)' }),
      Plot.cell(filled, {
        ...place,
        fill: ({ isRight }: Cell) => (isRight ? 'var(--series-1)' : 'var(--wrong)'),
        // A single mistake among a thousand must still be seen.
        fillOpacity: ({ isRight, share }: Cell) =>
          isRight ? 0.15 + 0.85 * share : 0.12 + 0.88 * share ** 0.6,
        title: ({ count, truth, guess, share }: Cell) =>
          `${count} of class ${truth} taken for ${guess} (${(100 * share).toFixed(1)} %)`,
      }),
      Plot.text(filled, {
        x: 'guess',
        y: 'truth',
        text: 'count',
        fill: ({ isRight, share }: Cell) =>
          isRight && share > 0.5 ? 'var(--on-accent)' : 'var(--ink)',
        fontWeight: 600,
        pointerEvents: 'none',
      }),
    ],
  });
}

function cellsOf(row: readonly number[], truth: number, classNames: readonly string[]): Cell[] {
  const total = row.reduce((sum, count) => sum + count, 0);
  return row.map((count, guess) => ({
    truth: classNames[truth] ?? String(truth),
    guess: classNames[guess] ?? String(guess),
    count,
    share: count / Math.max(1, total),
    isRight: truth === guess,
  }));
}
