import { NdArray, tensor, transpose } from '@myelin/core';
import {
  arrayOf,
  checkLayer,
  expectClose,
  layerFixtureTests,
  onEachBackend,
} from '@myelin/testkit';
import { expect, test } from 'vitest';
import { ConvLSTM1D } from './conv-lstm1d.ts';
import { ConvLSTM2D } from './conv-lstm2d.ts';
import { ConvLSTM3D } from './conv-lstm3d.ts';
import { LSTM } from './lstm.ts';

await layerFixtureTests('keras/layers-rnn.json', { ConvLSTM1D, ConvLSTM2D, ConvLSTM3D });

const mask = new NdArray(Uint8Array.of(0, 1, 1), [1, 3], 'bool');

onEachBackend('Recurrent layers with convolutions', () => {
  test.each([
    {
      Class: ConvLSTM1D,
      options: { filters: 2, kernelSize: 2, dilationRate: 2, dropout: 0.3, recurrentDropout: 0.2 },
      input: [1, 3, 4, 2],
      output: [1, 2, 2],
      call: { mask },
    },
    {
      Class: ConvLSTM2D,
      options: {
        filters: 1,
        kernelSize: [1, 2],
        dataFormat: 'channels_first',
        returnSequences: true,
        returnState: true,
      },
      input: [1, 2, 2, 2, 3],
      output: [
        [1, 2, 1, 2, 2],
        [1, 1, 2, 2],
        [1, 1, 2, 2],
      ],
    },
    {
      Class: ConvLSTM3D,
      options: { filters: 1, kernelSize: 2, strides: 2, goBackwards: true, useBias: false },
      input: [1, 2, 2, 2, 2, 1],
      output: [1, 1, 1, 1, 1],
    },
  ])('obey the layer laws: $Class.name', ({ Class, ...example }) => checkLayer(Class, example));

  test('with windows of one element are an LSTM at each place', () => {
    using layer = new ConvLSTM1D({ filters: 2, kernelSize: 1, returnSequences: true });
    using places = new LSTM({ units: 2, returnSequences: true });
    const x = tensor(
      [
        [
          [[1], [2]],
          [[-3], [4]],
          [[5], [-6]],
        ],
      ],
      'float32',
    );
    const y = layer.apply(x);
    // Places as samples.
    const sequences = tensor(
      [
        [[1], [-3], [5]],
        [[2], [4], [-6]],
      ],
      'float32',
    );
    places.buildFor([2, 3, 1]);
    for (const [i, { value }] of layer.weights.entries()) {
      const { shape } = places.weights[i]!;
      places.weights[i]!.assign(value.reshape([...shape]));
    }
    const expected = places.apply(sequences);
    expectClose(y, arrayOf(transpose(expected, [1, 0, 2]).reshape([1, 3, 2, 2])));
  });

  test('take and give channels first where they are told so, states too', () => {
    const options = { filters: 2, kernelSize: 2, padding: 'same', returnState: true } as const;
    using first = new ConvLSTM2D({ ...options, dataFormat: 'channels_first' });
    using last = new ConvLSTM2D(options);
    const x = tensor(
      Float32Array.from({ length: 36 }, (_, i) => Math.sin(i)),
      'float32',
      [1, 2, 3, 3, 2],
    );
    const [y, h, c] = last.apply(x);
    first.buildFor([1, 2, 2, 3, 3]);
    for (const [i, { value }] of last.weights.entries()) first.weights[i]!.assign(value);
    const turned = (image: NonNullable<typeof y>) => transpose(image, [0, 3, 1, 2]);
    const initialState = [turned(h!), turned(c!)];
    const again = last.apply(x, { initialState: [h!, c!] });
    const results = first.apply(transpose(x, [0, 1, 4, 2, 3]), { initialState });
    for (const [i, result] of results.entries()) {
      expectClose(result, arrayOf(turned(again[i]!)));
    }
  });

  test.each([
    [{ filters: 2, kernelSize: 2, strides: 2, dilationRate: 2 }, /must not both be above 1/],
    [{ filters: 2, kernelSize: 2, padding: 'causal' }, /`padding` must be one of/],
    [{ filters: 0, kernelSize: 2 }, /ConvLSTM1D: `filters` must be a whole number of at least 1/],
  ])('refuse %o', (options, message) => {
    expect(() => new ConvLSTM1D(options as never)).toThrow(message);
  });
});
