/** Triangular filters of the mel scale, on which equal steps sound equal. */

export interface MelFilterOptions {
  readonly numMelBins: number;
  /** Number of frequencies of the spectrum, from 0 to half the sampling rate. */
  readonly frequencies: number;
  readonly samplingRate: number;
  readonly minFreq: number;
  readonly maxFreq: number;
}

/**
 * Weights that turn a spectrum into mel bands, row-major: `[frequencies, numMelBins]`. Every triangle reaches 1.
 *
 * @source The convention of HTK: `mel = 1127 ln(1 + f / 700)`.
 */
export function melFilters(options: MelFilterOptions): Float32Array {
  const { numMelBins, frequencies, samplingRate, minFreq, maxFreq } = options;
  const lowest = mel(minFreq);
  const width = (mel(maxFreq) - lowest) / (numMelBins + 1);
  const weights = new Float32Array(frequencies * numMelBins);
  // Frequency 0 has no place on the scale.
  for (let f = 1; f < frequencies; f++) {
    const at = mel((f * samplingRate) / 2 / (frequencies - 1));
    for (let band = 0; band < numMelBins; band++) {
      const start = lowest + band * width;
      const rising = (at - start) / width;
      const falling = (start + 2 * width - at) / width;
      weights[f * numMelBins + band] = Math.max(0, Math.min(rising, falling));
    }
  }
  return weights;
}

const mel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700);
