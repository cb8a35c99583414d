import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { drawCurves } from './curves.ts';

const series = { training: [2, 1, 0.5], validation: [1.9, 1.2, 0.8] };

test('without colors each series has a chart of its own', () => {
  const drawn = drawCurves('loss', series, { columns: 80, colors: false });
  expect(drawn).toBe(stripVTControlCharacters(drawn));
  expect(drawn.match(/^loss, (training|validation)$/gm)).toHaveLength(2);
  expect(drawn).toMatch(/^ {2}2┤/m);
  expect(drawn).toMatch(/^1\.9┤/m);
});

test('with colors one chart holds all, and a legend', () => {
  const drawn = stripVTControlCharacters(drawCurves('loss', series, { columns: 80, colors: true }));
  expect(drawn.match(/epoch/g)).toHaveLength(1);
  expect(drawn).toMatch(/█ training\n█ validation/);
});

test('no line is longer than the terminal', () => {
  const drawn = drawCurves('loss', series, { columns: 50, colors: false });
  for (const line of drawn.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
});
