import type { Layer } from '@myelin/core';
import * as core from '@myelin/core';
import type { LayerUnderTest } from './law.ts';
import { expectSameOutputs } from './same-outputs.ts';

/** What core's serialization offers, as far as the law needs it. */
interface Serialization {
  serialize(object: core.Serializable): unknown;
  deserialize(saved: unknown): unknown;
}

/** A layer comes back from its serialized form (as JSON text) and gives the same outputs with the same weights. */
export function saveThenLoad({ Class, input, make }: LayerUnderTest): void {
  const { serialize, deserialize } = core as unknown as Partial<Serialization>;
  if (!serialize || !deserialize) return;
  using layer = make();
  if (!core.layerCatalog.has(layer.className)) {
    core.layerCatalog.register({ [layer.className]: Class as core.LayerClass });
  }
  const text = JSON.stringify(serialize(layer));
  using loaded = deserialize(JSON.parse(text)) as Layer;
  expectSameOutputs(layer, loaded, input);
}
