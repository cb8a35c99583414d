import { expect, test } from 'vitest';
import { recordedEvents } from '../../test-support/recorded-events.ts';
import { crc32c } from './crc32c.ts';
import type { Event } from './event.ts';
import { encodeEvent } from './event.ts';
import { histogram } from './histogram.ts';
import { frameRecord } from './record.ts';

const { version, scalar, nan, large, histogram: recordedHistogram } = recordedEvents;

const record = (event: Event): Buffer => Buffer.from(frameRecord(encodeEvent(event)));

const number = (wallTime: number, tag: string, value: number, step: number): Event => ({
  wallTime,
  step,
  tag,
  plugin: 'scalars',
  value: { shape: [], data: Float32Array.of(value) },
});

test.each([
  [
    'the first event of a file',
    {
      wallTime: version.wallTime,
      fileVersion: 'brain.Event:2',
      writer: 'tensorflow.core.util.events_writer',
    },
    version.hex,
  ],
  ['a number at step 0', number(scalar.wallTime, 'epoch_loss', 0.25, 0), scalar.hex],
  ['NaN', number(nan.wallTime, 'epoch_loss', Number.NaN, 300), nan.hex],
  [
    'a tag beyond ASCII and a step beyond 32 bits',
    number(large.wallTime, 'größe', -1e-20, 2 ** 40),
    large.hex,
  ],
] satisfies [string, Event, string][])(
  '%s has the bytes that TensorFlow writes',
  (_, event, hex) => {
    expect(record(event).toString('hex')).toBe(hex);
  },
);

test('a histogram has the bytes that TensorFlow writes', () => {
  const values = Float32Array.of(-0.3, 0.1, 0.7, 0.33, 0.1, -0.25, 0.699999);
  const event: Event = {
    wallTime: recordedHistogram.wallTime,
    step: 2,
    tag: 'dense/kernel/histogram',
    plugin: 'histograms',
    value: histogram(values),
  };
  expect(record(event).toString('base64')).toBe(recordedHistogram.base64);
});

test('the checksum of the standard example is the standard one', () => {
  // RFC 3720, appendix B.4, and the check value of CRC-32C.
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array())).toBe(0);
});
