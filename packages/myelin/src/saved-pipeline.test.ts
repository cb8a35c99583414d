import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium as browserType } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium, chromiumFlags } from '../../../scripts/chromium.mjs';
import {
  Adam,
  ColumnTransformer,
  Dense,
  encodeState,
  type FittedModelPipeline,
  LabelEncoder,
  loadPipeline,
  ModelPipeline,
  makePipeline,
  OneHotEncoder,
  Sequential,
  SerializationError,
  SimpleImputer,
  StandardScaler,
  setRandomSeed,
  table,
  useBackend,
} from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'myelin-pipeline-'));
const file = join(folder, 'pipeline.safetensors');
afterAll(() => rmSync(folder, { recursive: true }));

const rows = 60;
const passengers = table({
  Name: Array.from({ length: rows }, (_, i) => `Passenger ${i}`),
  Age: Array.from({ length: rows }, (_, i) => (i % 7 === 0 ? null : 20 + ((i * 13) % 50))),
  Sex: Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? 'male' : 'female')),
  Fare: Array.from({ length: rows }, (_, i) => 7.25 + i / 3),
});
const fates = Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? 'lost' : 'saved'));

/** As they come in: with a column too many, one missing value, one category that was never seen. */
const newRows = [
  { Ticket: 'A/5', Age: 30, Sex: 'male', Fare: 10 },
  { Ticket: 'B/7', Age: null, Sex: 'female', Fare: 20.5 },
  { Ticket: 'C/9', Age: 41, Sex: 'unknown', Fare: 7 },
];

let pipeline: FittedModelPipeline<Sequential>;

beforeAll(async () => {
  await useBackend('cpu');
  setRandomSeed(5);
  const model = new Sequential([
    new Dense({ units: 8, activation: 'relu' }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
  model.compile({
    optimizer: new Adam({ learningRate: 0.05 }),
    loss: 'binary_crossentropy',
    metrics: ['accuracy'],
  });
  const prepare = new ColumnTransformer({
    transformers: [
      ['numbers', makePipeline(new SimpleImputer(), new StandardScaler()), ['Age', 'Fare']],
      ['words', new OneHotEncoder({ handleUnknown: 'ignore' }), ['Sex']],
    ],
  });
  const { fitted, history } = await new ModelPipeline({
    prepare,
    model,
    target: new LabelEncoder(),
  }).fit(passengers, fates, {
    epochs: 60,
    verbose: 0,
    validationData: [passengers.slice(0, 9), fates.slice(0, 9)],
  });
  expect(history.history.val_loss).toHaveLength(60);
  pipeline = fitted;
  await pipeline.save(file);
});

describe('a pipeline and its model', () => {
  test('learn from raw rows and labels, and answer raw rows with labels', async () => {
    const { accuracy } = await pipeline.evaluate(passengers, fates);
    expect(accuracy).toBe(1);
    expect(await pipeline.predictLabels(newRows)).toEqual(['lost', 'saved', expect.any(String)]);
    expect((await pipeline.predict(newRows)).shape).toEqual([3, 1]);
  });

  test('learn nothing from rows that are held out', async () => {
    const prepare = new StandardScaler();
    const model = new Sequential([new Dense({ units: 1 })]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const { fitted, history } = await new ModelPipeline({ prepare, model }).fit(
      [[1], [3], [1000], [2000]],
      [1, 2, 3, 4],
      { epochs: 2, verbose: 0, validationSplit: 0.5 },
    );
    expect(fitted.prepare).toHaveProperty('mean', Float64Array.of(2));
    expect(history.history.val_loss).toHaveLength(2);
  });

  test('stand in one file, of which a fresh process predicts the same', async () => {
    const program = await bundled(
      new URL('../test-support/pipeline-process.ts', import.meta.url),
      'node',
    );
    const said = execFileSync(process.execPath, [program, file, JSON.stringify(newRows)], {
      encoding: 'utf8',
    });
    expect(JSON.parse(said)).toEqual(await predicted());
  }, 60_000);

  test.skipIf(chromium === undefined)(
    'and of which a page predicts the same (needs Chromium)',
    async () => {
      const program = await bundled(
        new URL('../test-support/pipeline-page.ts', import.meta.url),
        'browser',
      );
      const browser = await browserType.launch({
        executablePath: chromium ?? '',
        args: chromiumFlags,
      });
      try {
        const page = await browser.newPage();
        await page.addScriptTag({ path: program, type: 'module' });
        await page.waitForFunction('globalThis.predictFrom !== undefined');
        const bytes = readFileSync(file).toString('base64');
        const said = await page.evaluate(
          `predictFrom(Uint8Array.from(atob(${JSON.stringify(bytes)}), (c) => c.charCodeAt(0)), ${JSON.stringify(newRows)})`,
        );
        const { outputs, ...others } = await predicted();
        // Another engine may have other instructions for products and sums: the last bits are its own.
        const close = outputs.map((output) => expect.closeTo(output, 6));
        expect(said).toEqual({ ...others, outputs: close });
      } finally {
        await browser.close();
      }
    },
    60_000,
  );

  test('give the memory of the model back once they are left', async () => {
    const loaded = await loadPipeline(file);
    {
      using read = loaded;
      expect((await read.predict(newRows)).shape).toEqual([3, 1]);
    }
    await expect(loaded.predict(newRows)).rejects.toThrow(/disposed/);
  });

  test('a damaged file, and one of something else, are refused', async () => {
    const bytes = new Uint8Array(readFileSync(file));
    await expect(loadPipeline(bytes.slice(0, -1))).rejects.toThrow(SerializationError);
    const state = pipeline.toState();
    for (const [damaged, message] of [
      [{ ...state, kind: 'model' }, /holds no pipeline: it holds something else/],
      [{ ...state, prepare: {} }, /must be of something that was fitted/],
      [{ ...state, prepare: state.target ?? null }, /rows go through no transformer/],
      [{ ...state, model: null }, /holds no model/],
      [{ ...state, model: { kind: 'net' } }, /unknown kind of model `net`/],
    ] as const) {
      await expect(loadPipeline(encodeState(damaged))).rejects.toThrow(message);
      await expect(loadPipeline(encodeState(damaged))).rejects.toThrow(SerializationError);
    }
    await expect(loadPipeline(join(folder, 'none.safetensors'))).rejects.toThrow(
      /there is no such file/,
    );
  });
});

async function predicted() {
  return {
    outputs: Array.from((await pipeline.predict(newRows)).data),
    labels: await pipeline.predictLabels(newRows),
    names: pipeline.prepare.featureNamesOut(),
  };
}

/** A program of `test-support` as one file. */
async function bundled(source: URL, platform: 'node' | 'browser'): Promise<string> {
  const outfile = join(folder, `${platform}.mjs`);
  await build({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    platform,
    format: 'esm',
    conditions: ['myelin-source'],
    outfile,
    // Parts of tfjs-core ask for modules of Node as CommonJS does.
    ...(platform === 'node' && {
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    }),
    logLevel: 'error',
  });
  return outfile;
}
