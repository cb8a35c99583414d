import { NdArray } from '@myelin/core';
import { type DecodedPng, decode } from 'fast-png';
import { damaged, type ImageSource, requirePixelCount } from '../image-source.ts';
import { joined } from '../joined.ts';
import { pngChunks } from './png-chunks.ts';
import { PNG_SIGNATURE, type PngHeader, readPngHeader } from './png-header.ts';
import { pngPixels } from './png-pixels.ts';
import { requireInflatedSize } from './require-inflated-size.ts';

/**
 * The pixels of a PNG, `[height, width, channels]` of bytes.
 *
 * The decoder sees a file that was looked through: with one header whose size is allowed, with as many pixels as that says, and
 * without the parts that pixels do not depend on, which it would decompress without a bound.
 *
 * @throws {@link DataError} {@link AbortError}
 */
export async function decodePng(
  bytes: Uint8Array,
  source: ImageSource,
  maxPixels: number,
  signal: AbortSignal | undefined,
): Promise<NdArray> {
  let header: PngHeader | undefined;
  const parts: Uint8Array[] = [PNG_SIGNATURE];
  const pieces: Uint8Array[] = [];
  for (const { type, content, whole } of pngChunks(bytes, source)) {
    parts.push(whole);
    if ((header === undefined) !== (type === 'IHDR')) {
      throw damaged(source, 'its header is not its first part');
    }
    if (header === undefined) {
      header = readPngHeader(content, source);
      requirePixelCount(source, header, maxPixels);
    }
    if (type === 'IDAT') pieces.push(content);
  }
  if (header === undefined) throw damaged(source, 'it has no header');
  await requireInflatedSize(pieces, header.size, source, signal);
  const { data, channels } = pixels(decodeParts(parts, source), header, source);
  return new NdArray(data, [header.height, header.width, channels]);
}

function decodeParts(parts: readonly Uint8Array[], source: ImageSource): DecodedPng {
  try {
    return decode(joined(parts), { checkCrc: true });
  } catch (cause) {
    throw damaged(source, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function pixels(
  decoded: DecodedPng,
  header: PngHeader,
  source: ImageSource,
): ReturnType<typeof pngPixels> {
  try {
    return pngPixels(decoded, header);
  } catch (cause) {
    throw damaged(source, 'its colors do not fit its pixels', cause);
  }
}
