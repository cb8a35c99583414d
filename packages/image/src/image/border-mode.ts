/**
 * What is seen where a picture has no pixels, in the names of OpenCV:
 *
 * | | left of `abcd` | right of it |
 * |---|---|---|
 * | `'constant'` | `vvv` | `vvv` |
 * | `'replicate'` | `aaa` | `ddd` |
 * | `'reflect'` | `cba` | `dcb` |
 * | `'reflect_101'` | `dcb` | `cba` |
 * | `'wrap'` | `bcd` | `abc` |
 */
export type BorderMode = 'constant' | 'replicate' | 'reflect' | 'reflect_101' | 'wrap';

export const borderModes: readonly BorderMode[] = [
  'constant',
  'replicate',
  'reflect',
  'reflect_101',
  'wrap',
];

/** The pixel of an axis of `size` pixels that is seen at `place`; -1 for none, which is so for `'constant'` only. */
export function pixelAt(place: number, size: number, border: BorderMode): number {
  if (place >= 0 && place < size) return place;
  switch (border) {
    case 'constant':
      return -1;
    case 'replicate':
      return place < 0 ? 0 : size - 1;
    case 'wrap':
      return modulo(place, size);
    case 'reflect': {
      const at = modulo(place, 2 * size);
      return at < size ? at : 2 * size - 1 - at;
    }
    case 'reflect_101': {
      if (size === 1) return 0;
      const at = modulo(place, 2 * size - 2);
      return at < size ? at : 2 * size - 2 - at;
    }
  }
}

const modulo = (a: number, b: number): number => ((a % b) + b) % b;
