import type {
  CallArguments,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Padding,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
  WindowName,
} from '@myelin/core';
import {
  ArgumentError,
  add,
  atan2,
  concat,
  describe,
  EPSILON,
  formatShape,
  Layer,
  log,
  maximum,
  pad,
  requireBoolean,
  requireOneOf,
  requireRank,
  requireWholeNumber,
  reshape,
  ShapeError,
  STFT,
  slice,
  sqrt,
  square,
  transpose,
} from '@myelin/core';
import type { DataFormat } from '../../spatial/data-format.ts';
import { requireDataFormat } from '../../spatial/data-format.ts';
import { slideOverSignal, windowCount } from './slide-over-signal.ts';

/** What of the transform comes out: `'psd'` is the power, `'angle'` the phase, `'stft'` both parts. */
export type SpectrogramMode = 'log' | 'magnitude' | 'psd' | 'real' | 'imag' | 'angle' | 'stft';

export interface STFTSpectrogramOptions extends LayerOptions {
  /** @defaultValue `'log'` */
  readonly mode?: SpectrogramMode;
  /** Samples in a frame. Whole number, at least 1. @defaultValue `256` */
  readonly frameLength?: number;
  /** Samples from one frame to the next, at most `frameLength`. @defaultValue `null`: half a frame */
  readonly frameStep?: number | null;
  /** Samples of the transform, at least `frameLength`. @defaultValue `null`: the next power of 2 */
  readonly fftLength?: number | null;
  /** A window by name, its values, or null for none. @defaultValue `'hann'` */
  readonly window?: WindowName | readonly number[] | null;
  /** Whether a window by name is the periodic kind. @defaultValue `false` */
  readonly periodic?: boolean;
  /** What the window is divided by: `√Σw²`, `Σ|w|` or nothing. @defaultValue `'density'` */
  readonly scaling?: 'density' | 'spectrum' | null;
  /** @defaultValue `'valid'` */
  readonly padding?: Padding;
  /** Whether frequencies have an axis of their own, as image layers want it. @defaultValue `false` */
  readonly expandDims?: boolean;
  /** Where channels are. @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat | null;
}

export type STFTSpectrogramWeights = {
  readonly real: Weight | undefined;
  readonly imag: Weight | undefined;
};

const defaults: OptionDefaults<OwnOptions<STFTSpectrogramOptions>> = {
  mode: 'log',
  frameLength: 256,
  frameStep: null,
  fftLength: null,
  window: 'hann',
  periodic: false,
  scaling: 'density',
  padding: 'valid',
  expandDims: false,
  dataFormat: 'channels_last',
};

/**
 * How strong each frequency is in a signal, frame by frame: the short-time Fourier transform as a convolution, whose kernels
 * can be learnt further.
 *
 * @shape input `[batch, time, channels]`
 * @shape output `[batch, frames, channels · frequencies]`; with `expandDims` `[batch, frames, frequencies, channels]`
 * @weights real_kernel, imag_kernel `[frameLength, 1, fftLength / 2 + 1]`, those that `mode` needs
 * @throws {@link ArgumentError} an option is out of its domain, or does not go with another.
 * @throws {@link ShapeError} the signal is shorter than a frame.
 * @source Defaults as Keras 3 `STFTSpectrogram`.
 * @example
 * new STFTSpectrogram({ frameLength: 16 }).outputShape([null, 48, 1]) // => [null, 5, 9]
 */
export class STFTSpectrogram extends Layer<STFTSpectrogramOptions, STFTSpectrogramWeights> {
  readonly className: string = 'STFTSpectrogram';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #step: number;
  readonly #frequencies: number;
  readonly #format: DataFormat;

  constructor(options: STFTSpectrogramOptions = {}) {
    super('STFTSpectrogram', withFormat(options), defaults);
    const { frameLength, frameStep, fftLength, dataFormat } = this.config;
    requireSpectrogramOptions(this.config);
    this.#step = frameStep ?? Math.max(1, Math.floor(frameLength / 2));
    const length = fftLength ?? 2 ** Math.ceil(Math.log2(frameLength));
    this.#frequencies = Math.floor(length / 2) + 1;
    this.#format = requireDataFormat('STFTSpectrogram', dataFormat);
  }

  outputShape(input: Shape): Shape {
    requireRank('STFTSpectrogram', input, { exactly: 3 });
    const { frameLength, padding, expandDims, mode } = this.config;
    const last = this.#format === 'channels_last';
    const [batch = null, first = null, second = null] = input;
    const [time, channels] = last ? [first, second] : [second, first];
    const frames = windowCount(time, frameLength, this.#step, padding);
    if (frames !== null && frames < 1) throw tooShort(input, frameLength);
    const frequencies = mode === 'stft' ? 2 * this.#frequencies : this.#frequencies;
    if (expandDims) {
      return last ? [batch, frames, frequencies, channels] : [batch, channels, frames, frequencies];
    }
    const features = channels === null ? null : channels * frequencies;
    return last ? [batch, frames, features] : [batch, features, frames];
  }

  protected build(_input: Shape, weight: WeightMaker): STFTSpectrogramWeights {
    const { mode, frameLength, window, scaling, periodic } = this.config;
    const kernel = (side: 'real' | 'imag'): Weight =>
      weight(
        `${side}_kernel`,
        [frameLength, 1, this.#frequencies],
        new STFT({ side, window, scaling, periodic }),
      );
    return {
      real: mode === 'imag' ? undefined : kernel('real'),
      imag: mode === 'real' ? undefined : kernel('imag'),
    };
  }

  protected call(x: Tensor, { real, imag }: WeightValues<STFTSpectrogramWeights>): Tensor {
    const part = (kernel: Tensor | undefined): Tensor | undefined =>
      kernel && this.#transform(x, kernel);
    return this.#arrange(ofMode(this.config.mode, part(real), part(imag)));
  }

  protected override acceptsShape(): boolean {
    return true;
  }

  /** Every channel by itself: `[batch, channels, frames, frequencies]`. */
  #transform(x: Tensor, kernel: Tensor): Tensor {
    const rows = this.#format === 'channels_last' ? transpose(x, [0, 2, 1]) : x;
    const [batch = 0, channels = 0, time = 0] = rows.shape;
    const signals = reshape(rows, [batch * channels, time]);
    const y = slideOverSignal(signals, kernel, this.#step, this.config.padding);
    return reshape(y, [batch, channels, ...y.shape.slice(1)]);
  }

  /** `[batch, channels, frames, frequencies]` in the order of axes that the options want. */
  #arrange(y: Tensor): Tensor {
    const [batch = 0, channels = 0, frames = 0, frequencies = 0] = y.shape;
    const last = this.#format === 'channels_last';
    if (this.config.expandDims) return last ? transpose(y, [0, 2, 3, 1]) : y;
    const features = channels * frequencies;
    return last
      ? reshape(transpose(y, [0, 2, 1, 3]), [batch, frames, features])
      : reshape(transpose(y, [0, 1, 3, 2]), [batch, features, frames]);
  }
}

/** What a mode makes of the two parts; of one part only where it needs no more. */
function ofMode(mode: SpectrogramMode, real: Tensor | undefined, imag: Tensor | undefined): Tensor {
  if (!real || !imag) return (real ?? imag) as Tensor;
  if (mode === 'angle') return atan2(imag, real);
  if (mode === 'stft') return concat([real, imag], 3);
  const power = add(square(real), square(imag));
  if (mode === 'psd') return add(power, withoutEnds(power));
  const magnitude = sqrt(maximum(power, EPSILON));
  return mode === 'magnitude' ? magnitude : log(maximum(magnitude, EPSILON));
}

/** Zeros in the place of the lowest and the highest frequency, which have no twin among the negative ones. */
function withoutEnds(power: Tensor): Tensor {
  const [batch = 0, channels = 0, frames = 0, frequencies = 0] = power.shape;
  const inner = slice(power, [0, 0, 0, 1], [batch, channels, frames, frequencies - 2]);
  return pad(inner, [
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 1],
  ]);
}

/** Null stands for the default. */
function withFormat(options: STFTSpectrogramOptions): STFTSpectrogramOptions {
  return options?.dataFormat === null ? { ...options, dataFormat: 'channels_last' } : options;
}

function requireSpectrogramOptions(config: Required<OwnOptions<STFTSpectrogramOptions>>): void {
  const where = 'STFTSpectrogram';
  const { mode, frameLength, frameStep, fftLength, window, scaling, periodic } = config;
  const modes = ['log', 'magnitude', 'psd', 'real', 'imag', 'angle', 'stft'] as const;
  requireOneOf(where, 'mode', mode, modes);
  requireWholeNumber(where, 'frameLength', frameLength, { min: 1 });
  if (frameStep !== null) {
    requireWholeNumber(where, 'frameStep', frameStep, { min: 1, max: frameLength });
  }
  if (fftLength !== null) requireWholeNumber(where, 'fftLength', fftLength, { min: frameLength });
  requireOneOf(where, 'padding', config.padding, ['valid', 'same']);
  requireBoolean(where, 'periodic', periodic);
  requireBoolean(where, 'expandDims', config.expandDims);
  if (scaling !== null) requireOneOf(where, 'scaling', scaling, ['density', 'spectrum']);
  requireWindow(window, frameLength);
  // It knows the names of windows.
  new STFT({ window, scaling, periodic });
}

function requireWindow(window: unknown, frameLength: number): void {
  if (window === null || typeof window === 'string') return;
  const fits = Array.isArray(window) && window.length === frameLength;
  if (fits && window.every(Number.isFinite)) return;
  throw new ArgumentError({
    where: 'STFTSpectrogram',
    problem: `\`window\` must be a name, null, or ${frameLength} numbers, one for each sample of a frame, received ${describe(window)}`,
    fix: "pass for example { window: 'hann' }",
  });
}

function tooShort(input: Shape, frameLength: number): ShapeError {
  return new ShapeError({
    where: 'STFTSpectrogram',
    problem: `the input must be at least one frame of ${frameLength} samples long, received shape ${formatShape(input)}`,
    fix: "pass longer signals, a smaller `frameLength`, or { padding: 'same' }",
  });
}
