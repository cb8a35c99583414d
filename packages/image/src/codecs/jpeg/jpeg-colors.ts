/** How the channels of a JPEG are meant. */
export type JpegColors = 'gray' | 'rgb' | 'ycc' | 'cmyk' | 'ycck';

/** @param transform - What Adobe's segment says, if there is one. */
export function jpegColors(
  ids: readonly number[],
  transform: number | undefined,
  isJfif: boolean,
): JpegColors {
  if (ids.length === 1) return 'gray';
  if (ids.length === 4) return transform === 2 ? 'ycck' : 'cmyk';
  if (isJfif) return 'ycc';
  if (transform !== undefined) return transform === 0 ? 'rgb' : 'ycc';
  return String.fromCharCode(...ids) === 'RGB' ? 'rgb' : 'ycc';
}

const fixed = (factor: number): number => Math.floor(factor * 2 ** 16 + 0.5);
const [RED, GREEN_OF_RED, GREEN_OF_BLUE, BLUE] = [1.402, 0.71414, 0.34414, 1.772].map(fixed) as [
  number,
  number,
  number,
  number,
];
const HALF = 2 ** 15;

/**
 * Turns a row of pixels into gray or red, green and blue.
 *
 * @param rows - One for each channel.
 * @param isInverted - Whether 255 is no ink, as Adobe writes it.
 * @source ITU-R BT.601 in whole numbers, as libjpeg has it; inks as Pillow mixes them.
 */
export function convertRow(
  colors: JpegColors,
  rows: readonly Uint8Array[],
  isInverted: boolean,
  to: Uint8ClampedArray,
): void {
  const [first, second = first, third = first, black] = rows as [Uint8Array, ...Uint8Array[]];
  if (colors === 'gray') {
    to.set(first);
  } else if (colors === 'rgb' || colors === 'cmyk') {
    for (let x = 0, at = 0; x < first.length; x++, at += 3) {
      to[at] = first[x] ?? 0;
      to[at + 1] = second[x] ?? 0;
      to[at + 2] = third[x] ?? 0;
    }
  } else {
    for (let x = 0, at = 0; x < first.length; x++, at += 3) {
      const light = first[x] ?? 0;
      const u = (second[x] ?? 0) - 128;
      const v = (third[x] ?? 0) - 128;
      to[at] = light + ((RED * v + HALF) >> 16);
      to[at + 1] = light + ((HALF - GREEN_OF_BLUE * u - GREEN_OF_RED * v) >> 16);
      to[at + 2] = light + ((BLUE * u + HALF) >> 16);
    }
  }
  // Of YCCK, the three colors are those without ink where they are not inverted.
  if (black) mixInks(black, to, isInverted, colors === 'ycck' ? !isInverted : isInverted);
}

/** Four inks become light. @param isLight - Whether the three colors are what the inks leave. */
function mixInks(
  black: Uint8Array,
  to: Uint8ClampedArray,
  isInverted: boolean,
  isLight: boolean,
): void {
  for (let i = 0; i < to.length; i++) {
    const ink = isLight ? 255 - (to[i] ?? 0) : (to[i] ?? 0);
    const stored = black[Math.floor(i / 3)] ?? 0;
    const light = isInverted ? stored : 255 - stored;
    to[i] = light - shareOf(ink, light);
  }
}

/** `a · b / 255`, rounded. */
function shareOf(a: number, b: number): number {
  const product = a * b + 128;
  return ((product >> 8) + product) >> 8;
}
