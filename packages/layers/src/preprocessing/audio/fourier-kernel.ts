/**
 * Kernel that turns frames into their Fourier transform, row-major `[fftLength, 1, 2 · frequencies]`: real parts, then imaginary
 * ones.
 *
 * @param window - Factors of the samples; those outside of its middle are 0.
 */
export function fourierKernel(window: ArrayLike<number>, fftLength: number): Float32Array {
  const frequencies = Math.floor(fftLength / 2) + 1;
  const before = Math.floor((fftLength - window.length) / 2);
  const kernel = new Float32Array(fftLength * 2 * frequencies);
  for (let i = 0; i < window.length; i++) {
    const time = before + i;
    for (let f = 0; f < frequencies; f++) {
      // The product is reduced first, so that large ones lose no digits.
      const angle = (-2 * Math.PI * ((time * f) % fftLength)) / fftLength;
      const at = time * 2 * frequencies + f;
      kernel[at] = (window[i] ?? 0) * Math.cos(angle);
      kernel[at + frequencies] = (window[i] ?? 0) * Math.sin(angle);
    }
  }
  return kernel;
}
