import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, expect, test } from 'vitest';

let printed = '';
beforeAll(async () => {
  printed = await printedBy(() => import('./main.ts'));
}, 120_000);

test('texts go into the model as they are, and come out as probabilities', () => {
  expect(printed).toMatch(/text_vectorization.+\(None, 12\)/);
  const praise = (text: string): number =>
    Number(new RegExp(`^praise (\\S+): ${text}`, 'm').exec(printed)?.[1]);
  expect(praise('What a wonderful story')).toBeGreaterThan(0.8);
  expect(praise('Boring')).toBeLessThan(0.2);
  expect(praise('A superb cast')).toBeGreaterThan(0.8);
  // Capitals and commas do not matter.
  expect(praise('dull, and far too LONG')).toBeLessThan(0.2);
});

test('whoever has seen altered images bears altered ones', () => {
  const [, still, moved] =
    /^with augmentation: accuracy (\S+), of images moved by 3 pixels (\S+)$/m.exec(printed) ?? [];
  const [, , without] =
    /^without augmentation: accuracy (\S+), of images moved by 3 pixels (\S+)$/m.exec(printed) ??
    [];
  expect(Number(still)).toBeGreaterThan(0.75);
  expect(Number(moved)).toBeGreaterThan(Number(without) + 0.15);
});

test('images are altered in training only', () => {
  const views = printed.slice(printed.lastIndexOf('of images moved'));
  expect(views.match(/\btraining\b/g)).toHaveLength(3);
  expect(views.match(/\bafter\b/g)).toHaveLength(1);
});
