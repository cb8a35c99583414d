import { ArgumentError, describe } from '@myelin/core';
import { columnWidths } from './column-widths.ts';
import { rowsInRange } from './layer-range.ts';
import { formatMemorySize } from './memory-size.ts';
import { render, type StyledText, styled } from './styled-text.ts';
import {
  colors,
  connectionsCell,
  countText,
  nameCell,
  paramsCell,
  shapeCell,
  trainableCell,
} from './summary-cells.ts';
import type {
  ParameterCount,
  SummaryContent,
  SummaryRow,
  SummaryTotals,
} from './summary-content.ts';
import { checkSummaryOptions, type SummaryOptions, type SummaryStyle } from './summary-options.ts';
import { drawTable } from './table.ts';
import { type Alignment, wrapText } from './wrap-text.ts';

/** A column of the summary before its width is known. */
interface Field {
  readonly title: string;
  readonly alignment: Alignment;
  readonly cell: (row: SummaryRow, depth: number) => StyledText;
}

const usualFields: readonly Field[] = [
  { title: 'Layer (type)', alignment: 'left', cell: nameCell },
  { title: 'Output Shape', alignment: 'left', cell: shapeCell },
  { title: 'Param #', alignment: 'right', cell: paramsCell },
];
const connectionField: Field = { title: 'Connected to', alignment: 'left', cell: connectionsCell };
const trainableField: Field = { title: 'Trainable', alignment: 'center', cell: trainableCell };

/**
 * The text of a summary, letter for letter Keras's; its last line ends with a line break too.
 *
 * @throws {@link ArgumentError} an option is wrong, or the line too short for the columns.
 * @source Keras 3 `print_summary`.
 */
export function drawSummary(content: SummaryContent, options: SummaryOptions = {}): string {
  const style = checkSummaryOptions(options);
  const paragraph = (text: StyledText): StyledText[] =>
    wrapText(text, style.columns, 'fold').map((line) => line.slice(0, style.columns));
  const lines = [
    ...paragraph(styled(`Model: "${content.name}"`, colors.bold)),
    ...layerTable(content, style).map((line) => line.slice(0, style.columns)),
    ...totalLines(content.totals).flatMap(paragraph),
  ];
  return lines.map((line) => `${render(line, style.color)}\n`).join('');
}

function layerTable({ rows, connections }: SummaryContent, style: SummaryStyle): StyledText[] {
  const { expandNested, showTrainable, layerRange, columns } = style;
  const fields = [
    ...usualFields,
    ...(connections ? [connectionField] : []),
    ...(showTrainable ? [trainableField] : []),
  ];
  const widest = (connections ? 108 : 88) + (showTrainable ? 12 : 0);
  const lineLength = style.lineLength ?? Math.min(widest, columns - 4);
  const widths = columnWidths(columnEnds(connections, style, lineLength), lineLength);
  const cells = (row: SummaryRow, depth: number): StyledText[][] => [
    fields.map(({ cell }) => cell(row, depth)),
    ...(expandNested ? (row.children ?? []) : []).flatMap((child) => cells(child, depth + 1)),
  ];
  const shown = layerRange === null ? rows : rowsInRange(rows, layerRange);
  return drawTable(
    fields.map(({ title, alignment }, i) => ({
      header: styled(title, colors.bold),
      width: widths[i] ?? 0,
      alignment,
    })),
    shown.flatMap((row) => cells(row, 0)),
  );
}

function columnEnds(
  connections: boolean,
  { positions, showTrainable }: SummaryStyle,
  lineLength: number,
): readonly number[] {
  const usual = connections ? [0.3, 0.56, 0.74, 1] : [0.45, 0.8, 1];
  const ends = positions ?? usual;
  const isValid = Array.isArray(ends) && ends.every((end) => Number.isFinite(end) && end > 0);
  if (!isValid || ends.length !== usual.length) {
    throw new ArgumentError({
      where: 'summary',
      problem: `\`positions\` must be ${usual.length} numbers above 0, one for each column, received ${describe(ends)}`,
      fix: `pass for example { positions: [${usual.join(', ')}] }`,
    });
  }
  if (!showTrainable) return ends;
  const inCharacters = (ends.at(-1) ?? 0) > 1;
  return [...ends.map((end) => end * 0.9), inCharacters ? lineLength : 1];
}

function totalLines({ trainable, nonTrainable, optimizer }: SummaryTotals): StyledText[] {
  const sum = (key: keyof ParameterCount): number =>
    trainable[key] + nonTrainable[key] + (optimizer?.[key] ?? 0);
  return [
    totalLine('Total params', { count: sum('count'), bytes: sum('bytes') }),
    totalLine('Trainable params', trainable),
    totalLine('Non-trainable params', nonTrainable),
    ...(optimizer ? [totalLine('Optimizer params', optimizer)] : []),
  ];
}

function totalLine(title: string, { count, bytes }: ParameterCount): StyledText {
  return [
    ...styled(` ${title}: `, colors.bold),
    ...countText(count),
    ...styled(` (${formatMemorySize(bytes)})`),
  ];
}
