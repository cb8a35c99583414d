import type {
  CallArguments,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Shape,
  Tensor,
} from '@myelin/core';
import {
  ArgumentError,
  add,
  describe,
  div,
  formatShape,
  gather,
  log,
  matMul,
  max,
  maximum,
  mul,
  pow,
  requireBoolean,
  requireNumber,
  requireOptions,
  requireRank,
  requireRoom,
  requireWholeNumber,
  reshape,
  ShapeError,
  spectralWindow,
  split,
  sqrt,
  square,
  sub,
  tensor,
  transpose,
  WeightlessLayer,
} from '@myelin/core';
import { fourierKernel } from './fourier-kernel.ts';
import { melFilters } from './mel-filters.ts';
import { slideOverSignal, windowCount } from './slide-over-signal.ts';

export interface MelSpectrogramOptions extends LayerOptions {
  /** Samples of the Fourier transform. Whole number, at least 1. @defaultValue `2048` */
  readonly fftLength?: number;
  /** Samples from one frame to the next. Whole number, at least 1. @defaultValue `512` */
  readonly sequenceStride?: number;
  /** Samples in a frame, at most `fftLength`. @defaultValue `null`: `fftLength` */
  readonly sequenceLength?: number | null;
  /** A window by name, its values, or null for none. @defaultValue `'hann'` */
  readonly window?: 'hann' | 'hamming' | readonly number[] | null;
  /** Samples per second. @defaultValue `16000` */
  readonly samplingRate?: number;
  /** Number of bands. Whole number, at least 1. @defaultValue `128` */
  readonly numMelBins?: number;
  /** Lower end of the lowest band, in hertz. @defaultValue `20` */
  readonly minFreq?: number;
  /** Upper end of the highest band, in hertz. @defaultValue `null`: half of `samplingRate` */
  readonly maxFreq?: number | null;
  /** Whether strengths are in decibels. @defaultValue `true` */
  readonly powerToDb?: boolean;
  /** Decibels below the strongest value where the scale ends. @defaultValue `80` */
  readonly topDb?: number;
  /** Exponent of magnitudes: 1 for energy, 2 for power. @defaultValue `2` */
  readonly magExp?: number;
  /** Smallest strength that decibels are taken of. @defaultValue `1e-10` */
  readonly minPower?: number;
  /** Strength of 0 decibels. @defaultValue `1` */
  readonly refPower?: number;
}

const defaults: OptionDefaults<OwnOptions<MelSpectrogramOptions>> = {
  fftLength: 2048,
  sequenceStride: 512,
  sequenceLength: null,
  window: 'hann',
  samplingRate: 16000,
  numMelBins: 128,
  minFreq: 20,
  maxFreq: null,
  powerToDb: true,
  topDb: 80,
  magExp: 2,
  minPower: 1e-10,
  refPower: 1,
};

/**
 * How strong a signal is in bands of pitch, frame by frame: magnitudes of the short-time Fourier transform, gathered by
 * triangular filters of the mel scale, in decibels.
 *
 * Frames are centered: the signal is reflected at its ends. The strongest value of the whole batch is what `topDb` counts
 * from.
 *
 * @shape input `[batch, time]` or `[time]`
 * @shape output `[batch, numMelBins, time / sequenceStride + 1]`
 * @throws {@link ArgumentError} an option is out of its domain, or does not go with another.
 * @throws {@link ShapeError} the signal is not longer than half of `fftLength`.
 * @source Defaults as Keras 3 `MelSpectrogram`.
 * @example
 * new MelSpectrogram({ numMelBins: 80 }).outputShape([null, 16000]) // => [null, 80, 32]
 */
export class MelSpectrogram extends WeightlessLayer<MelSpectrogramOptions> {
  readonly className: string = 'MelSpectrogram';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #frequencies: number;
  #kernel: Float32Array | undefined;
  #filters: Float32Array | undefined;

  constructor(options: MelSpectrogramOptions = {}) {
    super('MelSpectrogram', withDerived(options), defaults);
    requireMelOptions(this.config);
    const { fftLength, numMelBins } = this.config;
    this.#frequencies = Math.floor(fftLength / 2) + 1;
    requireRoom('MelSpectrogram', '`fftLength` makes a transform that', this.#fourierShape);
    requireRoom('MelSpectrogram', '`numMelBins` makes a filter bank that', [
      this.#frequencies,
      numMelBins,
    ]);
  }

  outputShape(input: Shape): Shape {
    requireRank('MelSpectrogram', input, { min: 1 });
    const { fftLength, sequenceStride, numMelBins } = this.config;
    const time = input.at(-1) ?? null;
    const reach = Math.floor(fftLength / 2);
    if (time !== null && time <= reach) {
      throw new ShapeError({
        where: 'MelSpectrogram',
        problem: `the input must be longer than half of \`fftLength\`, ${reach} samples, received shape ${formatShape(input)}`,
        fix: 'pass longer signals, or a smaller `fftLength`',
      });
    }
    const padded = time === null ? null : time + 2 * reach;
    return [
      ...input.slice(0, -1),
      numMelBins,
      windowCount(padded, fftLength, sequenceStride, 'valid'),
    ];
  }

  protected call(x: Tensor): Tensor {
    const { magExp, powerToDb, numMelBins, sequenceStride } = this.config;
    const time = x.shape.at(-1) ?? 0;
    const signals = reshape(x, [x.size / time, time]);
    const kernel = tensor(this.#fourier, 'float32', this.#fourierShape);
    const parts = slideOverSignal(this.#reflected(signals), kernel, sequenceStride, 'valid');
    const [real, imag] = split(parts, 2, 2) as [Tensor, Tensor];
    const magnitudes = sqrt(add(square(real), square(imag)));
    const filters = tensor(this.#bands, 'float32', [this.#frequencies, numMelBins]);
    const frames = parts.shape[1] ?? 0;
    const rows = reshape(pow(magnitudes, magExp), [-1, this.#frequencies]);
    const strengths = reshape(matMul(rows, filters), [parts.shape[0] ?? 0, frames, numMelBins]);
    const y = transpose(powerToDb ? this.#decibels(strengths) : strengths, [0, 2, 1]);
    return reshape(y, [...x.shape.slice(0, -1), numMelBins, frames]);
  }

  /** The signals with half a frame more at each end, as in a mirror. */
  #reflected(signals: Tensor): Tensor {
    const reach = Math.floor(this.config.fftLength / 2);
    const time = signals.shape[1] ?? 0;
    const mirrored = Int32Array.from({ length: time + 2 * reach }, (_, i) => {
      const at = Math.abs(i - reach);
      return at < time ? at : 2 * (time - 1) - at;
    });
    return gather(signals, tensor(mirrored), 1);
  }

  #decibels(strengths: Tensor): Tensor {
    const { minPower, refPower, topDb } = this.config;
    const reference = 10 * Math.log10(Math.max(Math.abs(refPower), minPower));
    const decibels = sub(mul(div(log(maximum(strengths, minPower)), Math.LN10), 10), reference);
    return maximum(decibels, sub(max(decibels), topDb));
  }

  get #fourier(): Float32Array {
    const { window, fftLength } = this.config;
    this.#kernel ??= fourierKernel(this.#window(window), fftLength);
    return this.#kernel;
  }

  get #fourierShape(): readonly number[] {
    return [this.config.fftLength, 1, 2 * this.#frequencies];
  }

  #window(window: 'hann' | 'hamming' | readonly number[] | null): ArrayLike<number> {
    const length = this.config.sequenceLength ?? this.config.fftLength;
    if (window === null) return new Float64Array(this.config.fftLength).fill(1);
    return typeof window === 'string'
      ? spectralWindow('MelSpectrogram', window, length, true)
      : window;
  }

  get #bands(): Float32Array {
    const { numMelBins, samplingRate, minFreq, maxFreq } = this.config;
    this.#filters ??= melFilters({
      numMelBins,
      frequencies: this.#frequencies,
      samplingRate,
      minFreq,
      maxFreq: maxFreq ?? samplingRate / 2,
    });
    return this.#filters;
  }
}

/** Options that follow from others, as Keras's files have them. */
function withDerived(options: MelSpectrogramOptions): MelSpectrogramOptions {
  requireOptions('MelSpectrogram', options);
  const { fftLength = 2048, samplingRate = 16000 } = options;
  requireNumber('MelSpectrogram', 'samplingRate', samplingRate, { above: 0 });
  return {
    ...options,
    sequenceLength: options.sequenceLength ?? fftLength,
    maxFreq: options.maxFreq ?? Math.trunc(samplingRate / 2),
  };
}

function requireMelOptions(config: Required<OwnOptions<MelSpectrogramOptions>>): void {
  const where = 'MelSpectrogram';
  const { fftLength, sequenceLength, minFreq, maxFreq, window } = config;
  requireWholeNumber(where, 'fftLength', fftLength, { min: 1 });
  requireWholeNumber(where, 'sequenceStride', config.sequenceStride, { min: 1 });
  requireWholeNumber(where, 'sequenceLength', sequenceLength, { min: 1, max: fftLength });
  requireWholeNumber(where, 'numMelBins', config.numMelBins, { min: 1 });
  requireNumber(where, 'minFreq', minFreq, { min: 0 });
  requireNumber(where, 'maxFreq', maxFreq, { above: minFreq });
  requireBoolean(where, 'powerToDb', config.powerToDb);
  requireNumber(where, 'topDb', config.topDb);
  requireNumber(where, 'magExp', config.magExp);
  requireNumber(where, 'minPower', config.minPower, { above: 0 });
  requireNumber(where, 'refPower', config.refPower);
  const isList = Array.isArray(window) && window.every(Number.isFinite);
  if (isList && window.length === sequenceLength) return;
  if (window === null || window === 'hann' || window === 'hamming') return;
  throw new ArgumentError({
    where,
    problem: `\`window\` must be 'hann', 'hamming', null, or ${sequenceLength} numbers, one for each sample of a frame, received ${describe(window)}`,
    fix: "pass for example { window: 'hann' }",
  });
}
