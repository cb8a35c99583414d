import { expect } from 'vitest';
import type { LayerUnderTest } from './law.ts';

/** `outputShape` is what comes out, also when the batch size is not known before. */
export function outputShape({ example: { output }, input, make }: LayerUnderTest): void {
  using layer = make();
  expect(layer.outputShape(input.shape), 'outputShape').toEqual(output);
  expect(
    layer.outputShape([null, ...input.shape.slice(1)]),
    'outputShape for an unknown batch',
  ).toEqual([null, ...output.slice(1)]);
  for (const training of [false, true]) {
    using y = layer.apply(input, { training });
    expect(y.shape, `shape of the result with training: ${training}`).toEqual(output);
  }
}
