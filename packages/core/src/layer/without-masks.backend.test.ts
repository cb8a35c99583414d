import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { tidy } from '../memory/memory.ts';
import type { Shape } from '../shapes/shape.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Pass } from './pass.ts';
import { WeightlessLayer } from './weightless-layer.ts';

class Same extends WeightlessLayer {
  readonly className: string = 'Same';
  constructor() {
    super('Same', {}, {});
  }
  outputShape(input: Shape): Shape {
    return input;
  }
  protected call(x: Tensor): Tensor {
    return x;
  }
}

onEachBackend('masks that a call states', () => {
  test('hold for that call alone, not for others that use the tensor', () => {
    tidy(() => {
      const x = tensor([[[1], [2]]]);
      const pass = new Pass();
      const layer = new Same();
      const y = layer.forward(x, pass, { mask: tensor([[true, false]]) });
      expect(Array.from(pass.maskOf(y)?.dataSync() ?? [])).toEqual([1, 0]);
      expect(pass.maskOf(x)).toBeUndefined();
      expect(pass.maskOf(layer.forward(x, pass))).toBeUndefined();
    });
  });
});
