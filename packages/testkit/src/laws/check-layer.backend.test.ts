import type {
  Layer,
  LayerOptions,
  Shape,
  Tensor,
  WeightMaker,
  WeightRecord,
  WeightValues,
} from '@myelin/core';
import {
  add,
  Initializer,
  keep,
  Layer as LayerContract,
  lastAxis,
  matMul,
  mul,
  type Pass,
  RandomSource,
  requireBoolean,
  required,
  requireWholeNumber,
  scalar,
  seedOr,
  square,
  stopGradient,
  tensor,
  zeros,
} from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { layerFixtureTests } from '../layers/layer-fixture-tests.ts';
import { onEachBackend } from '../on-each-backend.ts';
import { checkLayer, isInBrowser } from './check-layer.ts';

class Normal extends Initializer {
  readonly className = 'Normal';
  readonly config: { readonly seed: number } = { seed: seedOr('Normal', null) };
  values(shape: readonly number[]): Tensor {
    const random = new RandomSource(this.config.seed);
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () =>
      random.normal(),
    );
    return tensor(values, 'float32', shape);
  }
}

class Zeros extends Initializer {
  readonly className = 'Zeros';
  readonly config = {};
  values(shape: readonly number[]): Tensor {
    return zeros(shape);
  }
}

interface LinearOptions extends LayerOptions {
  readonly units: number;
  readonly useBias?: boolean;
}

/** The smallest layer with weights: what the laws are tried on. */
class Linear extends LayerContract<LinearOptions, WeightRecord> {
  readonly className: string = 'Linear';
  readonly initializer = new Normal();
  constructor(options: LinearOptions) {
    super('Linear', options, { units: required, useBias: true });
    requireWholeNumber('Linear', 'units', this.config.units, { min: 1 });
    requireBoolean('Linear', 'useBias', this.config.useBias);
  }
  outputShape(input: Shape): Shape {
    lastAxis('Linear', input);
    return [...input.slice(0, -1), this.config.units];
  }
  protected build(input: Shape, weight: WeightMaker): WeightRecord {
    const { units, useBias } = this.config;
    const kernel = weight('kernel', [lastAxis('Linear', input), units], this.initializer);
    return { kernel, bias: useBias ? weight('bias', [units], new Zeros()) : undefined };
  }
  protected call(x: Tensor, { kernel, bias }: WeightValues<WeightRecord>, _pass?: Pass): Tensor {
    const rows = x.reshape([-1, x.shape.at(-1)!]);
    const product = matMul(rows, kernel!).reshape([...x.shape.slice(0, -1), this.config.units]);
    return bias ? add(product, bias) : product;
  }
}

const example = { options: { units: 4 }, input: [2, 3], output: [2, 4] };

onEachBackend('checkLayer', () => {
  test.each([
    example,
    { options: { units: 5, useBias: false }, input: [2, 3, 4], output: [2, 3, 5] },
    { ...example, refuses: { units: [0, 2.5] } },
  ])('accepts a layer that obeys: $options', (c) => checkLayer(Linear, c));

  const breaks = async (Class: new (options: LinearOptions) => Layer, message: RegExp) => {
    await expect(checkLayer(Class, example)).rejects.toThrow(message);
  };

  test('finds an outputShape that is not what comes out', () =>
    breaks(
      class extends Linear {
        override outputShape(input: Shape): Shape {
          return [...input.slice(0, -1), 7];
        }
      },
      /law "output shape"/,
    ));

  test('finds weights that do not follow the seed', () => {
    let count = 0;
    return breaks(
      class extends Linear {
        override readonly initializer = Object.assign(new Normal(), { config: { seed: count++ } });
      },
      /law "same seed, same weights"/,
    );
  });

  test('finds a leaked tensor', () => {
    const left: Tensor[] = [];
    return breaks(
      class extends Linear {
        protected override call(x: Tensor, weights: WeightValues<WeightRecord>): Tensor {
          left.push(keep(scalar(1)));
          return super.call(x, weights);
        }
      },
      /law "no tensor leaked": tensors left behind/,
    ).finally(() => left.map((t) => t.dispose()));
  });

  test('finds a gradient that is not that of the value', () =>
    breaks(
      class extends Linear {
        protected override call(x: Tensor, weights: WeightValues<WeightRecord>): Tensor {
          const y = super.call(x, weights);
          return mul(y, stopGradient(square(y)));
        }
      },
      /law "gradients": derivative by .*\[\d+\]/,
    ));

  test('finds a mistake that only training makes', () =>
    breaks(
      class extends Linear {
        protected override call(
          x: Tensor,
          weights: WeightValues<WeightRecord>,
          pass: Pass,
        ): Tensor {
          const y = super.call(x, weights);
          return pass.training ? mul(y, stopGradient(y)) : y;
        }
      },
      /law "gradients"/,
    ));

  test('passes over a law that the layer is excused from', () =>
    checkLayer(Linear, {
      ...example,
      output: [2, 9],
      skipLaws: { 'output shape': 'to try the excuse' },
    }));

  // The laws about options hold on one backend as on any other: checkLayer leaves them out in browsers.
  describe.skipIf(isInBrowser)('laws about options (left out in browsers)', () => {
    test('finds options that do not survive in the config', () =>
      breaks(
        class extends Linear {
          constructor(options: LinearOptions) {
            super({ ...options, units: options.units + 1 });
          }
        },
        /law "config round trip"/,
      ));

    test('finds an option that nobody checks', () =>
      breaks(
        class extends LayerContract<LinearOptions, WeightRecord> {
          readonly className = 'Careless';
          constructor(options: LinearOptions) {
            super('Careless', options, { units: required, useBias: true });
          }
          outputShape(input: Shape): Shape {
            return [...input.slice(0, -1), 4];
          }
          protected build(): WeightRecord {
            return {};
          }
          protected call(x: Tensor): Tensor {
            return x.slice([0, 0], [-1, 1]).add(zeros([4]));
          }
        },
        /law "bad options are refused": error for { units: no such value }/,
      ));
  });

  test('finds a number that a program would freeze', () =>
    breaks(
      class extends Linear {
        #calls = 0;
        protected override call(x: Tensor, weights: WeightValues<WeightRecord>): Tensor {
          return super.call(x, weights).add(zeros([4]).mul(this.#calls++));
        }
      },
      /law "compiled and eager give the same numbers": capture of layer: a number made in JavaScript/,
    ));

  test('finds values that are read in the middle of a layer', () =>
    breaks(
      class extends Linear {
        protected override call(x: Tensor, weights: WeightValues<WeightRecord>): Tensor {
          const y = super.call(x, weights);
          return y.dataSync().length > 100 ? x : y;
        }
      },
      /law "compiled and eager give the same numbers": capture of layer/,
    ));
});

class Dense extends Linear {
  override readonly className: string = 'Dense';
}

await layerFixtureTests('keras/layers-core.json', { Dense });
