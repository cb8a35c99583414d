import { expect } from 'vitest';
import { newLayer } from '../layers/any-layer-class.ts';
import type { LayerUnderTest } from './law.ts';
import { plain } from './plain.ts';
import { expectSameOutputs } from './same-outputs.ts';

/** `new C(layer.config)` makes an equal layer: equal config, and equal outputs once it has the same weights. */
export function configRoundTrip({ Class, given, make }: LayerUnderTest): void {
  using layer = make();
  using copy = newLayer(Class, layer.config);
  expect(plain(copy.config), 'config of the copy').toEqual(plain(layer.config));
  expectSameOutputs(layer, copy, given);
}
