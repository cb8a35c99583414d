import { ArgumentError } from '../errors/myelin-error.ts';
import { suggestion } from '../errors/suggestion.ts';

/** Coefficients of windows that are sums of cosines: `Σ (-1)ᵏ aₖ cos(2πki / n)`. */
const cosineSums = {
  boxcar: [1],
  hann: [0.5, 0.5],
  hamming: [0.54, 0.46],
  blackman: [0.42, 0.5, 0.08],
  nuttall: [0.3635819, 0.4891775, 0.1365995, 0.0106411],
  blackmanharris: [0.35875, 0.48829, 0.14128, 0.01168],
  flattop: [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
} as const;

/** SciPy's names of windows for spectral analysis. */
export type WindowName = keyof typeof cosineSums | 'bartlett' | 'triang' | 'cosine';

const windowNames: readonly WindowName[] = [
  ...(Object.keys(cosineSums) as (keyof typeof cosineSums)[]),
  'bartlett',
  'triang',
  'cosine',
];

/**
 * Values of a window that tapers a signal toward its ends.
 *
 * @param periodic - True for spectral analysis: the first value would follow the last.
 * @throws {@link ArgumentError} the name is unknown.
 * @source `scipy.signal.get_window`.
 * @example
 * spectralWindow('STFT', 'hann', 4, true) // => [0, 0.5, 1, 0.5]
 */
export function spectralWindow(
  where: string,
  name: WindowName,
  length: number,
  periodic: boolean,
): Float64Array {
  const at = windowFunction(where, name, periodic ? length + 1 : length);
  return Float64Array.from({ length }, (_, i) => (length === 1 ? 1 : at(i)));
}

/** Value number `i` of a symmetric window of `size` values. */
function windowFunction(where: string, name: WindowName, size: number): (i: number) => number {
  switch (name) {
    case 'bartlett':
      return (i) => 1 - Math.abs((2 * i) / (size - 1) - 1);
    case 'triang':
      return (i) => 1 - Math.abs((2 * i - size + 1) / (size % 2 === 0 ? size : size + 1));
    case 'cosine':
      return (i) => Math.sin((Math.PI * (i + 0.5)) / size);
    default: {
      if (!Object.hasOwn(cosineSums, name)) throw unknownWindow(where, name);
      const coefficients: readonly number[] = cosineSums[name];
      return (i) =>
        coefficients.reduce(
          (sum, a, k) => sum + (-1) ** k * a * Math.cos((2 * Math.PI * k * i) / (size - 1)),
          0,
        );
    }
  }
}

function unknownWindow(where: string, name: string): ArgumentError {
  const near = suggestion(name, windowNames);
  return new ArgumentError({
    where,
    problem: `unknown window \`${name}\``,
    fix: near
      ? `did you mean \`${near}\``
      : `use one of ${windowNames.join(', ')}, or pass the values`,
  });
}
