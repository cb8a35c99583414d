import { DataError } from '@myelin/core';
import type { ImageSource } from './image-source.ts';

/** Formats that can be read and written. */
export type ImageFormat = 'png' | 'jpeg';

/** What begins so, each byte written as a letter; some signatures stand behind four bytes of another meaning. */
const signatures: readonly (readonly [name: string, start: string, place?: number])[] = [
  ['a GIF', 'GIF8'],
  ['a WebP image', 'WEBP', 8],
  ['a BMP image', 'BM'],
  ['a TIFF image', 'II*\0'],
  ['a TIFF image', 'MM\0*'],
  ['a HEIC photo', 'ftyphei', 4],
  ['a HEIC photo', 'ftypmif1', 4],
  ['an AVIF image', 'ftypavi', 4],
  ['a video', 'ftyp', 4],
  ['an icon', '\0\0\u0001\0'],
  ['a Photoshop file', '8BPS'],
  ['a PDF', '%PDF'],
  ['a ZIP archive', 'PK\u0003\u0004'],
  ['a gzip file', '\u001f\u008b'],
  ['a NumPy array', '\u0093NUMPY'],
  ['an HDF5 file', '\u0089HDF'],
  ['an IDX file, as of MNIST', '\0\0\u0008'],
  ['a PNG whose beginning is damaged', '\u0089PNG'],
];

/** Texts that have a name. */
const texts: readonly (readonly [name: string, start: RegExp])[] = [
  ['an SVG drawing', /^\s*(<\?xml.*?)?<svg/is],
  ['a web page', /^\s*<(!doctype html|html)/i],
  ['JSON', /^\s*[{[]/],
];

/** What pictures that are read by their first bytes may be. */
const LOOKED_AT = 256;

/**
 * The format by the first bytes; names of files do not matter.
 *
 * @throws {@link DataError} it is none that can be read; the message says what it looks like.
 */
export function imageFormat(bytes: Uint8Array, { where, title }: ImageSource): ImageFormat {
  const start = String.fromCharCode(...bytes.subarray(0, LOOKED_AT));
  if (start.startsWith('\u0089PNG\r\n\u001a\n')) return 'png';
  if (start.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg';
  throw new DataError({
    where,
    problem: `${title} must be a PNG or a JPEG, and ${looksLike(bytes, start)}`,
    fix: 'save it as PNG or JPEG with another program first',
  });
}

function looksLike(bytes: Uint8Array, start: string): string {
  if (bytes.length === 0) return 'is empty';
  const known =
    signatures.find(([, letters, place = 0]) => start.startsWith(letters, place)) ??
    texts.find(([, pattern]) => pattern.test(start));
  if (known) return `looks like ${known[0]}`;
  const isText = bytes.subarray(0, LOOKED_AT).every((byte) => byte > 31 || (byte > 8 && byte < 14));
  if (isText) {
    return `looks like text: ${JSON.stringify(start.slice(0, 20).replace(/[^ -~]/g, '·'))}`;
  }
  const hex = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'));
  return `begins with the bytes ${hex.join(' ')}, which no known format does`;
}
