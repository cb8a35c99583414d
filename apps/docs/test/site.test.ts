/**
 * The built site in a real browser: the demo trains, stops and reads a drawing; search finds Korean; nothing is
 * fetched from elsewhere.
 */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium as browserType } from 'playwright-core';
import { chromium, chromiumFlags } from '../../../scripts/chromium.mjs';

const site = fileURLToPath(new URL('../', import.meta.url));
const pictures = fileURLToPath(new URL('screenshots/', import.meta.url));

const skip = chromium === undefined && 'no Chromium found: set CHROMIUM or install it';

describe('the site', { skip }, () => {
  let server: ChildProcess;
  let browser: Browser;
  let address: string;
  const complaintsOf = new WeakMap<Page, string[]>();

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    const port = await freePort();
    address = `http://localhost:${port}`;
    server = spawn(process.execPath, [vitepress(), 'preview', '--port', String(port)], {
      cwd: site,
      stdio: 'ignore',
    });
    await answers(address);
    browser = await browserType.launch({ executablePath: chromium ?? '', args: chromiumFlags });
  });

  after(async () => {
    await browser?.close();
    server?.kill();
  });

  /** A page that must not complain, nor reach for other servers. */
  async function open(
    path: string,
    scheme: 'light' | 'dark' = 'light',
    beforehand: () => void = () => {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      colorScheme: scheme,
    });
    await context.addInitScript(beforehand);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(address) && !/^(?:data|blob):/.test(url)) complaints.push(url);
    });
    complaintsOf.set(page, complaints);
    await page.goto(address + path);
    return page;
  }

  async function closeWithoutComplaint(page: Page): Promise<void> {
    assert.deepEqual(complaintsOf.get(page), []);
    await page.close();
  }

  test('the demo trains on WebGL, and reads a digit that is drawn', async () => {
    const page = await open('/demo/');
    const demo = page.getByTestId('demo');
    await page.getByTestId('start').click();
    await inState(page, 'done');

    assert.ok(Number(await demo.getAttribute('data-accuracy')) >= 0.9);
    assert.equal(await page.getByTestId('backend').textContent(), 'webgl');
    const guesses = await page.getByTestId('digits').locator('span').allTextContents();
    assert.equal(guesses.length, 24);
    assert.ok(guesses.every((guess) => /^\d$/.test(guess)));

    await draw(page, circle());
    const best = page.locator('[data-testid=bars] .best b');
    await best.waitFor();
    assert.equal(await best.textContent(), '0');
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: `${pictures}demo.png`, fullPage: true });
    await closeWithoutComplaint(page);
  });

  test('the Korean demo stops when asked, and can be started again', async () => {
    const page = await open('/ko/demo/', 'dark');
    await page.getByRole('button', { name: '학습 시작' }).click();
    await page.locator('[data-accuracy]').waitFor();
    await page.getByRole('button', { name: '멈추기' }).click();
    await inState(page, 'stopped');
    await page.screenshot({ path: `${pictures}demo-ko.png`, fullPage: true });
    await page.getByRole('button', { name: '다시 학습하기' }).click();
    await page.locator('[data-state=training][data-accuracy]').waitFor();
    await page.getByRole('button', { name: '멈추기' }).click();
    await inState(page, 'stopped');
    await closeWithoutComplaint(page);
  });

  test('the demo falls back on the cpu where there is no WebGL', async () => {
    const page = await open('/demo/', 'light', () => {
      const none = { value: () => null };
      Object.defineProperty(OffscreenCanvas.prototype, 'getContext', none);
    });
    await page.getByTestId('start').click();
    await page.locator('[data-accuracy]').waitFor();
    assert.equal(await page.getByTestId('backend').textContent(), 'cpu');
    await page.getByTestId('stop').click();
    await inState(page, 'stopped');
    await closeWithoutComplaint(page);
  });

  test('search finds a Korean word inside another one', async () => {
    const page = await open('/ko/guide/start');
    await page.getByRole('button', { name: '검색' }).click();
    await page.getByRole('searchbox').fill('그래디언');
    const results = page.locator('.VPLocalSearchBox .result');
    await results.first().waitFor();
    await page.getByRole('searchbox').fill('엔트로피');
    await results.filter({ hasText: '손실 함수' }).first().waitFor();
    await page.screenshot({ path: `${pictures}search-ko.png` });
    await closeWithoutComplaint(page);
  });

  const paths = {
    home: '/',
    'home-ko': '/ko/',
    start: '/guide/start',
    'losses-ko': '/ko/guide/losses',
    api: '/api/layers/classes/Dense',
    'api-core': '/api/core/',
  };
  for (const [name, path] of Object.entries(paths)) {
    test(`${path} opens without a complaint`, async () => {
      const page = await open(path);
      await page.locator('h1').first().waitFor();
      await page.screenshot({ path: `${pictures}${name}.png` });
      await closeWithoutComplaint(page);
    });
  }
});

async function inState(page: Page, state: string): Promise<void> {
  const demo = page.locator(`[data-state=${state}], [data-state=failed]`);
  await demo.waitFor({ timeout: 240_000 });
  assert.equal(await demo.getAttribute('data-state'), state, (await demo.textContent()) ?? '');
}

type Path = readonly (readonly [x: number, y: number])[];

function circle(): Path {
  return Array.from({ length: 41 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 40;
    return [0.5 + 0.22 * Math.sin(angle), 0.5 - 0.34 * Math.cos(angle)];
  });
}

async function draw(page: Page, path: Path): Promise<void> {
  const pad = page.getByTestId('pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  assert.ok(box);
  const to = ([x, y]: readonly [number, number]): [number, number] => [
    box.x + x * box.width,
    box.y + y * box.height,
  ];
  const [first = [0, 0], ...others] = path;
  await page.mouse.move(...to(first));
  await page.mouse.down();
  for (const point of others) await page.mouse.move(...to(point));
  await page.mouse.up();
}

const vitepress = (): string => `${site}node_modules/vitepress/bin/vitepress.js`;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answers(address: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no answer from ${address}`);
}
