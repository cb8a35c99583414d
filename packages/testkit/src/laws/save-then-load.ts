import type { LayerClass } from '@myelin/core';
import { deserialize, layerCatalog, serialize } from '@myelin/core';
import { expect } from 'vitest';
import type { LayerUnderTest } from './law.ts';
import { plain } from './plain.ts';
import { expectSameOutputs } from './same-outputs.ts';

/** A layer comes back from its saved form (as JSON text), and gives the same outputs with the same weights. */
export function saveThenLoad({ Class, given, make }: LayerUnderTest): void {
  using layer = make();
  layerCatalog.register({ [layer.className]: Class as LayerClass });
  const text = JSON.stringify(serialize(layer));
  using loaded = deserialize(JSON.parse(text), 'layer');
  expect(loaded.className, 'class of what was loaded').toBe(layer.className);
  expect(plain(serialize(loaded)), 'saved once more').toEqual(JSON.parse(text));
  expectSameOutputs(layer, loaded, given);
}
