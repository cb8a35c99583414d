import type { Optimizer } from '@myelin/core';
import { ndArray } from '@myelin/core';
import { expectClose, onEachBackend, waysToRun } from '@myelin/testkit';
import { describe, test } from 'vitest';
import { Adadelta } from './adadelta.ts';
import { Adagrad } from './adagrad.ts';
import { Adam } from './adam.ts';
import { Adamax } from './adamax.ts';
import { AdamW } from './adamw.ts';
import { Ftrl } from './ftrl.ts';
import { Lion } from './lion.ts';
import { Nadam } from './nadam.ts';
import { RMSprop } from './rmsprop.ts';
import { SGD } from './sgd.ts';

/** From w = [1, 2] with g = [0.5, -1], [0.25, -0.5], [0.1, 2], as Keras 3.15.1 gives them. */
const goldens: readonly [string, () => Optimizer, readonly number[][]][] = [
  [
    'Adam',
    () => new Adam(),
    [
      [0.999, 2.0009999],
      [0.9980679, 2.0019321],
      [0.997246, 2.0017257],
    ],
  ],
  [
    'SGD with momentum',
    () => new SGD({ learningRate: 0.1, momentum: 0.9 }),
    [
      [0.95, 2.1],
      [0.88, 2.24],
      [0.807, 2.166],
    ],
  ],
  [
    'SGD with nesterov momentum',
    () => new SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true }),
    [
      [0.905, 2.19],
      [0.817, 2.366],
      [0.7413, 2.0994],
    ],
  ],
  [
    'RMSprop',
    () => new RMSprop(),
    [
      [0.9968377, 2.0031624],
      [0.9953633, 2.0046368],
      [0.9947533, 2.0018182],
    ],
  ],
  [
    'Adagrad',
    () => new Adagrad(),
    [
      [0.9991549, 2.0009534],
      [0.9987656, 2.0013838],
      [0.9986117, 2.000519],
    ],
  ],
  [
    'Nadam',
    () => new Nadam(),
    [
      [0.9989372, 2.0010629],
      [0.9984156, 2.0015845],
      [0.9981215, 2.0007041],
    ],
  ],
  [
    'AdamW',
    () => new AdamW(),
    [
      [0.998996, 2.0009921],
      [0.9980599, 2.0019162],
      [0.997234, 2.0017016],
    ],
  ],
  [
    'Adamax',
    () => new Adamax(),
    [
      [0.999, 2.0009999],
      [0.9982624, 2.0017376],
      [0.9977226, 2.001601],
    ],
  ],
  [
    'Adadelta',
    () => new Adadelta(),
    [
      [0.9999986, 2.0000014],
      [0.9999977, 2.0000024],
      [0.9999973, 2.0000005],
    ],
  ],
  [
    'Ftrl',
    () => new Ftrl(),
    [
      [0.4646324, 1.3979307],
      [0.4642431, 1.398361],
      [0.4640892, 1.3974962],
    ],
  ],
  [
    'Lion',
    () => new Lion(),
    [
      [0.999, 2.001],
      [0.998, 2.002],
      [0.997, 2.001],
    ],
  ],
  [
    'Adam with clipnorm',
    () => new Adam({ clipnorm: 0.1 }),
    [
      [0.9990001, 2.0009999],
      [0.9980001, 2.0019999],
      [0.9971793, 2.0022104],
    ],
  ],
  [
    'RMSprop, centered, with momentum',
    () => new RMSprop({ centered: true, momentum: 0.9 }),
    [
      [0.9966667, 2.0033333],
      [0.9920478, 2.0079522],
      [0.9872097, 2.0092752],
    ],
  ],
];

onEachBackend('three steps of an optimizer', (backend) => {
  describe.each(waysToRun(backend))('$name', ({ run }) => {
    test.each(goldens)('%s agrees with Keras to seven digits', async (_, make, after) => {
      const optimizer = make();
      const weights = [{ path: 'w', shape: [2] }];
      let state = await run({ value: ndArray([1, 2], [2], 'float32') }, ({ value }) =>
        named(value!, optimizer.initialSlots(weights, [value!])),
      );
      for (const [i, gradient] of [
        [0.5, -1],
        [0.25, -0.5],
        [0.1, 2],
      ].entries()) {
        const inputs = {
          ...state,
          gradient: ndArray(gradient, [2], 'float32'),
          learningRate: ndArray(optimizer.learningRate, [], 'float32'),
          step: ndArray(i + 1, [], 'float32'),
        };
        state = await run(inputs, ({ value, gradient, learningRate, step, ...slots }) => {
          const next = optimizer.apply({
            weights,
            values: [value!],
            slots: Object.values(slots),
            gradients: [gradient],
            learningRates: [learningRate!],
            step: step!,
          });
          return named(next.values[0]!, next.slots);
        });
        expectClose(state.value!, after[i]!, { absolute: 1e-6, relative: 0 });
      }
    });
  });
});

/** A value and slots by names that keep their order. */
function named<Value>(value: Value, slots: readonly Value[]): Record<string, Value> {
  return { value, ...Object.fromEntries(slots.map((slot, i) => [`slot${i}`, slot])) };
}
