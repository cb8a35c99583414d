import { type StyledText, styled } from './styled-text.ts';
import { type Alignment, fitLine, wrapText } from './wrap-text.ts';

export interface Column {
  readonly header: StyledText;
  /** Characters between two borders, one space on either side included. */
  readonly width: number;
  readonly alignment: Alignment;
}

/**
 * The lines of a table with a heavy head and a rule between any two rows; cells wrap between words.
 *
 * @source `Table(show_lines=True)` of Python's rich 15 with its `HEAVY_HEAD` box.
 */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly StyledText[])[],
): StyledText[] {
  const rule = ([left, fill = '', cross, right]: string): StyledText =>
    styled(`${left}${columns.map(({ width }) => fill.repeat(width)).join(cross)}${right}`);
  const header = columns.map((column) => column.header);
  return [
    rule('┏━┳┓'),
    ...drawRow(columns, header, '┃', 'bottom'),
    rule('┡━╇┩'),
    ...rows.flatMap((row, i) => [
      ...(i === 0 ? [] : [rule('├─┼┤')]),
      ...drawRow(columns, row, '│', 'top'),
    ]),
    rule('└─┴┘'),
  ];
}

function drawRow(
  columns: readonly Column[],
  texts: readonly StyledText[],
  border: string,
  vertical: 'top' | 'bottom',
): StyledText[] {
  // A column without room for text must not make the row high.
  const cells = columns.map(({ width }, i) =>
    width > 2 ? wrapText(texts[i] ?? [], width - 2, 'cut') : [],
  );
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => [
    ...styled(border),
    ...columns.flatMap(({ width, alignment }, i) => {
      const lines = cells[i] ?? [];
      const line = lines[vertical === 'top' ? row : row - height + lines.length] ?? [];
      return [...styled(' '), ...fitLine(line, width - 2, alignment), ...styled(` ${border}`)];
    }),
  ]);
}
