import { expect, test } from 'vitest';
import { csvLines, csvShapes } from './csv-lines.ts';

test.each(csvShapes)('%s: about the size that was asked for, and the same every time', (shape) => {
  const text = [...csvLines(shape, 20_000)].join('');
  expect(text.length).toBeGreaterThan(19_800);
  expect(text.length).toBeLessThan(20_200);
  expect([...csvLines(shape, 20_000)].join('')).toBe(text);
  expect(text.endsWith('\n')).toBe(true);
});
