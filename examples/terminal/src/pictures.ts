/** Gray pictures made of characters. */

import { stripVTControlCharacters } from 'node:util';
import type { NdArray } from '@myelin/core';

export interface Picture {
  readonly lines: readonly string[];
  /** Text below the picture. */
  readonly caption: string;
}

const shades = [' ', '░', '▒', '▓', '█'];
const reset = '\x1b[0m';

/**
 * The lines of a picture. Small pictures get two characters a pixel, larger ones one character for two pixels that
 * stand one above the other, since a character is about twice as high as wide.
 *
 * @param image - Gray values from 0 to `white`. @shape `[height, width]`
 */
export function drawPicture(image: NdArray, white: number, colors: boolean): string[] {
  const [height = 0, width = 0] = image.shape;
  const isSmall = height <= 12;
  const lines: string[] = [];
  for (let row = 0; row < height; row += isSmall ? 1 : 2) {
    let line = '';
    for (let column = 0; column < width; column++) {
      const upper = image.at(row, column) / white;
      const lower = isSmall || row + 1 === height ? upper : image.at(row + 1, column) / white;
      line += colors
        ? `\x1b[38;5;${grayColor(upper)};48;5;${grayColor(lower)}m${isSmall ? '  ' : '▀'}`
        : shade((upper + lower) / 2).repeat(isSmall ? 2 : 1);
    }
    lines.push(colors ? line + reset : line);
  }
  return lines;
}

/** Pictures next to each other, as many in a row as fit, with their captions below. */
export function sideBySide(pictures: readonly Picture[], columns: number): string {
  const gap = 3;
  const width = Math.max(
    ...pictures.flatMap(({ lines, caption }) => [...lines, caption].map(visibleLength)),
  );
  const perRow = Math.max(1, Math.floor((columns + gap) / (width + gap)));
  const rows: string[] = [];
  for (let first = 0; first < pictures.length; first += perRow) {
    const row = pictures.slice(first, first + perRow);
    const height = Math.max(...row.map(({ lines }) => lines.length));
    for (let i = 0; i < height; i++) {
      rows.push(joined(row.map(({ lines }) => lines[i] ?? '')));
    }
    rows.push(joined(row.map(({ caption }) => caption)), '');
  }
  return rows.join('\n');

  function joined(texts: readonly string[]): string {
    const padded = texts.map((text) => text + ' '.repeat(width - visibleLength(text)));
    return padded.join(' '.repeat(gap)).trimEnd();
  }
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** One of the 24 grays of the 256 colors. */
function grayColor(level: number): number {
  return 232 + Math.round(Math.min(Math.max(level, 0), 1) * 23);
}

function shade(level: number): string {
  return shades[Math.round(Math.min(Math.max(level, 0), 1) * 4)] ?? ' ';
}
