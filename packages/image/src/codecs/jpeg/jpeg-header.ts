import { ByteReader } from '../byte-reader.ts';
import { damaged, type ImageSource, requirePixelCount, unreadable } from '../image-source.ts';
import { exifOrientation, type Orientation } from './exif-orientation.ts';

/** What a JPEG says of its pixels. */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** 1 for gray, 3 for color. */
  readonly channels: 1 | 3;
  readonly orientation: Orientation;
  /** Where the contents of segments stand that browsers obey: how the camera was held, and what its colors mean. */
  readonly obeyed: readonly number[];
}

/** Most scans of one file. Programs write about ten; a file of thousands would only keep us busy. */
const MOST_SCANS = 100;

/** Pixels that a byte can stand for, at most: a bit is a block of 8 × 8, of which the smaller channels are part. */
const PIXELS_OF_BYTE = 1024;

const END = 0xd9;
const SCAN = 0xda;
const APP1 = 0xe1;
const APP2 = 0xe2;

/** Sequential (two kinds) and progressive. */
const readable = [0xc0, 0xc1, 0xc2];

const fix = 'save it as an ordinary JPEG or as PNG, with another program';

/**
 * Goes through the segments of a JPEG up to its end, which must be there, and decodes nothing.
 *
 * @throws {@link DataError} it is damaged, of an unusual kind, or has more pixels than `maxPixels` or than its bytes can hold.
 * @source ITU-T T.81, annex B.
 */
export function readJpegHeader(
  bytes: Uint8Array,
  source: ImageSource,
  maxPixels: number,
): JpegHeader {
  const reader = new ByteReader(bytes, source, 2);
  let frame: Pick<JpegHeader, 'width' | 'height' | 'channels'> | undefined;
  let orientation: Orientation = 1;
  let scans = 0;
  const obeyed: number[] = [];
  for (let marker = nextMarker(reader); marker !== END; marker = nextMarker(reader)) {
    const length = reader.uint16();
    if (length < 2) throw damaged(source, 'a part has no length');
    const { place } = reader;
    const content = reader.take(length - 2);
    if (isFrame(marker)) {
      if (frame) throw damaged(source, 'it has two pictures in one');
      frame = readFrame(marker, new ByteReader(content, source), source);
      requirePixelCount(source, frame, maxPixels);
    } else if (marker === SCAN && ++scans > MOST_SCANS) {
      throw damaged(source, `it has more than ${MOST_SCANS} scans`);
    } else if (marker === APP1 && orientation === 1) orientation = exifOrientation(content);
    if (marker === APP1 || marker === APP2) obeyed.push(place);
  }
  if (!frame || scans === 0) throw damaged(source, 'it has no pixels');
  if (frame.width * frame.height > bytes.length * PIXELS_OF_BYTE) {
    throw damaged(source, 'pixels are missing');
  }
  return { ...frame, orientation, obeyed };
}

/** The next marker that has a content, or the end; what lies before it is pixels. */
function nextMarker(reader: ByteReader): number {
  for (;;) {
    reader.skipPast(0xff);
    let marker = 0xff;
    while (marker === 0xff) marker = reader.byte();
    const hasContent = marker > 0x01 && !(marker >= 0xd0 && marker <= 0xd8);
    if (hasContent) return marker;
  }
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function readFrame(
  marker: number,
  segment: ByteReader,
  source: ImageSource,
): Pick<JpegHeader, 'width' | 'height' | 'channels'> {
  if (!readable.includes(marker)) {
    throw unreadable(source, `it is a JPEG of a rare kind, SOF${marker - 0xc0}`, fix);
  }
  const bits = segment.byte();
  const [height, width, channels] = [segment.uint16(), segment.uint16(), segment.byte()];
  if (bits !== 8) throw unreadable(source, `it has ${bits} bits for each channel`, fix);
  if (height === 0) throw unreadable(source, 'its height is not at its beginning', fix);
  if (channels === 4) throw unreadable(source, 'its colors are those of printing inks', fix);
  if (channels === 1 || channels === 3) return { width, height, channels };
  throw unreadable(source, `it has ${channels} channels`, fix);
}
