import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = join(process.env.MYELIN_DATA ?? '', 'imdb');

describe.skipIf(!existsSync(folder))('remedies (needs imdb/ in MYELIN_DATA)', () => {
  let printed = '';
  beforeAll(async () => {
    const flags = ['--rows', '1000', '--epochs', '25', '--words', '2000'];
    printed = await printedBy(() => import('./main.ts'), ...flags);
  }, 180_000);

  /** A number of the table. */
  const cell = (name: string, column: number): number => {
    const line = printed.split('\n').find((one) => one.startsWith(`${name}  `)) ?? '';
    return Number(line.slice(name.length).replace('epoch ', '').trim().split(/ +/)[column]);
  };

  test("the note's network and its remedies have equally many parameters", () => {
    for (const name of ['plain', 'L2', 'dropout', 'fewer words', 'early stopping']) {
      // 2,000 · 16 + 16, 16 · 16 + 16, 16 + 1; with 10,000 words it were 160,305.
      expect(cell(name, 0)).toBe(32_305);
    }
    // 2,000 · 4 + 4, 4 · 4 + 4, 4 + 1
    expect(cell('smaller', 0)).toBe(8029);
  });

  test('all that the note claims is borne out', () => {
    expect(printed.match(/^✓ /gm)).toHaveLength(8);
    expect(printed).not.toContain('✗');
  });

  test('stopping early is enough to be right about more than four of five reviews', () => {
    expect(cell('early stopping', 5)).toBeGreaterThan(0.8);
    expect(cell('early stopping', 5)).toBeLessThan(0.95);
  });

  test('the report shows all curves in one picture, and loads and runs nothing', async () => {
    const [, url = ''] = /^Report: (file:.+)$/m.exec(printed) ?? [];
    const report = await readFile(fileURLToPath(url), 'utf8');
    expect(report).toMatch(/^<!doctype html>/);
    expect(report).not.toMatch(/<script|<link|<iframe|url\(|@import|src=/);
    expect(report.match(/<svg /g)).toHaveLength(2);
    // A ring for each of the seven, in each of both.
    expect(report.match(/<circle /g)?.length).toBeGreaterThanOrEqual(14);
  });
});
