import { ArgumentError, describe } from '@myelin/core';

/**
 * Widths of columns, padding included, that fill a table of `lineLength` characters.
 *
 * @param positions - Where each column ends: fractions of the line, or characters.
 * @throws {@link ArgumentError} a column would be too narrow.
 * @source Keras 3 `print_summary`, then the column widths of Python's rich 15: a table that is too wide (with its
 * borders and padding Keras's mostly is) loses the same from every column.
 */
export function columnWidths(positions: readonly number[], lineLength: number): number[] {
  const widths = statedWidths(positions, lineLength);
  const available = lineLength - (widths.length + 1);
  const padded = widths.map((width) => Math.min(width + 2, available));
  const used = padded.reduce((sum, width) => sum + width, 0);
  return used > available ? shrink(padded, used - available) : widen(padded, available - used);
}

/** Takes as much from every column. */
function shrink(widths: readonly number[], excess: number): number[] {
  let left = excess;
  return widths.map((width, i) => {
    const share = roundHalfEven(left / (widths.length - i));
    left -= share;
    return width - share;
  });
}

/** Gives most to the widest column. */
function widen(widths: readonly number[], free: number): number[] {
  let left = free;
  return widths.map((width, i) => {
    const others = widths.slice(i).reduce((sum, other) => sum + other, 0);
    const share = Math.ceil((width * left) / others);
    left -= share;
    return width + share;
  });
}

function statedWidths(positions: readonly number[], lineLength: number): number[] {
  const inCharacters = (positions.at(-1) ?? 0) > 1;
  let end = 0;
  return positions.map((position) => {
    const width = Math.trunc(inCharacters ? position : position * lineLength) - end;
    if (width < 4) {
      throw new ArgumentError({
        where: 'summary',
        problem: `a column needs 4 characters at least, received ${width} with \`lineLength\` ${lineLength} and \`positions\` ${describe(positions)}`,
        fix: 'pass a greater `lineLength`, or `positions` further apart',
      });
    }
    end += width;
    return width;
  });
}

/** Python's `round`. */
function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
