import type { Shape } from '@myelin/core';
import { highlight, type StyledText, styled } from './styled-text.ts';
import type { SummaryRow } from './summary-content.ts';

/** Keras's colors, as parameters of terminal sequences. */
export const colors = {
  bold: '1',
  number: '38;5;34',
  unknown: '38;5;45',
  className: '38;5;33',
  trained: '1;38;5;34',
  frozen: '1;91',
} as const;

/** A whole number with commas: `100,480`. */
export function countText(count: number): StyledText {
  return styled(count.toLocaleString('en-US'), colors.number);
}

/** `dense (Dense)`, set in by its depth in nested models. */
export function nameCell({ name, className }: SummaryRow, depth: number): StyledText {
  const prefix = depth === 0 ? '' : `${'   '.repeat(depth)}└ `;
  return [...styled(`${prefix}${name} (`), ...styled(className, colors.className), ...styled(')')];
}

/** `(None, 128)` */
export function shapeCell({ outputShape }: SummaryRow): StyledText {
  if (outputShape === null) return styled('?');
  return highlight(formatShapes(outputShape), /(None|\d+)/, (match) =>
    match === 'None' ? colors.unknown : colors.number,
  );
}

export function paramsCell({ params }: SummaryRow): StyledText {
  return params === null ? [...countText(0), ...styled(' (unbuilt)')] : countText(params);
}

/** `left[0][0], right[0][0]` */
export function connectionsCell({ connectedTo = [] }: SummaryRow): StyledText {
  return highlight(connectedTo.join(', ') || '-', /(?<=\[)(\d+)(?=\])/, () => colors.number);
}

export function trainableCell({ trainable }: SummaryRow): StyledText {
  if (trainable === null) return styled('-', colors.bold);
  return trainable ? styled('Y', colors.trained) : styled('N', colors.frozen);
}

function formatShapes(shapes: Shape | readonly Shape[]): string {
  if (!isList(shapes)) return formatTuple(shapes);
  const [first] = shapes;
  return first && shapes.length === 1
    ? formatTuple(first)
    : `[${shapes.map(formatTuple).join(', ')}]`;
}

/** A shape as Keras's summaries print it, which differs from our messages. */
const formatTuple = (shape: Shape): string => `(${shape.map((size) => size ?? 'None').join(', ')})`;

const isList = (shapes: Shape | readonly Shape[]): shapes is readonly Shape[] =>
  Array.isArray(shapes[0]);
