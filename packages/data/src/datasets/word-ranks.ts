/** The rank of words in bytes of UTF-8, without making a text of each. */

import type { Bytes } from '../formats/bytes.ts';

/** What Keras's tokenizer takes for gaps between words. */
const GAPS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n ';
const GAP = 0;

/** Bytes as they are compared: gaps as one, and A to Z as a to z. The index of IMDB has other capitals in it, such as `Åge`. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (GAPS.includes(String.fromCharCode(byte))) return GAP;
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
});

/** FNV-1a, 32 bits. */
const START = 0x811c9dc5 | 0;
const mix = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

export class WordRanks {
  /** The words one after the other. */
  readonly #letters: Uint8Array;
  /** Where the word with that number begins; it ends where the next one does. */
  readonly #begins: Int32Array;
  readonly #ranks: Int32Array;
  /** Numbers of words, plus one, by their hash; a word whose place is taken comes in the next free one. */
  readonly #places: Int32Array;
  readonly #mask: number;
  /** Room for the ranks of one text. */
  #found: Int32Array = new Int32Array(4096);

  constructor(wordIndex: ReadonlyMap<string, number>) {
    const words = [...wordIndex.keys()];
    // A letter of a text takes three bytes at most.
    this.#letters = new Uint8Array(3 * words.reduce((total, word) => total + word.length, 0));
    this.#begins = new Int32Array(words.length + 1);
    this.#ranks = Int32Array.from(wordIndex.values());
    this.#mask = 2 ** Math.ceil(Math.log2(2 * words.length + 1)) - 1;
    this.#places = new Int32Array(this.#mask + 1);
    const encoder = new TextEncoder();
    let begin = 0;
    for (const [number, word] of words.entries()) {
      const end = begin + encoder.encodeInto(word, this.#letters.subarray(begin)).written;
      let hash = START;
      for (let at = begin; at < end; at++) hash = mix(hash, this.#letters[at] ?? 0);
      let place = hash & this.#mask;
      while (this.#places[place]) place = (place + 1) & this.#mask;
      this.#places[place] = number + 1;
      this.#begins[number + 1] = end;
      begin = end;
    }
  }

  /** The ranks of the words of a text; words without one are passed over, as in Keras's files. */
  of(text: Bytes): Int32Array {
    // A word and the gap after it take two bytes at least.
    if (this.#found.length <= text.length >> 1) this.#found = new Int32Array(text.length);
    const found = this.#found;
    let count = 0;
    let begin = 0;
    let hash = START;
    for (let at = 0; at <= text.length; at++) {
      const byte = at < text.length ? FOLDED[text[at] as number] : GAP;
      if (byte !== GAP) {
        hash = mix(hash, byte as number);
        continue;
      }
      const rank = at > begin ? this.#rank(text, begin, at, hash) : 0;
      if (rank > 0) found[count++] = rank;
      begin = at + 1;
      hash = START;
    }
    return found.slice(0, count);
  }

  #rank(text: Bytes, begin: number, end: number, hash: number): number {
    for (let place = hash & this.#mask; ; place = (place + 1) & this.#mask) {
      const number = (this.#places[place] ?? 0) - 1;
      if (number < 0) return 0;
      if (this.#isWord(number, text, begin, end)) return this.#ranks[number] ?? 0;
    }
  }

  #isWord(number: number, text: Bytes, begin: number, end: number): boolean {
    const from = this.#begins[number] ?? 0;
    if ((this.#begins[number + 1] ?? 0) - from !== end - begin) return false;
    for (let i = begin; i < end; i++) {
      if (FOLDED[text[i] as number] !== this.#letters[from + i - begin]) return false;
    }
    return true;
  }
}
