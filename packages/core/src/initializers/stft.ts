import { requireBoolean, requireOneOf } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError, ShapeError } from '../errors/myelin-error.ts';
import type { Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape } from '../shapes/shape.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Initializer } from './initializer.ts';
import type { WindowName } from './spectral-window.ts';
import { spectralWindow } from './spectral-window.ts';

export interface STFTOptions {
  /** Which part of the transform. @defaultValue `'real'` */
  readonly side?: 'real' | 'imag';
  /** A window by name, its values (one for each sample of a frame), or null for none. @defaultValue `'hann'` */
  readonly window?: WindowName | readonly number[] | null;
  /** What the window is divided by: `√Σw²`, `Σ|w|` or nothing. @defaultValue `'density'` */
  readonly scaling?: 'density' | 'spectrum' | null;
  /** Whether a window by name is the periodic kind. @defaultValue `false` */
  readonly periodic?: boolean;
}

/**
 * Kernel of a convolution that computes a short-time Fourier transform: `w(t) · cos(-2π t f / n)`, or its sine.
 *
 * @shape values `[frameLength, 1, n / 2 + 1]`
 * @throws {@link ArgumentError} an option is unknown, or the window has another length than the frame.
 * @throws {@link ShapeError} the weight has another rank than 3.
 * @source Keras 3 `STFT`.
 */
export class STFT extends Initializer {
  readonly className = 'STFT';
  readonly config: Resolved<STFTOptions>;

  constructor(options: STFTOptions = {}) {
    super();
    this.config = resolveOptions('STFT', options, {
      side: 'real',
      window: 'hann',
      scaling: 'density',
      periodic: false,
    });
    const { side, window, scaling, periodic } = this.config;
    requireOneOf('STFT', 'side', side, ['real', 'imag']);
    if (scaling !== null) requireOneOf('STFT', 'scaling', scaling, ['density', 'spectrum']);
    requireBoolean('STFT', 'periodic', periodic);
    if (typeof window === 'string') spectralWindow('STFT', window, 1, periodic);
  }

  values(shape: KnownShape): Tensor {
    const [frame, channels, frequencies] = shape;
    if (
      frame === undefined ||
      channels === undefined ||
      frequencies === undefined ||
      shape.length > 3
    ) {
      throw new ShapeError({
        where: 'STFT',
        problem: `the weight must have shape [frameLength, 1, frequencies], received ${formatShape(shape)}`,
        fix: 'use it for the kernel of a one-dimensional convolution',
      });
    }
    const window = this.#window(frame);
    // A transform of one frequency has nothing but the constant part.
    const period = Math.max(1, (frequencies - 1) * 2);
    const part = this.config.side === 'real' ? Math.cos : Math.sin;
    const values = new Float32Array(frame * frequencies);
    for (let i = 0; i < values.length; i++) {
      const time = Math.floor(i / frequencies);
      const turns = (time * (i % frequencies)) / period;
      values[i] = (window[time] ?? 0) * part(-2 * Math.PI * turns);
    }
    return tensor(values, 'float32', [frame, 1, frequencies]);
  }

  /** The window, divided as `scaling` says. */
  #window(frame: number): Float64Array {
    const { window, scaling, periodic } = this.config;
    if (window === null) return new Float64Array(frame).fill(1);
    const values =
      typeof window === 'string'
        ? spectralWindow('STFT', window, frame, periodic)
        : Float64Array.from(window);
    if (values.length !== frame) {
      throw new ArgumentError({
        where: 'STFT',
        problem: `\`window\` must have one value for each of the ${frame} samples of a frame, received ${describe(window)}`,
        fix: "pass a window by name, for example 'hann'",
      });
    }
    const total = values.reduce((sum, w) => sum + (scaling === 'density' ? w * w : Math.abs(w)), 0);
    const divisor = scaling === null ? 1 : scaling === 'density' ? Math.sqrt(total) : total;
    return values.map((w) => w / divisor);
  }
}
