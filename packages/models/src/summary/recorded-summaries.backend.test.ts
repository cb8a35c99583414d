import { deserialize, layerCatalog, NdArray, resetNames, shapeSize, shapesIn } from '@myelin/core';
import { camelCase, fixtureCases, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { registerAll } from '../../test-support/register-all.ts';
import type { Sequential } from '../sequential/sequential.ts';
import type { SummaryOptions } from './summary-options.ts';

registerAll();

interface SummaryCase {
  readonly name: string;
  readonly config: { readonly class_name: string; readonly config: object };
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly compiledAndBuiltOptimizer: boolean;
  readonly text: string;
}

const cases = await fixtureCases<SummaryCase>('keras/summaries.json');

onEachBackend('summary, as Keras prints it', () => {
  for (const recorded of cases) {
    test(recorded.name, async () => {
      resetNames();
      using model = deserialize(recorded.config, 'layer') as Sequential;
      if (recorded.compiledAndBuiltOptimizer) await trainOnce(model);
      const options = Object.entries(recorded.kwargs).map(([key, value]) => [
        camelCase(key),
        value,
      ]);
      let text = '';
      const printFn = (printed: string): void => {
        text = printed;
      };
      const given: SummaryOptions = { ...Object.fromEntries(options), printFn, columns: 80 };
      model.summary(given);
      expect(text.trimEnd()).toBe(recorded.text.trimEnd());
    });
  }
});

/** One step on zeros, so that the optimizer has variables. */
async function trainOnce(model: Sequential): Promise<void> {
  const [shape] = shapesIn(model.builtInputShape ?? []);
  const rows = [2, ...(shape ?? []).slice(1).map((size) => size ?? 1)];
  const x = new NdArray(new Float32Array(shapeSize(rows)), rows);
  model.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy' });
  await model.trainOnBatch(x, new NdArray(new Int32Array(2), [2]));
}

test('all layers of the recorded models are known', () => {
  const named = JSON.stringify(cases).matchAll(/"module":"keras\.layers","class_name":"(\w+)"/g);
  const missing = new Set(
    [...named].flatMap(([, name]) => (layerCatalog.has(name!) ? [] : [name])),
  );
  expect([...missing]).toEqual([]);
});
