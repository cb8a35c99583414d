import { damaged, type ImageSource } from '../image-source.ts';
import type { PngHeader } from './png-header.ts';

/** How stored numbers become bytes of pixels. */
export interface PngColors {
  /** Channels of the result. */
  readonly channels: number;
  /** Writes a row of pixels, the first at `first`, each `step` behind the one before. */
  expand(line: Uint8Array, count: number, to: Uint8Array, first: number, step: number): void;
}

/**
 * @param transparency - The chunk `tRNS`: the alpha of each color of a palette, or one color that is not seen.
 * @throws {@link DataError}
 */
export function pngColors(
  { kind, depth, channels }: PngHeader,
  palette: Uint8Array | undefined,
  transparency: Uint8Array | undefined,
  source: ImageSource,
): PngColors {
  if (kind === 'palette') return fromPalette(depth, palette, transparency, source);
  const unseen = kind === 'gray' || kind === 'rgb' ? transparency : undefined;
  if (unseen && unseen.length !== 2 * channels) {
    throw damaged(source, 'the color that is not seen has the wrong size');
  }
  const total = unseen ? channels + 1 : channels;
  const scale = 255 / (2 ** Math.min(depth, 8) - 1);
  const hidden =
    unseen &&
    Array.from({ length: channels }, (_, c) => {
      const value = (unseen[2 * c] ?? 0) * 256 + (unseen[2 * c + 1] ?? 0);
      return depth === 16 ? value : value % 2 ** depth;
    });
  return {
    channels: total,
    expand(line, count, to, first, step): void {
      if (depth === 8 && !hidden && step === channels) {
        to.set(line, first);
        return;
      }
      for (let x = 0; x < count; x++) {
        const at = first + x * step;
        let isHidden = hidden !== undefined;
        for (let c = 0; c < channels; c++) {
          const value = numberAt(line, x * channels + c, depth);
          if (value !== hidden?.[c]) isHidden = false;
          to[at + c] = depth === 16 ? value >> 8 : value * scale;
        }
        if (hidden) to[at + channels] = isHidden ? 0 : 255;
      }
    },
  };
}

function fromPalette(
  depth: number,
  palette: Uint8Array | undefined,
  transparency: Uint8Array | undefined,
  source: ImageSource,
): PngColors {
  const size = (palette?.length ?? 0) / 3;
  if (!palette || size < 1 || size > 256 || !Number.isInteger(size)) {
    throw damaged(source, 'its palette is missing or has the wrong size');
  }
  const channels = transparency ? 4 : 3;
  return {
    channels,
    expand(line, count, to, first, step): void {
      for (let x = 0; x < count; x++) {
        const at = first + x * step;
        const color = numberAt(line, x, depth);
        if (color >= size) throw damaged(source, `its palette has no color ${color}`);
        for (let c = 0; c < 3; c++) to[at + c] = palette[3 * color + c] ?? 0;
        if (transparency) to[at + 3] = transparency[color] ?? 255;
      }
    },
  };
}

/** Number `i` of a row of numbers of 1, 2, 4, 8 or 16 bits. */
function numberAt(line: Uint8Array, i: number, depth: number): number {
  if (depth === 8) return line[i] ?? 0;
  if (depth === 16) return (line[2 * i] ?? 0) * 256 + (line[2 * i + 1] ?? 0);
  const bit = i * depth;
  return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}
