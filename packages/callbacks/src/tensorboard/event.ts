/**
 * Events of TensorBoard as protobuf messages, byte for byte as TensorFlow 2 writes them.
 *
 * @source tensorflow/core/util/event.proto, framework/summary.proto and framework/tensor.proto; field numbers are theirs.
 */

import { PbfWriter } from 'pbf';

/** What one event tells: a value, or at the beginning of a file, which version its format has. */
export type Event = VersionEvent | ValueEvent;

interface VersionEvent {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly fileVersion: string;
  /** Name of the code that writes the file. */
  readonly writer: string;
}

interface ValueEvent {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
  readonly tag: string;
  /** Plugin of TensorBoard that shows the value. */
  readonly plugin: 'scalars' | 'histograms';
  readonly value: EventTensor;
}

export interface EventTensor {
  readonly shape: readonly number[];
  /** `Float32Array` is stored as DT_FLOAT, `Float64Array` as DT_DOUBLE. */
  readonly data: Float32Array | Float64Array;
}

const float = 1;
const double = 2;

/** The bytes of an event. */
export function encodeEvent(event: Event): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(1, event.wallTime);
  if ('fileVersion' in event) {
    writer.writeStringField(3, event.fileVersion);
    writer.writeMessage(10, writeSource, event.writer);
  } else {
    if (event.step !== 0) writer.writeVarintField(2, event.step);
    writer.writeMessage(5, writeSummary, event);
  }
  return writer.finish();
}

function writeSource(name: string, writer: PbfWriter): void {
  writer.writeStringField(1, name);
}

function writeSummary(event: ValueEvent, writer: PbfWriter): void {
  writer.writeMessage(1, writeValue, event);
}

function writeValue({ tag, value, plugin }: ValueEvent, writer: PbfWriter): void {
  writer.writeStringField(1, tag);
  writer.writeMessage(8, writeTensor, value);
  writer.writeMessage(9, writeMetadata, plugin);
}

function writeMetadata(plugin: string, writer: PbfWriter): void {
  writer.writeMessage(1, writePlugin, plugin);
}

function writePlugin(name: string, writer: PbfWriter): void {
  writer.writeStringField(1, name);
}

function writeTensor({ shape, data }: EventTensor, writer: PbfWriter): void {
  writer.writeVarintField(1, data instanceof Float64Array ? double : float);
  writer.writeMessage(2, writeShape, shape);
  writer.writeBytesField(4, littleEndian(data));
}

function writeShape(shape: readonly number[], writer: PbfWriter): void {
  for (const size of shape) writer.writeMessage(2, writeSize, size);
}

function writeSize(size: number, writer: PbfWriter): void {
  writer.writeVarintField(1, size);
}

function littleEndian(data: Float32Array | Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(data.byteLength));
  const bytes = data.BYTES_PER_ELEMENT;
  for (const [i, value] of data.entries()) {
    if (data instanceof Float64Array) view.setFloat64(i * bytes, value, true);
    else view.setFloat32(i * bytes, value, true);
  }
  return new Uint8Array(view.buffer);
}
