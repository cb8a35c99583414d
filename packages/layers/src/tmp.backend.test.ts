import { Pass, sum, square, tensor, valueAndGradients, tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { Embedding } from './core/embedding.ts';
onEachBackend('speed', () => {
  test('embedding', () => {
    using layer = new Embedding({ inputDim: 10000, outputDim: 16 });
    const x = tensor(Int32Array.from({ length: 64 * 256 }, (_, i) => (i * 7919) % 10000), 'int32', [64, 256]);
    layer.buildFor(x.shape);
    for (let k = 0; k < 2; k++) {
      const t = performance.now();
      tidy(() => { valueAndGradients(() => sum(square(layer.forward(x, new Pass()))), layer.weights.map((w) => w.value)).gradients[0]!.dataSync(); });
      console.log('embedding gradient ms', performance.now() - t);
    }
  });
});
