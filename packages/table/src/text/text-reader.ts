/**
 * Bytes to text, strictly: what is no text in the encoding is refused with its place, never replaced.
 */

import { ArgumentError, DataError, describe } from '@myelin/core';
import { knownFormat } from '../sources/known-formats.ts';
import { firstInvalidUtf8 } from './first-invalid-utf8.ts';

const LINE_FEED = 0x0a;

export class TextReader {
  readonly #where: string;
  readonly #name: string;
  readonly #given: string | undefined;
  #decoder: TextDecoder | undefined;
  #bytes = 0;
  #lines = 0;
  /** Bytes at the end of the last chunk, in which a character may have begun. */
  #tail: Uint8Array = new Uint8Array(0);

  /** @param encoding - One that {@link requireEncoding} has let pass. */
  constructor(where: string, name: string, encoding: string | undefined) {
    this.#where = where;
    this.#name = name;
    this.#given = encoding;
  }

  /** @throws {@link DataError} the bytes are no text in the encoding, or those of a well-known other format. */
  push(chunk: Uint8Array): string {
    if (!this.#decoder && chunk.length === 0) return '';
    this.#decoder ??= this.#begin(chunk);
    let text: string;
    try {
      text = this.#decoder.decode(chunk, { stream: true });
    } catch (cause) {
      throw this.#invalid(chunk, cause);
    }
    if (this.#decoder.encoding === 'euc-kr') this.#requireKnownLetters(text);
    for (let i = chunk.indexOf(LINE_FEED); i >= 0; i = chunk.indexOf(LINE_FEED, i + 1))
      this.#lines++;
    this.#bytes += chunk.length;
    this.#tail = chunk.slice(-3);
    return text;
  }

  /** What is left. @throws {@link DataError} the last character is cut off. */
  end(): string {
    try {
      return this.#decoder?.decode() ?? '';
    } catch (cause) {
      throw this.#invalid(new Uint8Array(0), cause);
    }
  }

  /** Node reads the letters that CP949 adds to EUC-KR, such as 똠, as control characters, and says nothing. */
  #requireKnownLetters(text: string): void {
    const at = text.search(/[\u0080-\u009f]/);
    if (at < 0) return;
    const line = this.#lines + text.slice(0, at).split('\n').length;
    throw new DataError({
      where: this.#where,
      problem: `${this.#name} holds a letter, in line ${line}, that CP949 has and the EUC-KR of this platform has not`,
      fix: 'save the file as UTF-8, or read it in a browser, which knows these letters',
    });
  }

  #begin(chunk: Uint8Array): TextDecoder {
    const known = knownFormat(chunk);
    if (known) {
      throw new DataError({
        where: this.#where,
        problem: `${this.#name} holds no text: by its first bytes it is ${known.title}`,
        fix: known.fix,
      });
    }
    return newDecoder(this.#where, this.#given ?? markedEncoding(chunk) ?? this.#likely(chunk));
  }

  /** UTF-8, unless every other byte is zero. */
  #likely(chunk: Uint8Array): string {
    const begin = chunk.subarray(0, 256);
    const zeros = begin.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
    if (zeros === 0) return 'utf-8';
    const looksWide = zeros > begin.length / 3;
    const wide = begin[0] === 0 ? 'utf-16be' : 'utf-16le';
    throw new DataError({
      where: this.#where,
      problem: `${this.#name} holds zero bytes, which text in UTF-8 does not`,
      fix: looksWide
        ? `pass { encoding: '${wide}' }`
        : 'check that it is the right file, this one looks binary',
    });
  }

  #invalid(chunk: Uint8Array, cause: unknown): DataError {
    const encoding = this.#decoder?.encoding ?? 'utf-8';
    let place = `between bytes ${this.#bytes} and ${this.#bytes + chunk.length}`;
    let line = this.#lines + 1;
    if (encoding === 'utf-8') {
      const joined = new Uint8Array([...this.#tail, ...chunk]);
      const at = Math.max(0, firstInvalidUtf8(joined));
      const offset = this.#bytes - this.#tail.length + at;
      place = `at byte ${offset}`;
      const before = joined.subarray(this.#tail.length, at);
      line += before.reduce((count, byte) => count + (byte === LINE_FEED ? 1 : 0), 0);
    }
    return new DataError({
      where: this.#where,
      problem: `${this.#name} is no text in ${encoding}: ${place}, in line ${line}, is a byte that cannot be there`,
      fix: "pass the encoding it was written in, for example { encoding: 'windows-1252' } or { encoding: 'euc-kr' }",
      cause,
    });
  }
}

/**
 * Asked before a source is opened, so that none is left open.
 *
 * @throws {@link ArgumentError} the platform does not know the encoding.
 */
export function requireEncoding(where: string, encoding: string | undefined): void {
  if (encoding !== undefined) newDecoder(where, encoding);
}

function newDecoder(where: string, encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new ArgumentError({
      where,
      problem: `\`encoding\` must be one that TextDecoder knows, received ${describe(encoding)}`,
      fix: "pass for example { encoding: 'utf-8' }, 'utf-16le', 'windows-1252', 'euc-kr' or 'shift_jis'",
      cause,
    });
  }
}

/** The encoding that a byte order mark tells. */
function markedEncoding([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}
