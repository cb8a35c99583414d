import { expect, test } from 'vitest';
import { melFilters } from './mel-filters.ts';

const options = {
  numMelBins: 3,
  frequencies: 201,
  samplingRate: 4000,
  minFreq: 200,
  maxFreq: 1800,
};

/** Weights of all bands at a frequency in hertz: the frequencies are 10 Hz apart. */
const at = (hertz: number): number[] => {
  const row = (hertz / 10) * options.numMelBins;
  return Array.from(melFilters(options).slice(row, row + options.numMelBins));
};

test('neighboring triangles add up to 1 between the first peak and the last', () => {
  // Peaks lie at 1/4, 2/4 and 3/4 of the way from mel(200) to mel(1800): at 462, 800 and 1236 Hz.
  for (const hertz of [470, 700, 800, 1000, 1230]) {
    expect(at(hertz).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6);
  }
  expect(at(800)[1]).toBeCloseTo(1, 1);
  expect(at(460)[0]).toBeCloseTo(1, 1);
});

test('nothing is heard at 0 Hz and outside of the range', () => {
  expect([...at(0), ...at(190), ...at(1810)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
});
