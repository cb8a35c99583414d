import { convertIndexedToRgb, type DecodedPng } from 'fast-png';
import type { PngHeader } from './png-header.ts';

/** The bytes of pixels, and how many each has. */
interface PngPixels {
  readonly data: Uint8Array;
  readonly channels: number;
}

/**
 * What was decoded, as bytes: palettes are looked up, of 16 bits the upper 8 are kept, fewer than 8 are spread over 0 to 255, and
 * a color that is not seen becomes an alpha channel.
 *
 * @throws {@link Error} a palette is missing or too small.
 */
export function pngPixels(decoded: DecodedPng, { kind, depth }: PngHeader): PngPixels {
  if (kind === 'palette') return lookUp(decoded, decoded.palette ?? []);
  // The same for gray of few bits: a palette of all grays.
  if (depth < 8) return lookUp(decoded, grays(depth, decoded.transparency));
  const stored = decoded.data;
  const { channels, transparency } = decoded;
  const data =
    stored instanceof Uint16Array
      ? Uint8Array.from(stored, (value) => value >> 8)
      : new Uint8Array(stored.buffer, stored.byteOffset, stored.length);
  if (!transparency) return { data, channels };
  const hidden = transparency.subarray(0, channels);
  const withAlpha = new Uint8Array((stored.length / channels) * (channels + 1));
  for (let from = 0, to = 0; from < stored.length; from += channels, to += channels + 1) {
    withAlpha.set(data.subarray(from, from + channels), to);
    const isHidden = hidden.every((value, c) => value === stored[from + c]);
    withAlpha[to + channels] = isHidden ? 0 : 255;
  }
  return { data: withAlpha, channels: channels + 1 };
}

function lookUp(decoded: DecodedPng, palette: number[][]): PngPixels {
  const channels = palette[0]?.length ?? 0;
  return { data: convertIndexedToRgb({ ...decoded, palette }), channels };
}

function grays(depth: number, transparency: Uint16Array | undefined): number[][] {
  const most = 2 ** depth - 1;
  return Array.from({ length: most + 1 }, (_, value) => {
    const gray = (value * 255) / most;
    // Of the color that is not seen, only these bits count.
    const isHidden = transparency !== undefined && ((transparency[0] ?? 0) & most) === value;
    return transparency === undefined ? [gray] : [gray, isHidden ? 0 : 255];
  });
}
