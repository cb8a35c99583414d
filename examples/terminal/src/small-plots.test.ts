import { expect, test } from 'vitest';
import { drawSmallPlot } from './small-plots.ts';

test('a rising line goes from the lower left to the upper right dot', () => {
  const points = [0, 1, 2, 3].map((i) => [i, i] as const);
  expect(drawSmallPlot(points, { width: 2, height: 1 })).toEqual(['⡠⠊']);
});

test('a jump is drawn as a vertical line, a constant in the middle', () => {
  const step = [
    [0, 0],
    [1, 1],
  ] as const;
  expect(drawSmallPlot(step, { width: 1, height: 1 })).toEqual(['⡸']);
  const flat = [
    [0, 5],
    [1, 5],
  ] as const;
  expect(drawSmallPlot(flat, { width: 1, height: 1 })).toEqual(['⠒']);
});
