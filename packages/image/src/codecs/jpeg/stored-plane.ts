/** One channel of a picture that is written: whole blocks, the last pixels repeated. */
export interface StoredPlane {
  readonly pixels: Uint8Array;
  /** Blocks in a row, those included that only fill groups. */
  readonly stride: number;
  readonly rows: number;
  /** Blocks that hold pixels of the picture. */
  readonly blocksWide: number;
  readonly blocksHigh: number;
}

/** Weights of red, green and blue, in 1/65536, and what is added. */
type Mix = readonly [red: number, green: number, blue: number, offset: number];

const HALF = 2 ** 15;
const MIDDLE = 128 * 2 ** 16;

/** Brightness, and how much more blue and red there is. */
export const mixes: readonly [Mix, Mix, Mix] = [
  [19595, 38470, 7471, HALF],
  [-11059, -21709, 32768, MIDDLE + HALF - 1],
  [32768, -27439, -5329, MIDDLE + HALF - 1],
];

/**
 * @param factor - 2 stores the mean of four pixels.
 * @param groupSize - Blocks in a row, and in a column, of a group.
 * @param mix - None for a picture of one channel.
 * @source libjpeg: BT.601 in whole numbers; means are rounded up and down in turn.
 */
export function storedPlane(
  { width, height, data }: { width: number; height: number; data: Uint8Array },
  mix: Mix | undefined,
  factor: 1 | 2,
  groupSize: 1 | 2,
): StoredPlane {
  const [blocksWide, blocksHigh] = [width, height].map((size) =>
    Math.ceil(Math.ceil(size / factor) / 8),
  ) as [number, number];
  const stride = Math.ceil(blocksWide / groupSize) * groupSize;
  const rows = Math.ceil(blocksHigh / groupSize) * groupSize;
  const pixels = new Uint8Array(64 * stride * rows);
  const whole = mix ? mixed(data, mix) : data;
  // Rows that are stored, the last of which is repeated.
  const last = Math.ceil(height / factor) - 1;
  for (let y = 0, place = 0; y < 8 * rows; y++) {
    const top = Math.min(y, last) * factor;
    const upper = whole.subarray(top * width, (top + 1) * width);
    const next = Math.min(top + 1, height - 1);
    const lower = whole.subarray(next * width, (next + 1) * width);
    for (let x = 0; x < 8 * stride; x++) {
      const left = Math.min(x * factor, width - 1);
      if (factor === 1) pixels[place++] = upper[left] ?? 0;
      else {
        const right = Math.min(left + 1, width - 1);
        const sum =
          (upper[left] ?? 0) + (upper[right] ?? 0) + (lower[left] ?? 0) + (lower[right] ?? 0);
        pixels[place++] = (sum + 1 + (x & 1)) >> 2;
      }
    }
  }
  return { pixels, stride, rows, blocksWide, blocksHigh };
}

/** One number for each pixel of red, green and blue. */
function mixed(data: Uint8Array, [red, green, blue, offset]: Mix): Uint8Array {
  const result = new Uint8Array(data.length / 3);
  for (let i = 0, at = 0; i < result.length; i++, at += 3) {
    const sum = (data[at] ?? 0) * red + (data[at + 1] ?? 0) * green + (data[at + 2] ?? 0) * blue;
    result[i] = (sum + offset) >> 16;
  }
  return result;
}
