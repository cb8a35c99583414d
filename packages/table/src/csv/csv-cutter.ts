/** Cuts text that comes in pieces into blocks of whole rows. */

import { DataError } from '@myelin/core';
import { type CsvBlock, type CsvDialect, cutRows, lineEnds } from './csv-block.ts';
import type { CsvSettings } from './csv-options.ts';
import { detectDelimiter } from './detect-delimiter.ts';

/** Characters that are cut at a time, some milliseconds of work. */
export const BLOCK = 1 << 18;
/** Pieces are gathered until there is at least so much. */
const SMALLEST_BLOCK = 1 << 16;

export class CsvCutter {
  readonly #where: string;
  readonly #name: string;
  readonly #settings: CsvSettings;
  #dialect: CsvDialect | undefined;
  #pending = '';
  /** Cutting makes sense again when so much is there. */
  #enough = SMALLEST_BLOCK;
  #line = 1;
  #linesToSkip: number;

  constructor(where: string, name: string, settings: CsvSettings) {
    this.#where = where;
    this.#name = name;
    this.#settings = settings;
    this.#linesToSkip = settings.skipLines;
  }

  /** The rows that are whole with this piece of text; undefined if there are none yet. */
  push(piece: string): CsvBlock | undefined {
    this.#pending += piece;
    return this.#pending.length < this.#enough ? undefined : this.#cut(false);
  }

  /** The rows that are left. */
  end(): CsvBlock | undefined {
    return this.#cut(true);
  }

  #cut(isLast: boolean): CsvBlock | undefined {
    this.#dialect ??= this.#findDialect(isLast);
    if (!this.#dialect || !this.#skip(this.#dialect, isLast)) {
      this.#enough = 2 * this.#pending.length;
      return undefined;
    }
    const dialect = this.#dialect;
    if (isLast && this.#pending.endsWith('\r') && dialect.newline === '\n') this.#pending += '\n';
    const text = this.#pending;
    const { rows, consumed, wrongQuotes, openQuote } = cutRows(text, dialect, isLast);
    const [first, second] = wrongQuotes;
    // Of a row that is not whole yet, the last quote may be wrong only for want of what follows.
    if (first !== undefined && (first < consumed || second !== undefined)) {
      throw this.#wrongQuote(text, first);
    }
    if (openQuote !== undefined) throw this.#openQuote(text, openQuote);
    if (consumed === 0 && !isLast) {
      if (text.length > this.#settings.maxRowLength) throw this.#tooLong(text, dialect);
      // The row is cut again when twice as much is there, so that all attempts together stay cheap.
      this.#enough = 2 * text.length;
      return undefined;
    }
    const line = this.#line;
    const whole = text.slice(0, consumed);
    this.#line += lineEnds(whole, dialect.newline);
    this.#pending = text.slice(consumed);
    this.#enough = Math.max(SMALLEST_BLOCK, this.#pending.length + 1);
    return { text: whole, dialect, line, rows };
  }

  #findDialect(isLast: boolean): CsvDialect | undefined {
    if (this.#pending.startsWith('\ufeff')) this.#pending = this.#pending.slice(1);
    const newline = lineEndOf(this.#pending, isLast);
    if (newline === undefined) return undefined;
    const { delimiter, quote, comment, skipLines, maxRowLength } = this.#settings;
    const dialect: CsvDialect = { delimiter, newline, quote, comment };
    if (delimiter !== 'auto') return dialect;
    const text = afterLines(this.#pending, newline, skipLines) ?? '';
    const isEnough = isLast || this.#pending.length > maxRowLength;
    const found = detectDelimiter(text, dialect, isEnough);
    return found === undefined ? undefined : { ...dialect, delimiter: found };
  }

  /** Drops the lines to skip; false if not all are there yet. */
  #skip({ newline }: CsvDialect, isLast: boolean): boolean {
    if (this.#linesToSkip === 0) return true;
    const rest = afterLines(this.#pending, newline, this.#linesToSkip);
    if (rest === undefined && !isLast) return false;
    this.#line += this.#linesToSkip;
    this.#linesToSkip = 0;
    this.#pending = rest ?? '';
    return true;
  }

  #lineOf(text: string, index: number): number {
    return this.#line + lineEnds(text.slice(0, index), this.#dialect?.newline ?? '\n');
  }

  #wrongQuote(text: string, index: number): DataError {
    const { quote } = this.#settings;
    return new DataError({
      where: this.#where,
      problem: `${this.#name}: in line ${this.#lineOf(text, index)} the field that begins with ${shown(text.slice(index - 1))} goes on after its closing quote`,
      fix: `double quotes within a field (${quote}${quote}), or pass { quote: null } if quotes have no meaning in this file`,
    });
  }

  #openQuote(text: string, index: number): DataError {
    return new DataError({
      where: this.#where,
      problem: `${this.#name}: the quote that opens in line ${this.#lineOf(text, index)} before ${shown(text.slice(index))} is never closed`,
      fix: 'close it, or pass { quote: null } if quotes have no meaning in this file',
    });
  }

  #tooLong(text: string, dialect: CsvDialect): DataError {
    const { openQuote } = cutRows(text, dialect, true);
    const { maxRowLength } = this.#settings;
    if (openQuote !== undefined) return this.#openQuote(text, openQuote);
    return new DataError({
      where: this.#where,
      problem: `${this.#name}: the row that begins in line ${this.#line} with ${shown(text)} has more than ${maxRowLength} characters`,
      fix: 'check that it is the right file, or raise { maxRowLength }',
    });
  }
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 40));

/** `\n`, which `\r\n` ends with, too; `\r` if only that is there; undefined if more text must tell. */
function lineEndOf(text: string, isLast: boolean): '\n' | '\r' | undefined {
  if (text.includes('\n')) return '\n';
  const at = text.indexOf('\r');
  if (at >= 0 && at < text.length - 1) return '\r';
  return isLast || text.length > SMALLEST_BLOCK * 2 ? '\n' : undefined;
}

function afterLines(text: string, newline: string, count: number): string | undefined {
  let begin = 0;
  for (let line = 0; line < count; line++) {
    const end = text.indexOf(newline, begin);
    if (end < 0) return undefined;
    begin = end + 1;
  }
  return text.slice(begin);
}
