import { dispose, shapesIn, tidy } from '@myelin/core';
import { expect } from 'vitest';
import { inputShapes, openBatch, tensorArguments } from '../layers/layer-arguments.ts';
import { applyToArrays } from '../layers/run-layer.ts';
import type { LayerUnderTest } from './law.ts';

/** `outputShape` is what comes out, also when the batch size is not known before. */
export function outputShape({ example: { output }, given, make }: LayerUnderTest): void {
  using layer = make();
  const shapes = inputShapes(given);
  tidy(() => {
    const { call } = tensorArguments(given);
    expect(layer.outputShape(shapes, call), 'outputShape').toEqual(output);
    expect(layer.outputShape(openBatch(shapes), call), 'outputShape for an unknown batch').toEqual(
      openBatch(output),
    );
  });
  for (const training of [false, true]) {
    const results = applyToArrays(layer, given, training);
    const received = results.map(({ shape }) => shape);
    dispose(...results);
    expect(received, `shapes of the results with training: ${training}`).toEqual(shapesIn(output));
  }
}
