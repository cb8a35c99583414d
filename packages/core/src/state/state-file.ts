/**
 * Files of states: safetensors files with a checksum. Their header begins with
 *
 *     {"__metadata__":{"checksum":"crc32:89abcdef","format":"myelin-state","version":"1","state":"…"}
 *
 * The checksum is the CRC-32 of the whole file, with zeros in the place of its own eight digits. See decision 10.
 */

import { describe } from '../errors/describe.ts';
import { ArgumentError, SerializationError } from '../errors/myelin-error.ts';
import { crc32 } from '../files/crc32.ts';
import type { Bytes, FileStore } from '../files/file-store.ts';
import { localFiles } from '../files/file-store.ts';
import {
  damaged,
  decodeSafetensors,
  encodeSafetensors,
  HEADER_START,
} from '../files/safetensors.ts';
import type { SavedState } from './saved-state.ts';
import { stateToText, textToState } from './state-text.ts';

const FORMAT = 'myelin-state';
const VERSION = '1';

const OPENING = '{"__metadata__":{"checksum":"crc32:';
const DIGITS_START = HEADER_START + OPENING.length;
const NO_DIGITS = '00000000';
const DIGITS_END = DIGITS_START + NO_DIGITS.length;

/**
 * A state as the bytes of a file.
 *
 * @throws {@link SerializationError} something in the state is no value that can be saved.
 * @example
 * decodeState(encodeState({ best: Infinity })) // => { best: Infinity }
 */
export function encodeState(state: SavedState): Bytes {
  return encode('encodeState', state);
}

/**
 * The state that {@link encodeState} turned into bytes: the same values, arrays bit for bit.
 *
 * @throws {@link SerializationError} the bytes are damaged, cut off, or something else.
 */
export function decodeState(bytes: Bytes): SavedState {
  return decode('decodeState', bytes);
}

/**
 * Writes a state to a file, as a whole: whatever happens on the way, the file holds the old state or the new one.
 *
 * @param path - Ends in `.safetensors`, as a rule. Other programs can read the arrays in it.
 * @param files - Where the file is kept. @defaultValue {@link localFiles}
 * @throws {@link SerializationError} something in the state is no value that can be saved, or the file cannot be written.
 * @example
 * await writeState('run.safetensors', { weights: { kernel: ndArray([0.5, 1.5]) }, best: 0.25 });
 */
export async function writeState(
  path: string,
  state: SavedState,
  files: FileStore = localFiles(),
): Promise<void> {
  await files.writeAtomically(path, encode('writeState', state));
}

/**
 * Reads a state from a file.
 *
 * @throws {@link SerializationError} the file is missing, damaged, cut off, or something else.
 * @example
 * const { best } = await readState('run.safetensors'); // => 0.25
 */
export async function readState(
  path: string,
  files: FileStore = localFiles(),
): Promise<SavedState> {
  const bytes = await files.read(path);
  if (bytes) return decode(path, bytes);
  throw new SerializationError({
    where: path,
    problem: 'there is no such file',
    fix: 'check the path, and the folder that it starts from',
  });
}

function encode(where: string, state: SavedState): Bytes {
  const { text, arrays } = stateToText(where, state);
  const metadata = new Map([
    ['checksum', `crc32:${NO_DIGITS}`],
    ['format', FORMAT],
    ['version', VERSION],
    ['state', text],
  ]);
  const bytes = encodeSafetensors(where, { metadata, arrays });
  bytes.set(ascii(checksum(bytes)), DIGITS_START);
  return bytes;
}

function decode(where: string, bytes: Bytes): SavedState {
  if (!ArrayBuffer.isView(bytes)) {
    throw new ArgumentError({
      where,
      problem: `\`bytes\` must be a Uint8Array, received ${describe(bytes)}`,
      fix: 'pass what encodeState gave, or read the file with readState',
    });
  }
  const opening = bytes.subarray(HEADER_START, DIGITS_START);
  if (String.fromCharCode(...opening) !== OPENING) {
    throw new SerializationError({
      where,
      problem: `the file is no state of Myelin, or its beginning is damaged (${bytes.length} bytes)`,
      fix: 'pass a file that writeState, ModelCheckpoint or BackupAndRestore has written',
    });
  }
  const written = String.fromCharCode(...bytes.subarray(DIGITS_START, DIGITS_END));
  const found = checksum(bytes);
  if (written !== found) {
    throw damaged(
      where,
      `its checksum says ${JSON.stringify(written)}, its content gives "${found}"`,
    );
  }
  const { metadata, arrays } = decodeSafetensors(where, bytes);
  const version = metadata.get('version');
  if (metadata.get('format') !== FORMAT || version !== VERSION) {
    throw new SerializationError({
      where,
      problem: `the file has version ${JSON.stringify(version)} of its format, and version "${VERSION}" can be read`,
      fix: 'use the version of Myelin that wrote it, or a later one',
    });
  }
  return textToState(where, { text: metadata.get('state') ?? '', arrays });
}

/** Of all bytes but the digits of the checksum itself. */
function checksum(bytes: Bytes): string {
  const head = crc32(bytes.subarray(0, DIGITS_START));
  const gap = crc32(ascii(NO_DIGITS), head);
  return crc32(bytes.subarray(DIGITS_END), gap).toString(16).padStart(8, '0');
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
