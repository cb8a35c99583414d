import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { drawScatter } from './scatter.ts';

const marks = [
  { x: 0, y: 0, label: 3 },
  { x: 1, y: 1, label: 7 },
  { x: 1, y: 1, label: 4 },
  { x: 1, y: 1, label: 4 },
];

test('corners of the map are corners of the picture, and the commonest class wins a place', () => {
  expect(drawScatter(marks, 3, { columns: 5, colors: false })).toBe('    4\n\n3');
});

test('with colors each class has its own', () => {
  const drawn = drawScatter(marks, 3, { columns: 5, colors: true });
  expect(stripVTControlCharacters(drawn)).toBe('    4\n\n3');
  expect(drawn).toContain('\x1b[38;5;118m3\x1b[0m');
});
