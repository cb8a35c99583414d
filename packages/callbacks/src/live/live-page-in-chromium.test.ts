import type { Browser, Page } from 'playwright-core';
import { chromium as browserType } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, chromiumFlags } from '../../../../scripts/chromium.mjs';
import { FakeRun } from '../../test-support/fake-run.ts';
import { textLines } from '../../test-support/text-lines.ts';
import { LivePage } from './live-page.ts';

/** Asks until the answer is right, on a busy machine too. */
const soon = <Value>(ask: () => Value | Promise<Value>) => expect.poll(ask, { timeout: 10_000 });

describe.skipIf(chromium === undefined)('the page in a browser (needs Chromium)', () => {
  let browser: Browser;
  let live: LivePage;
  let run: FakeRun;

  beforeAll(async () => {
    browser = await browserType.launch({ executablePath: chromium ?? '', args: chromiumFlags });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
  });

  afterEach(async () => {
    await live.close();
  });

  async function begin(epochs: number, keepOpen = false): Promise<void> {
    live = new LivePage({ output: textLines(), title: 'Digits <b>', keepOpen });
    run = new FakeRun(epochs);
    await live.onTrainBegin({}, run);
  }

  function endEpoch(epoch: number): void {
    live.onEpochBegin(epoch);
    const loss = 2 / (epoch + 1);
    live.onEpochEnd(epoch, { accuracy: 1 - loss / 3, loss, val_loss: loss * 1.2 }, run);
  }

  /** Opens the page; whatever it complains of, or asks of others, is kept. */
  async function look(viewport = { width: 1100, height: 800 }): Promise<[Page, string[]]> {
    const page = await browser.newPage({ viewport });
    const complaints: string[] = [];
    const { origin } = new URL(live.url!);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (asked) => {
      if (!asked.url().startsWith(origin) && !asked.url().startsWith('data:')) {
        complaints.push(asked.url());
      }
    });
    await page.goto(live.url!);
    return [page, complaints];
  }

  const text = async (page: Page, selector: string): Promise<string> =>
    (await page.locator(selector).textContent()) ?? '';

  const epochsShown = (page: Page): Promise<string[]> => page.locator('#rows th').allTextContents();

  test('values arrive while training goes on, and are there again after the page was reloaded', async () => {
    await begin(4);
    endEpoch(0);
    const [page, complaints] = await look();
    await soon(() => epochsShown(page)).toEqual(['1']);
    endEpoch(1);
    await soon(() => epochsShown(page)).toEqual(['2', '1']);
    live.onEpochBegin(2);
    live.onTrainBatchEnd(6, { loss: 0.9 }, run);
    await soon(() => text(page, '#batch')).toBe('7 of 1');
    expect(await text(page, '#epoch')).toBe('3 of 4');
    await page.reload();
    await soon(() => epochsShown(page)).toEqual(['2', '1']);
    expect(await text(page, 'h1')).toBe('Digits <b>');
    expect(await page.locator('figure h2').allTextContents()).toEqual(['loss', 'accuracy']);
    expect(await page.locator('.plot').first().getAttribute('aria-label')).toBe(
      'Curve of loss after 2 epochs: training 1, validation 1.2',
    );
    run.stop('val_loss has not improved');
    endEpoch(2);
    await live.onTrainEnd({}, run);
    await soon(() => text(page, '#state')).toBe('training has ended');
    await soon(() => text(page, '#reason')).toBe('Stopped early: val_loss has not improved');
    expect(await epochsShown(page)).toEqual(['3', '2', '1']);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('curves are drawn', async () => {
    await begin(30);
    for (let epoch = 0; epoch < 20; epoch++) endEpoch(epoch);
    const [page, complaints] = await look();
    const colorsOf = (): Promise<number> =>
      page
        .locator('figure canvas')
        .first()
        .evaluate((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const context = (canvas as HTMLCanvasElement).getContext('2d');
          const pixels = new Uint32Array(context!.getImageData(0, 0, width, height).data.buffer);
          return new Set(pixels).size;
        });
    await soon(() => page.locator('figure canvas').count()).toBe(2);
    await soon(colorsOf).toBeGreaterThan(20);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('on a telephone nothing stands out at the side, not even ten values', async () => {
    await begin(3);
    const logs = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`some_metric_${i}`, i]));
    live.onEpochEnd(0, logs, run);
    const [page] = await look({ width: 360, height: 640 });
    await soon(() => page.locator('figure').count()).toBe(10);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await page.close();
  });

  test('NaN is shown as what it is', async () => {
    await begin(3);
    live.onEpochEnd(0, { loss: Number.NaN }, run);
    const [page, complaints] = await look();
    await soon(() => page.locator('#rows td').first().textContent()).toBe('NaN');
    expect(await text(page, '.series b')).toBe('NaN');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('an open page goes on with the next run', async () => {
    await begin(2, true);
    endEpoch(0);
    const [page] = await look();
    await soon(() => epochsShown(page)).toEqual(['1']);
    await live.onTrainEnd({}, run);
    await live.onTrainBegin({}, run);
    await soon(() => text(page, '#state')).toBe('training');
    live.onEpochEnd(0, { mae: 3 }, run);
    await soon(() => page.locator('figure h2').allTextContents()).toEqual(['mae']);
    await page.close();
  });
});
