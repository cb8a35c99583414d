/** A reader of event files that shares nothing with the code that writes them. */

import { PbfReader } from 'pbf';

export interface ReadEvent {
  wallTime: number;
  step: number;
  version?: string;
  tag?: string;
  plugin?: string;
  shape?: number[];
  content?: Uint8Array;
}

/** Events of a file up to the last whole record, whose checksums are right. */
export function readEvents(file: Uint8Array): ReadEvent[] {
  return readRecords(file).map(readEvent);
}

/** Number of a scalar event. */
export function scalarOf({ content = new Uint8Array() }: ReadEvent): number {
  return new DataView(content.buffer, content.byteOffset).getFloat32(0, true);
}

/** `tag@step` of each value. */
export const namesOf = (events: readonly ReadEvent[]): string[] =>
  events.filter(({ tag }) => tag).map(({ tag, step }) => `${tag}@${step}`);

function readRecords(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const records: Uint8Array[] = [];
  for (let at = 0; at + 12 <= file.length; ) {
    const length = Number(view.getBigUint64(at, true));
    const end = at + 12 + length;
    if (end + 4 > file.length) break;
    check(file.subarray(at, at + 8), view.getUint32(at + 8, true));
    const data = file.subarray(at + 12, end);
    check(data, view.getUint32(end, true));
    records.push(data);
    at = end + 4;
  }
  return records;
}

/** Polynomial division bit by bit, the way the standard states it. */
function check(data: Uint8Array, masked: number): void {
  let remainder = 0xffffffff;
  for (const byte of data) {
    for (let bit = 0; bit < 8; bit++) {
      const top = (remainder >>> 31) ^ ((byte >>> bit) & 1);
      remainder = ((remainder << 1) ^ (top ? 0x1edc6f41 : 0)) >>> 0;
    }
  }
  let reversed = 0;
  for (let bit = 0; bit < 32; bit++) reversed |= ((remainder >>> bit) & 1) << (31 - bit);
  const unmasked = (masked - 0xa282ead8) >>> 0;
  const stored = ((unmasked << 15) | (unmasked >>> 17)) >>> 0;
  if (~reversed >>> 0 !== stored) throw new Error('a checksum is wrong');
}

function readEvent(data: Uint8Array): ReadEvent {
  return new PbfReader(data).readFields<ReadEvent>(
    (field, event, reader) => {
      if (field === 1) event.wallTime = reader.readDouble();
      if (field === 2) event.step = reader.readVarint();
      if (field === 3) event.version = reader.readString();
      if (field === 5) reader.readMessage(readSummary, event);
    },
    { wallTime: 0, step: 0 },
  );
}

function readSummary(field: number, event: ReadEvent, reader: PbfReader): void {
  if (field === 1) reader.readMessage(readValue, event);
}

function readValue(field: number, event: ReadEvent, reader: PbfReader): void {
  if (field === 1) event.tag = reader.readString();
  if (field === 8) reader.readMessage(readTensor, event);
  if (field === 9) reader.readMessage(readMetadata, event);
}

function readMetadata(field: number, event: ReadEvent, reader: PbfReader): void {
  if (field === 1) reader.readMessage(readPlugin, event);
}

function readPlugin(field: number, event: ReadEvent, reader: PbfReader): void {
  if (field === 1) event.plugin = reader.readString();
}

function readTensor(field: number, event: ReadEvent, reader: PbfReader): void {
  if (field === 2) event.shape = reader.readMessage(readShape, []);
  if (field === 4) event.content = Uint8Array.from(reader.readBytes());
}

function readShape(field: number, shape: number[], reader: PbfReader): void {
  if (field === 2) reader.readMessage(readSize, shape);
}

function readSize(field: number, shape: number[], reader: PbfReader): void {
  if (field === 1) shape.push(reader.readVarint());
}
