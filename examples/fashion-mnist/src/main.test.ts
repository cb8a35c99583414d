import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = join(process.env.MYELIN_DATA ?? '', 'fashion-mnist');

describe.skipIf(!existsSync(folder))('Fashion-MNIST (needs fashion-mnist/ in MYELIN_DATA)', () => {
  let printed = '';
  beforeAll(async () => {
    printed = await printedBy(() => import('./main.ts'), '--rows', '2000', '--epochs', '3');
  }, 120_000);

  test('2,000 images are enough to tell most clothes apart', () => {
    const accuracy = /^accuracy on 2000 images it has never seen: (.+)$/m.exec(printed)?.[1];
    expect(Number(accuracy)).toBeGreaterThan(0.7);
  });

  test('six pictures are drawn, the first an ankle boot', () => {
    expect(printed.match(/ \d+ %/g)).toHaveLength(6);
    expect(printed).toMatch(/^(Ankle boot \d+ %|.+, is Ankle boot) /m);
    expect(printed).toMatch(/▓█{5}/);
  });
});
