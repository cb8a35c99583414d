/** Which pixels of an axis a pixel of the resized axis is made of, and how much of each. */

/** The pixels of target pixel `i` are those from `starts[i]` up to but not including `starts[i + 1]` of the two lists. */
export interface AxisWeights {
  readonly starts: Int32Array;
  readonly pixels: Int32Array;
  readonly weights: Float32Array;
}

/** Shares of a pixel that are too small for OpenCV to count. */
const NOTHING = 1e-3;

/**
 * One pixel: at the beginning of what is covered, or in its middle. A middle right between two pixels belongs to the second;
 * OpenCV leaves that to rounding errors.
 */
export function nearestPixels(size: number, target: number, inMiddle: boolean): AxisWeights {
  const scale = 1 / (target / size);
  return collect(target, (i, add) => {
    // Of whole numbers, so that middles are exact.
    const at = Math.floor(inMiddle ? ((2 * i + 1) * size) / (2 * target) : i * scale);
    add(Math.min(at, size - 1), 1);
  });
}

/** Two pixels, by the distance of their middles. An area that grows is blended at its edges only. */
export function linearWeights(size: number, target: number, isArea: boolean): AxisWeights {
  const scale = 1 / (target / size);
  return collect(target, (i, add) => {
    let first: number;
    let share: number;
    if (isArea) {
      first = Math.floor(i * scale);
      share = Math.fround(i + 1 - (first + 1) * (target / size));
      share = share <= 0 ? 0 : Math.fround(share - Math.floor(share));
    } else {
      share = Math.fround((i + 0.5) * scale - 0.5);
      first = Math.floor(share);
      share = Math.fround(share - first);
    }
    // Beyond the edges both are the same pixel.
    add(Math.min(Math.max(first, 0), size - 1), Math.fround(1 - share));
    add(Math.min(Math.max(first + 1, 0), size - 1), share);
  });
}

/** All pixels that are covered, by how much of each is. */
export function areaWeights(size: number, target: number): AxisWeights {
  const scale = 1 / (target / size);
  return collect(target, (i, add) => {
    const [begin, end] = [i * scale, i * scale + scale];
    const covered = Math.min(scale, size - begin);
    const last = Math.min(Math.floor(end), size - 1);
    const first = Math.min(Math.ceil(begin), last);
    if (first - begin > NOTHING) add(first - 1, (first - begin) / covered);
    for (let pixel = first; pixel < last; pixel++) add(pixel, 1 / covered);
    if (end - last > NOTHING) add(last, Math.min(end - last, 1, covered) / covered);
  });
}

function collect(
  target: number,
  each: (i: number, add: (pixel: number, weight: number) => void) => void,
): AxisWeights {
  const starts = new Int32Array(target + 1);
  const pixels: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < target; i++) {
    each(i, (pixel, weight) => {
      pixels.push(pixel);
      weights.push(weight);
    });
    starts[i + 1] = pixels.length;
  }
  return { starts, pixels: Int32Array.from(pixels), weights: Float32Array.from(weights) };
}
