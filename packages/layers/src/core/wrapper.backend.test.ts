import { type Pass, required, type Shape, type Tensor } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Dense } from './dense.ts';
import { Wrapper, type WrapperOptions } from './wrapper.ts';

/** Applies the layer inside twice. */
class Twice extends Wrapper<WrapperOptions> {
  readonly className = 'Twice';
  constructor(options: WrapperOptions) {
    super('Twice', options, { layer: required });
  }
  outputShape(input: Shape): Shape {
    return input;
  }
  protected call(x: Tensor, _weights: object, pass: Pass): Tensor {
    return this.layer.forward(this.layer.forward(x, pass) as Tensor, pass) as Tensor;
  }
}

onEachBackend('Wrapper', () => {
  test('builds the layer inside, and has its weights under its own name', () => {
    using layer = new Twice({
      name: 'outer',
      layer: new Dense({ units: 2, kernelInitializer: 'ones', useBias: false, name: 'inner' }),
    });
    using y = layer.apply([[1, 2]]);
    // 3 3, then 6 6.
    expectClose(y, [[6, 6]]);
    expect(layer.weights.map(({ path }) => path)).toEqual(['outer/inner/kernel']);
  });

  test('refuses what is no layer', () => {
    expect(() => new Twice({ layer: 'dense' as never })).toThrow(
      'Twice: `layer` must be a layer, received "dense"',
    );
  });
});
