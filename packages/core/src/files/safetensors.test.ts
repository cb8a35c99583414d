import { describe, expect, test } from 'vitest';
import { NdArray } from '../arrays/nd-array.ts';
import { SerializationError } from '../errors/myelin-error.ts';
import type { Bytes } from './file-store.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

/** What safetensors 0.8.0 of Python writes for the arrays below. */
const fromPython: Bytes = Uint8Array.from(
  atob(
    'WAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJtYWRlIGJ5Ijoic2FmZXRlbnNvcnMgMC44LjAifSwiYS9iIjp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsyLDJdLCJkYXRhX29mZnNldHMiOlswLDE2XX0sIm5vbmUiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzAsM10sImRhdGFfb2Zmc2V0cyI6WzE2LDE2XX0sIm4iOnsiZHR5cGUiOiJJMzIiLCJzaGFwZSI6W10sImRhdGFfb2Zmc2V0cyI6WzE2LDIwXX0sInBpeGVscyI6eyJkdHlwZSI6IlU4Iiwic2hhcGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbMjAsMjJdfSwibWFzayI6eyJkdHlwZSI6IkJPT0wiLCJzaGFwZSI6WzNdLCJkYXRhX29mZnNldHMiOlsyMiwyNV19fSAgICAgIAAAwD8AAACAAADAfwAAgH8HAAAAAP8BAAE=',
  ),
  (char) => char.charCodeAt(0),
);

const content = {
  metadata: new Map([['made by', 'safetensors 0.8.0']]),
  arrays: new Map([
    ['a/b', new NdArray(Float32Array.of(1.5, -0, Number.NaN, Infinity), [2, 2])],
    ['none', new NdArray(new Float32Array(), [0, 3])],
    ['n', new NdArray(Int32Array.of(7), [])],
    ['pixels', new NdArray(Uint8Array.of(0, 255), [2])],
    ['mask', new NdArray(Uint8Array.of(1, 0, 1), [3], 'bool')],
  ]),
};

test('writes what the Python library writes, byte for byte', () => {
  expect(encodeSafetensors('test', content)).toEqual(fromPython);
});

test('reads what the Python library writes', () => {
  const { metadata, arrays } = decodeSafetensors('test', fromPython);
  expect(metadata).toEqual(content.metadata);
  expect([...arrays.keys()].sort()).toEqual([...content.arrays.keys()].sort());
  for (const [name, { data, shape, dtype }] of content.arrays) {
    expect(arrays.get(name), name).toMatchObject({ shape, dtype });
    expect(arrays.get(name)?.data, name).toStrictEqual(data);
  }
});

test('names that look like numbers, and not like ASCII, are kept', () => {
  const arrays = new Map([
    ['7', new NdArray(Uint8Array.of(1), [1])],
    ['가중치 "é"', new NdArray(Uint8Array.of(2), [1])],
  ]);
  const bytes = encodeSafetensors('test', { metadata: new Map(), arrays });
  expect(decodeSafetensors('test', bytes).arrays).toEqual(arrays);
});

/** A file with this header and so many bytes of data. */
function file(header: unknown, data: number, length?: bigint): Bytes {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + json.length + data);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const f32 = (shape: unknown, ...offsets: unknown[]): object => ({
  dtype: 'F32',
  shape,
  data_offsets: offsets,
});

describe('a file that is damaged is refused before memory is taken', () => {
  const refused: readonly [string, Bytes, RegExp][] = [
    ['nothing', new Uint8Array(), /has 0 bytes/],
    ['part of a length', new Uint8Array(7), /has 7 bytes/],
    ['a header beyond the end', file({}, 0, 3n), /said to have 3 bytes, and it can have 2/],
    [
      'a header beyond all bounds',
      file({}, 0, 2n ** 64n - 1n),
      /said to have 18446744073709551615/,
    ],
    ['no JSON', file('{"a":', 0), /no JSON/],
    ['no UTF-8', file('{"\ud800"}', 0), /no JSON/],
    ['a list', file([], 0), /no JSON object/],
    ['an unknown type', file({ a: { ...f32([1], 0, 8), dtype: 'F16' } }, 8), /type F16/],
    [
      'an inherited type',
      file({ a: { ...f32([1], 0, 4), dtype: 'toString' } }, 4),
      /type toString/,
    ],
    ['no entry', file({ a: 5 }, 4), /type undefined/],
    ['a shape of fractions', file({ a: f32([0.5], 0, 2) }, 2), /shape of array "a"/],
    ['a negative size', file({ a: f32([-1], 0, 4) }, 4), /shape of array "a"/],
    ['a shape that is no list', file({ a: f32('1', 0, 4) }, 4), /shape of array "a"/],
    ['a size too large to be counted', file({ a: f32([2 ** 40, 2 ** 40], 0, 4) }, 4), /takes/],
    ['a size that wraps round', file({ a: f32([2 ** 32, 2 ** 32], 0, 0) }, 0), /takes/],
    ['more elements than bytes', file({ a: f32([2], 0, 4) }, 4), /takes 8 bytes, and has 4/],
    ['places that are no pair', file({ a: f32([1], 0) }, 4), /no pair/],
    ['places backwards', file({ a: f32([1], 4, 0) }, 4), /and has -4/],
    ['an end beyond the data', file({ a: f32([2], 0, 8) }, 4), /take 8 bytes, and it has 4/],
    ['bytes that belong to none', file({ a: f32([1], 0, 4) }, 5), /take 4 bytes, and it has 5/],
    [
      'a hole',
      file({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, 12),
      /"b" begins at byte 8, not at 4/,
    ],
    [
      'an overlap',
      file({ a: f32([2], 0, 8), b: f32([1], 4, 8) }, 8),
      /"b" begins at byte 4, not at 8/,
    ],
    ['a name without end', file({ ['n'.repeat(5000)]: f32([1], 0, 4) }, 4), /5000 characters/],
    ['metadata that are numbers', file({ __metadata__: { a: 1 } }, 0), /metadata/],
    [
      'a third truth',
      file({ a: { dtype: 'BOOL', shape: [2], data_offsets: [0, 2] } }, 2).map((b, i, all) =>
        i === all.length - 1 ? 2 : b,
      ),
      /0 and 1/,
    ],
  ];

  test.each(refused)('%s', (_, bytes, message) => {
    expect(() => decodeSafetensors('test', bytes)).toThrow(SerializationError);
    expect(() => decodeSafetensors('test', bytes)).toThrow(message);
  });

  test('any part of a file', () => {
    for (let length = 0; length < fromPython.length; length++) {
      expect(() => decodeSafetensors('test', fromPython.slice(0, length))).toThrow(
        SerializationError,
      );
    }
  });
});

test('an array named `__proto__` is an array like others', () => {
  const bytes = file('{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1);
  const { arrays } = decodeSafetensors('test', bytes);
  expect([...arrays.keys()]).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>).dtype).toBeUndefined();
});
