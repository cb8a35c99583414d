import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { STFTSpectrogram } from './stft-spectrogram.ts';

await layerFixtureTests('keras/layers-audio.json', { STFTSpectrogram });

onEachBackend('STFTSpectrogram', () => {
  test.each([
    { options: { frameLength: 4 }, input: [2, 8, 2], output: [2, 3, 6] },
    {
      options: { mode: 'psd', frameLength: 6, frameStep: 5, fftLength: 8, expandDims: true },
      input: [2, 11, 2],
      output: [2, 2, 5, 2],
    },
    {
      options: {
        mode: 'magnitude',
        frameLength: 4,
        dataFormat: 'channels_first',
        padding: 'same',
        periodic: true,
      },
      input: [2, 2, 7],
      output: [2, 6, 4],
    },
    {
      options: {
        mode: 'stft',
        frameLength: 4,
        dataFormat: 'channels_first',
        expandDims: true,
        scaling: 'spectrum',
      },
      input: [1, 2, 8],
      output: [1, 2, 3, 6],
    },
    {
      options: { mode: 'real', frameLength: 3, window: [1, 2, 1], scaling: null },
      input: [2, 6, 1],
      output: [2, 4, 3],
    },
    {
      options: { mode: 'imag', frameLength: 4, window: null },
      input: [2, 6, 1],
      output: [2, 2, 3],
    },
    { options: { mode: 'angle', frameLength: 4 }, input: [2, 6, 1], output: [2, 2, 3] },
  ])('obeys the layer laws: $options', (example) => checkLayer(STFTSpectrogram, example));

  // A wave of one turn in four samples. Frames begin at its top and at its bottom.
  const wave = [[[1], [0], [-1], [0], [1], [0]]];
  const plain = { frameLength: 4, frameStep: 2, window: null, scaling: null } as const;

  test.each([
    [
      'real',
      [
        [0, 2, 0],
        [0, -2, 0],
      ],
    ],
    [
      'imag',
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    // Frequency 1 counts twice, for its twin among the negative ones.
    [
      'psd',
      [
        [0, 8, 0],
        [0, 8, 0],
      ],
    ],
    [
      'stft',
      [
        [0, 2, 0, 0, 0, 0],
        [0, -2, 0, 0, 0, 0],
      ],
    ],
  ] as const)('finds the frequency of a wave: mode %s', (mode, expected) => {
    using layer = new STFTSpectrogram({ ...plain, mode });
    using y = layer.apply(wave);
    expectClose(y, [expected], { absolute: 1e-5, relative: 1e-5 });
  });

  test('says with angles where in its turn a wave is', () => {
    using layer = new STFTSpectrogram({ ...plain, mode: 'angle', expandDims: true });
    // A sine is a quarter of a turn behind the cosine.
    using y = layer.apply([[[0], [1], [0], [-1]]]);
    using phase = y.slice([0, 0, 1, 0], [1, 1, 1, 1]);
    expectClose(phase, [[[[-Math.PI / 2]]]]);
  });

  test.each([
    [{ frameStep: 300 }, '`frameStep` must be a whole number of at least 1 and of at most 256'],
    [{ fftLength: 128 }, '`fftLength` must be a whole number of at least 256'],
    [{ window: 'han' }, 'did you mean `hann`'],
    [{ window: [1, 2] }, '`window` must be a name, null, or 256 numbers'],
    [{ mode: 'power' }, '`mode` must be one of'],
  ])('refuses %o', (options, message) => {
    expect(() => new STFTSpectrogram(options as never)).toThrow(message);
  });

  test('refuses signals that are shorter than a frame', () => {
    using layer = new STFTSpectrogram({ frameLength: 8 });
    expect(() => layer.apply([[[1], [2]]])).toThrow('at least one frame of 8 samples');
  });
});
