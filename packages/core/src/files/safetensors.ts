/**
 * The safetensors format: named arrays in one file, which tools of many languages read.
 *
 * Eight bytes say how long the header is (little-endian); the header is JSON and names type, shape and place of each array,
 * and holds texts under `__metadata__`; the elements follow. See https://huggingface.co/docs/safetensors.
 */

import type { DataType, NumericArray } from '../arrays/data-type.ts';
import { NdArray } from '../arrays/nd-array.ts';
import { SerializationError } from '../errors/myelin-error.ts';
import type { Bytes } from './file-store.ts';

export interface Safetensors {
  readonly metadata: ReadonlyMap<string, string>;
  readonly arrays: ReadonlyMap<string, NdArray>;
}

/** Where the header begins. */
export const HEADER_START = 8;
/** The format's own limit, in bytes. */
const MAX_HEADER = 100_000_000;
const MAX_NAME = 4096;
const METADATA = '__metadata__';
const SPACE = 0x20;

interface ElementType {
  readonly dtype: DataType;
  readonly bytes: number;
  readonly read: (buffer: ArrayBuffer) => NumericArray;
}

const types: ReadonlyMap<string, ElementType> = new Map([
  ['F64', { dtype: 'float64', bytes: 8, read: (buffer) => new Float64Array(buffer) }],
  ['F32', { dtype: 'float32', bytes: 4, read: (buffer) => new Float32Array(buffer) }],
  ['I32', { dtype: 'int32', bytes: 4, read: (buffer) => new Int32Array(buffer) }],
  ['U8', { dtype: 'uint8', bytes: 1, read: (buffer) => new Uint8Array(buffer) }],
  ['BOOL', { dtype: 'bool', bytes: 1, read: (buffer) => new Uint8Array(buffer) }],
]);

const typeNames: Readonly<Record<DataType, string>> = {
  float64: 'F64',
  float32: 'F32',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
};

/**
 * The bytes of a file. Metadata come first in the header, in their order.
 *
 * @throws {@link SerializationError} a name is too long, or the header would be.
 */
export function encodeSafetensors(where: string, { metadata, arrays }: Safetensors): Bytes {
  // Larger elements first, so that each array begins at a multiple of its element's size.
  const ordered = [...arrays].sort(([, a], [, b]) => elementSize(b) - elementSize(a));
  // Written member by member: an object would put names like "0" first.
  const members = [[METADATA, Object.fromEntries(metadata)] as readonly [string, unknown]];
  let end = 0;
  for (const [name, { dtype, shape, data }] of ordered) {
    requireName(where, name);
    const begin = end;
    end += data.byteLength;
    members.push([name, { dtype: typeNames[dtype], shape, data_offsets: [begin, end] }]);
  }
  const json = members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const header = padded(new TextEncoder().encode(`{${json.join()}}`));
  if (header.length > MAX_HEADER) {
    throw new SerializationError({
      where,
      problem: `all but the arrays takes ${header.length} bytes, and ${MAX_HEADER} are the most that a file can hold`,
      fix: 'keep long lists of numbers in an NdArray',
    });
  }
  const bytes = new Uint8Array(HEADER_START + header.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, HEADER_START);
  let place = HEADER_START + header.length;
  for (const [, { data }] of ordered) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), place);
    place += data.byteLength;
  }
  return bytes;
}

/**
 * What a file holds. Nothing in it is trusted: all sizes are checked before any memory is taken.
 *
 * @throws {@link SerializationError} the bytes are no such file, a part of one, or hold a type that NdArrays lack.
 */
export function decodeSafetensors(where: string, bytes: Bytes): Safetensors {
  const header = readHeader(where, bytes);
  const start = HEADER_START + headerLength(where, bytes);
  const metadata = new Map<string, string>();
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(header)) {
    requireName(where, name);
    if (name !== METADATA) entries.push(readEntry(where, name, value));
    else for (const [key, text] of readMetadata(where, value)) metadata.set(key, text);
  }
  requireGapless(where, entries, bytes.length - start);
  const arrays = new Map<string, NdArray>();
  for (const { name, type, shape, begin, end } of entries) {
    const data = type.read(new Uint8Array(bytes.subarray(start + begin, start + end)).buffer);
    if (type.dtype === 'bool' && data.some((value) => value > 1)) {
      throw damaged(
        where,
        `array ${JSON.stringify(name)} of booleans holds other bytes than 0 and 1`,
      );
    }
    arrays.set(name, new NdArray(data, shape, type.dtype));
  }
  return { metadata, arrays };
}

/** @throws {@link SerializationError} the length makes no sense. */
function headerLength(where: string, bytes: Bytes): number {
  if (bytes.length < HEADER_START) {
    throw damaged(where, `it has ${bytes.length} bytes, and the header's length alone takes 8`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  const most = Math.min(MAX_HEADER, bytes.length - HEADER_START);
  if (length <= BigInt(most)) return Number(length);
  throw damaged(
    where,
    `its header is said to have ${length} bytes, and it can have ${most} at most`,
  );
}

function readHeader(where: string, bytes: Bytes): Record<string, unknown> {
  const end = HEADER_START + headerLength(where, bytes);
  let header: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    header = JSON.parse(text.decode(bytes.subarray(HEADER_START, end)));
  } catch (cause) {
    throw damaged(where, 'its header is no JSON', cause);
  }
  if (isRecord(header)) return header;
  throw damaged(where, 'its header is no JSON object');
}

interface Entry {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readEntry(where: string, name: string, value: unknown): Entry {
  const title = `array ${JSON.stringify(name)}`;
  const { dtype, shape, data_offsets: offsets } = isRecord(value) ? value : {};
  const type = types.get(String(dtype));
  if (!type) {
    const known = [...types.keys()].join(', ');
    throw damaged(where, `${title} has element type ${String(dtype)}, and ${known} can be read`);
  }
  if (!isSizes(shape)) throw damaged(where, `the shape of ${title} is no list of whole numbers`);
  if (!isSizes(offsets) || offsets.length !== 2) {
    throw damaged(where, `the place of ${title} is no pair of whole numbers`);
  }
  const [begin = 0, end = 0] = offsets;
  const size = shape.reduce((product, length) => product * length, type.bytes);
  // A product that is not exact is larger than any file.
  if (!Number.isSafeInteger(size) || size !== end - begin) {
    throw damaged(
      where,
      `${title} of shape [${shape}] takes ${size} bytes, and has ${end - begin}`,
    );
  }
  return { name, type, shape, begin, end };
}

function readMetadata(where: string, value: unknown): readonly [string, string][] {
  const texts = isRecord(value) ? Object.entries(value) : undefined;
  if (texts?.every((pair): pair is [string, string] => typeof pair[1] === 'string')) return texts;
  throw damaged(where, 'its metadata are not all texts');
}

/** The arrays fill the data: no byte is left out, none belongs to two. */
function requireGapless(where: string, entries: readonly Entry[], available: number): void {
  let place = 0;
  for (const { name, begin, end } of [...entries].sort(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    if (begin !== place) {
      throw damaged(
        where,
        `array ${JSON.stringify(name)} begins at byte ${begin}, not at ${place}`,
      );
    }
    place = end;
  }
  if (place !== available) {
    throw damaged(where, `its arrays take ${place} bytes, and it has ${available} for them`);
  }
}

function requireName(where: string, name: string): void {
  if (name.length <= MAX_NAME) return;
  throw new SerializationError({
    where,
    problem: `a name has ${name.length} characters, and ${MAX_NAME} are the most: "${name.slice(0, 40)}…"`,
    fix: 'use a shorter name',
  });
}

const elementSize = ({ data }: NdArray): number => data.BYTES_PER_ELEMENT;

/** With spaces behind, until the data that follow begin at a multiple of 8. */
function padded(json: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(SPACE);
  bytes.set(json);
  return bytes;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** The file is not what it should be. */
export function damaged(where: string, problem: string, cause?: unknown): SerializationError {
  return new SerializationError({
    where,
    problem: `the file is damaged or cut off: ${problem}`,
    fix: 'use an older copy of it, or save anew',
    cause,
  });
}
