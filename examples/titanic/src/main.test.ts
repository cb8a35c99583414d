import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printedBy } from '@myelin/example-terminal/test-support';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const folder = join(process.env.MYELIN_DATA ?? '', 'titanic');

describe.skipIf(!existsSync(folder))('the Titanic (needs titanic/ in MYELIN_DATA)', () => {
  let printed = '';
  beforeAll(async () => {
    printed = await printedBy(() => import('./main.ts'), '--folds', '3', '--networks', '1');
  }, 120_000);
  afterAll(() => rmSync(dirname(submission()), { recursive: true }));

  const submission = (): string => /\S+submission\.csv/.exec(printed)?.[0] ?? '';

  /** Accuracy of a choice of columns. */
  const accuracyOf = (choice: string): number => {
    const line = printed.split('\n').find((one) => one.startsWith(choice));
    return Number(/(0\.\d+) ± /.exec(line ?? '')?.[1]);
  };

  test('women were saved first, and the first class first', () => {
    expect(printed).toMatch(/^female class 1 .+ 97 % of 94$/m);
    expect(printed).toMatch(/^male +class 3 .+ 14 % of 347$/m);
  });

  test('more columns help: the title says who is a child', () => {
    expect(accuracyOf('sex and class')).toBeGreaterThan(0.75);
    expect(accuracyOf('+ title and family')).toBeGreaterThan(accuracyOf('sex and class') + 0.02);
  });

  test('the best entry is right about four of five on folds that did not choose it', () => {
    expect(Number(/On other folds (0\.\d+)/.exec(printed)?.[1])).toBeGreaterThanOrEqual(0.8);
    expect(process.exitCode ?? 0).toBe(0);
  });

  test('the confusion matrix counts all 891 once', () => {
    const [, dead = '', alive = ''] =
      /true . predicted +died +survived\n +died(.+)\n +survived(.+)/.exec(printed) ?? [];
    const counts = `${dead} ${alive}`.trim().split(/ +/).map(Number);
    expect(counts).toHaveLength(4);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(891);
  });

  test('the file holds all that was learned', () => {
    expect(printed).toContain('loaded again, it predicts the same.');
  });

  test('the submission has a line for each of 418 passengers, as Kaggle asks for it', () => {
    const [head, ...lines] = readFileSync(submission(), 'utf8').trimEnd().split(/\r?\n/);
    expect(head).toBe('PassengerId,Survived');
    expect(lines).toHaveLength(418);
    for (const [i, line] of lines.entries()) expect(line).toMatch(new RegExp(`^${892 + i},[01]$`));
    // About as many as in training, where 38 % survived.
    const survivors = lines.filter((line) => line.endsWith(',1')).length;
    expect(survivors).toBeGreaterThan(110);
    expect(survivors).toBeLessThan(200);
  });
});
