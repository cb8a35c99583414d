import { damaged, type ImageSource } from '../image-source.ts';
import { BitReader } from './bit-reader.ts';
import type { JpegFile } from './jpeg-file.ts';
import type { JpegComponent, JpegFrame } from './jpeg-frame.ts';
import { ScanDecoder, type ScanRange, type ScanTables } from './scan-decoder.ts';

/** The numbers of all blocks of a channel. */
export interface JpegNumbers {
  readonly component: JpegComponent;
  readonly numbers: Int16Array;
  /** What they are multiplied by: the table that held when they were first read. */
  divisors: Uint16Array | undefined;
}

interface ScanChannel {
  readonly channel: JpegNumbers;
  readonly tables: ScanTables;
}

/** Reads the scan that begins here, with a stop after each row of blocks. @throws {@link DataError} */
export function* readScan(
  file: JpegFile,
  frame: JpegFrame,
  channels: readonly JpegNumbers[],
  source: ImageSource,
): Generator<undefined, void> {
  const header = file.segment();
  const count = header.byte();
  const scanned = Array.from({ length: count }, (): ScanChannel => {
    const [id, codes] = [header.byte(), header.byte()];
    const channel = channels.find(({ component }) => component.id === id);
    if (!channel) throw damaged(source, 'a scan is of a channel that it does not have');
    channel.divisors ??= file.divisors[channel.component.table];
    const tables = { first: file.firstTables[codes >> 4], others: file.otherTables[codes & 15] };
    return { channel, tables };
  });
  const [from, to, bits] = [header.byte(), header.byte(), header.byte()];
  const range = { from, to, high: bits >> 4, low: bits & 15 };
  if (count < 1 || count > 4) throw damaged(source, `a scan is of ${count} channels`);
  if (frame.isProgressive) requireRange(range, count, source);
  const reader = new BitReader(file.reader.bytes, file.reader.place, source);
  const whole = { from: 0, to: 63, high: 0, low: 0 };
  const decoder = new ScanDecoder(
    reader,
    frame.isProgressive ? range : whole,
    frame.isProgressive,
    source,
  );
  const isAlone = count === 1;
  const { component } = scanned[0]?.channel ?? {};
  const columns = isAlone ? (component?.blocksWide ?? 0) : frame.groupsWide;
  const rows = isAlone ? (component?.blocksHigh ?? 0) : frame.groupsHigh;
  let left = file.restartInterval;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (file.restartInterval > 0 && left-- === 0) {
        decoder.restart();
        left = file.restartInterval - 1;
      }
      for (let i = 0; i < scanned.length; i++) readGroup(decoder, scanned[i], i, x, y, isAlone);
    }
    yield;
  }
  file.reader.place = reader.place;
}

/** A scan of one channel has its blocks one after the other; else each channel has several blocks in a group. */
function readGroup(
  decoder: ScanDecoder,
  scanned: ScanChannel | undefined,
  index: number,
  x: number,
  y: number,
  isAlone: boolean,
): void {
  if (!scanned) return;
  const { channel, tables } = scanned;
  const { stride } = channel.component;
  const across = isAlone ? 1 : channel.component.across;
  const down = isAlone ? 1 : channel.component.down;
  for (let row = y * down; row < (y + 1) * down; row++) {
    for (let column = x * across; column < (x + 1) * across; column++) {
      decoder.block(tables, channel.numbers, 64 * (row * stride + column), index);
    }
  }
}

function requireRange(
  { from, to, high, low }: ScanRange,
  count: number,
  source: ImageSource,
): void {
  const isFirst = from === 0 && to === 0;
  const isOthers = from > 0 && to >= from && to < 64 && count === 1;
  const isNext = high === 0 || high === low + 1;
  if ((isFirst || isOthers) && isNext && low <= 13) return;
  throw damaged(source, 'a scan says what no JPEG can');
}
