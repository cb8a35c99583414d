/** How a camera was held: 1 is upright, up to 8. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;

/**
 * The orientation in the segment `APP1` of a JPEG; 1 where there is none, or nothing that makes sense.
 *
 * @source Exif 2.32, section 4.6.4.
 */
export function exifOrientation(segment: Uint8Array): Orientation {
  const isExif = String.fromCharCode(...segment.subarray(0, 4)) === 'Exif';
  if (!isExif || segment.length < 14) return 1;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.length - 6);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const isLittle = order === 0x4949;
  const start = view.getUint32(4, isLittle);
  if (start + 2 > view.byteLength) return 1;
  const count = view.getUint16(start, isLittle);
  for (let i = 0; i < count; i++) {
    const entry = start + 2 + 12 * i;
    if (entry + 12 > view.byteLength) return 1;
    if (view.getUint16(entry, isLittle) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}
