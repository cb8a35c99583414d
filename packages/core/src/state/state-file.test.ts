import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { NdArray } from '../arrays/nd-array.ts';
import { SerializationError } from '../errors/myelin-error.ts';
import { crc32 } from '../files/crc32.ts';
import type { Bytes } from '../files/file-store.ts';
import { decodeSafetensors, encodeSafetensors } from '../files/safetensors.ts';
import type { SavedState } from './saved-state.ts';
import { decodeState, encodeState, readState, writeState } from './state-file.ts';

const state: SavedState = {
  weights: {
    'dense/kernel': new NdArray(
      Float32Array.of(0.1, -0, Number.NaN, -Infinity, 1e-45, 3e38),
      [3, 2],
    ),
    'dense/bias': new NdArray(new Float32Array(), [0]),
  },
  '10': new NdArray(Int32Array.of(-(2 ** 31), 2 ** 31 - 1), [2]),
  pixels: new NdArray(Uint8Array.of(0, 255), [1, 2]),
  mask: new NdArray(Uint8Array.of(1, 0, 1), [3], 'bool'),
  scalar: new NdArray(Float32Array.of(2), []),
  doubles: new NdArray(Float64Array.of(0.1, -0, Number.NaN, 1e300), [4]),
  numbers: [0.1, -0, 0, Number.NaN, Infinity, -Infinity, 5e-324, 2 ** 53, 1e300],
  list: [[new NdArray(Float32Array.of(1), [1])], [], null, true, false, ''],
  texts: { korean: '가중치', odd: 'a\ud800"\\\n\u0000', $array: 'x', $$: 1, $number: 'NaN' },
  tagged: { $array: 'weights/dense/kernel' },
  empty: {},
  nothing: null,
};

test('everything comes back as it was, in the same order', () => {
  const back = decodeState(encodeState(state));
  expect(back).toStrictEqual(state);
  expect(JSON.stringify(back)).toBe(JSON.stringify(state));
  const kernel = (back.weights as SavedState)['dense/kernel'] as NdArray;
  const bits = ({ buffer }: ArrayBufferView): number[] => [...new Uint32Array(buffer)];
  const before = (state.weights as SavedState)['dense/kernel'] as NdArray;
  expect(bits(kernel.data)).toEqual(bits(before.data));
});

test('a part of a larger buffer is saved as that part', () => {
  const whole = new NdArray(Float32Array.of(1, 2, 3, 4), [2, 2]);
  expect(decodeState(encodeState({ row: whole.row(1) }))).toEqual({
    row: new NdArray(Float32Array.of(3, 4), [2]),
  });
});

test('an empty state is a state', () => {
  expect(decodeState(encodeState({}))).toEqual({});
});

test('arrays stand under their paths, where other tools find them', () => {
  const { arrays, metadata } = decodeSafetensors('test', encodeState(state));
  expect([...arrays.keys()].sort()).toEqual(
    [
      '10',
      'doubles',
      'list/0/0',
      'mask',
      'pixels',
      'scalar',
      'weights/dense/bias',
      'weights/dense/kernel',
    ].sort(),
  );
  expect([...metadata.keys()]).toEqual(['checksum', 'format', 'version', 'state']);
});

test('paths that read the same, and reserved ones, are told apart', () => {
  const one = (value: number): NdArray => new NdArray(Float32Array.of(value), [1]);
  const odd = {
    a: { 'b/c': one(1), b: { c: one(2) } },
    'a/b': { c: one(3) },
    __metadata__: one(4),
  };
  const bytes = encodeState(odd);
  expect([...decodeSafetensors('test', bytes).arrays.keys()].sort()).toEqual(
    ['__metadata__~2', 'a/b/c', 'a/b/c~2', 'a/b/c~3'].sort(),
  );
  expect(decodeState(bytes)).toEqual(odd);
});

test('the bytes are those of decision 10', () => {
  const bytes = encodeState({ w: new NdArray(Uint8Array.of(7), [1]), rate: -0 });
  const header =
    '{"__metadata__":{"checksum":"crc32:--------","format":"myelin-state","version":"1",' +
    '"state":"{\\"w\\":{\\"$array\\":\\"w\\"},\\"rate\\":{\\"$number\\":\\"-0\\"}}"},' +
    '"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}';
  const text = new TextDecoder().decode(bytes.subarray(8, bytes.length - 1));
  expect(text.trimEnd().replace(/crc32:.{8}/, 'crc32:--------')).toBe(header);
  expect(text.length % 8).toBe(0);
  expect(bytes.slice(0, 8)).toEqual(Uint8Array.of(text.length, 0, 0, 0, 0, 0, 0, 0));
  const zeroed = bytes.slice();
  zeroed.fill(48, 8 + 35, 8 + 43);
  expect(text.slice(35, 43)).toBe(crc32(zeroed).toString(16).padStart(8, '0'));
});

describe('what is no plain data is refused, by its place', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const refused: readonly [string, unknown, RegExp][] = [
    ['undefined', { a: { b: undefined } }, /`a\/b` must be plain data, received undefined/],
    ['a typed array', { a: [new Float32Array(2)] }, /`a\/0` .* Float32Array of 8 bytes/],
    ['an instance', { a: new Map() }, /an instance of Map/],
    ['a function', { a: () => 1 }, /function/],
    ['a big integer', { a: 1n }, /received 1/],
    ['a circle', cyclic, /`self\/self\/self` is nested more than 190 levels/],
    ['`__proto__`', JSON.parse('{"a":{"__proto__":1}}'), /`a` has a value named `__proto__`/],
    ['no record', [1], /the state must be plain data/],
    ['null', null, /the state must be plain data, received null/],
  ];
  test.each(refused)('%s', (_, value, message) => {
    expect(() => encodeState(value as SavedState)).toThrow(SerializationError);
    expect(() => encodeState(value as SavedState)).toThrow(message);
  });
});

describe('a file that is not whole is refused', () => {
  const bytes = encodeState({ w: new NdArray(Float32Array.of(1, 2, 3), [3]), rate: 0.25 });

  test('any part of it', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeState(bytes.slice(0, length)), `${length}`).toThrow(SerializationError);
    }
  });

  test('any byte changed', () => {
    for (let i = 0; i < bytes.length; i++) {
      const changed = bytes.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => decodeState(changed), `${i}`).toThrow(SerializationError);
    }
  });

  test('more at its end', () => {
    expect(() => decodeState(Uint8Array.of(...bytes, 0))).toThrow(/checksum says/);
  });

  test('something else', () => {
    const foreign = encodeSafetensors('test', { metadata: new Map(), arrays: new Map() });
    expect(() => decodeState(foreign)).toThrow(/no state of Myelin.*\n {2}Fix: pass a file that/);
    expect(() => decodeState(new TextEncoder().encode('hello'))).toThrow(/no state of Myelin/);
  });
});

/** A file of that metadata with the right checksum, as someone with ill intent could make it. */
function forged(text: string, version = '1', arrays = new Map<string, NdArray>()): Bytes {
  const metadata = new Map([
    ['checksum', 'crc32:00000000'],
    ['format', 'myelin-state'],
    ['version', version],
    ['state', text],
  ]);
  const bytes = encodeSafetensors('test', { metadata, arrays });
  bytes.set(new TextEncoder().encode(crc32(bytes).toString(16).padStart(8, '0')), 8 + 35);
  return bytes;
}

describe('a file with a right checksum is not trusted either', () => {
  const refused: readonly [string, Bytes, RegExp][] = [
    [
      'a later version',
      forged('{}', '2'),
      /version "2" of its format, and version "1" can be read/,
    ],
    ['no JSON', forged('{'), /state is no JSON/],
    ['no record', forged('[]'), /no record/],
    ['a missing array', forged('{"a":{"$array":"b"}}'), /names array "b"/],
    ['a number that is none', forged('{"a":{"$number":"hello"}}'), /"hello" for a number/],
    ['a number of another form', forged('{"a":{"$number":"1"}}'), /"1" for a number/],
    ['an unknown tag', forged('{"a":{"$code":"b"}}'), /named `\$code`/],
    ['`__proto__`', forged('{"a":{"__proto__":{"x":1}}}'), /named `__proto__`/],
    ['endless nesting', forged(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`), /nested more than/],
  ];
  test.each(refused)('%s', (_, bytes, message) => {
    expect(() => decodeState(bytes)).toThrow(SerializationError);
    expect(() => decodeState(bytes)).toThrow(message);
  });
});

test('files are written and read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'myelin-core-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'runs', 'a.safetensors');
  await expect(readState(path)).rejects.toThrow(/a\.safetensors: there is no such file/);
  await writeState(path, state);
  expect(await readState(path)).toStrictEqual(state);
  await expect(writeState(path, { a: undefined as unknown as null })).rejects.toThrow('writeState');
  expect(await readState(path)).toStrictEqual(state);
  expect(await readdir(join(folder, 'runs'))).toEqual(['a.safetensors']);
  await writeFile(path, '');
  await expect(readState(path)).rejects.toThrow(/a\.safetensors: the file is no state of Myelin/);
});

test('bytes may be a Buffer, which is a part of other memory', () => {
  const bytes = Buffer.from(Buffer.concat([Buffer.alloc(8), encodeState(state)])).subarray(8);
  expect(decodeState(bytes as Bytes)).toEqual(state);
});
