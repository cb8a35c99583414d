import { DataError } from '@myelin/core';
import type { Table } from '../table.ts';
import { requireText } from './parse-json.ts';
import { parseJsonText } from './parse-json-text.ts';
import { recordsToTable } from './records-to-table.ts';

/**
 * The table that a text holds with one JSON object a line; blank lines do not count.
 *
 * @throws {@link DataError} a line is no such object: it says which.
 * @example
 * parseNdjson('{"age":30}\n{"age":41}').length // => 2
 */
export function parseNdjson(text: string): Table {
  const where = 'parseNdjson';
  const reader = new NdjsonReader(where, 'the text');
  reader.push(requireText(where, text).replace(/^\ufeff/, ''));
  return reader.finish();
}

/** Gathers rows of text that comes in pieces. */
export class NdjsonReader {
  readonly #where: string;
  readonly #name: string;
  readonly #rows: unknown[] = [];
  #pieces: string[] = [];
  #line = 1;

  constructor(where: string, name: string) {
    this.#where = where;
    this.#name = name;
  }

  push(piece: string): void {
    const end = piece.lastIndexOf('\n');
    if (end < 0) {
      this.#pieces.push(piece);
      return;
    }
    this.#take(this.#pieces.join('') + piece.slice(0, end));
    this.#pieces = [piece.slice(end + 1)];
  }

  finish(): Table {
    this.#take(this.#pieces.join(''));
    if (this.#rows.length > 0) return recordsToTable(this.#where, this.#name, this.#rows);
    throw new DataError({
      where: this.#where,
      problem: `${this.#name} is empty: it holds no rows`,
      fix: 'check that it is the right file',
    });
  }

  #take(text: string): void {
    for (const line of text.split('\n')) {
      if (line.trim() !== '') {
        this.#rows.push(parseJsonText(this.#where, this.#name, line, this.#line));
      }
      this.#line++;
    }
  }
}
