import { NdArray } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { MelSpectrogram } from './mel-spectrogram.ts';

await layerFixtureTests('keras/layers-audio.json', { MelSpectrogram });

onEachBackend('MelSpectrogram', () => {
  test.each([
    {
      options: { fftLength: 8, sequenceStride: 4, numMelBins: 2, samplingRate: 100, topDb: 30 },
      input: [2, 12],
      output: [2, 2, 4],
    },
    {
      options: {
        fftLength: 8,
        sequenceLength: 5,
        sequenceStride: 3,
        numMelBins: 3,
        powerToDb: false,
        magExp: 1,
        window: 'hamming',
      },
      input: [1, 9],
      output: [1, 3, 4],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(MelSpectrogram, example));

  test('is as quiet as it gets where there is silence, and louder by ten times the logarithm', () => {
    const options = { fftLength: 8, sequenceStride: 8, numMelBins: 1, samplingRate: 100 };
    using layer = new MelSpectrogram({ ...options, minPower: 1e-4 });
    using silence = layer.apply([[0, 0, 0, 0, 0, 0, 0, 0]]);
    expectClose(silence, [[[-40, -40]]]);
    using loud = new MelSpectrogram({ ...options, powerToDb: false });
    const signal = [[1, 5, 2, 4, 1, 5, 2, 4]];
    using strengths = loud.apply(signal);
    using decibels = layer.apply(signal);
    const expected = Array.from(strengths.dataSync(), (power) => 10 * Math.log10(power));
    expectClose(decibels, [[expected]]);
  });

  test('takes a signal without a batch', () => {
    const options = { fftLength: 4, sequenceStride: 2, numMelBins: 2, samplingRate: 100 };
    using layer = new MelSpectrogram(options);
    const signal = [1, 2, 4, 3, 1];
    using single = layer.apply(signal);
    using batch = layer.apply([signal]);
    expect(single.shape).toEqual([2, 3]);
    expectClose(single.reshape([1, 2, 3]), new NdArray(batch.dataSync(), batch.shape));
  });

  test.each([
    [{ fftLength: 4, sequenceLength: 8 }, '`sequenceLength` must be a whole number'],
    [{ window: 'blackman' }, "`window` must be 'hann', 'hamming', null, or 2048 numbers"],
    [{ minFreq: 9000 }, '`maxFreq` must be a number above 9000'],
  ])('refuses %o', (options, message) => {
    expect(() => new MelSpectrogram(options as never)).toThrow(message);
  });

  test('refuses signals that cannot be reflected', () => {
    expect(() => new MelSpectrogram().outputShape([null, 1024])).toThrow('1024 samples');
  });
});
