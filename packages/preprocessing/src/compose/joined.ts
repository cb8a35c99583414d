import { ShapeError } from '@myelin/core';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { Tabular } from '../input/tabular.ts';

/** Parts side by side: one matrix where all are numbers. @throws {@link ShapeError} they differ in their number of rows. */
export function joined(where: string, parts: readonly Tabular[], rows: number): Tabular {
  for (const part of parts) {
    if (part.rows === rows) continue;
    throw new ShapeError({
      where,
      problem: `every part must give ${rows} rows, received ${part.rows}`,
      fix: 'use transformers that keep all rows',
    });
  }
  const names = parts.flatMap((part) => part.names);
  if (parts.every((part) => part.isMatrix)) {
    return Tabular.ofMatrix(
      sideBySide(
        parts.map((part) => part.matrix),
        rows,
      ),
      names,
    );
  }
  return Tabular.ofColumns(
    parts.flatMap((part) => part.columns),
    rows,
  );
}

function sideBySide(parts: readonly Matrix[], rows: number): Matrix {
  const whole = newMatrix(
    rows,
    parts.reduce((sum, part) => sum + part.columns, 0),
  );
  let begin = 0;
  for (const { columns, data } of parts) {
    for (let row = 0; row < rows; row++) {
      whole.data.set(
        data.subarray(row * columns, (row + 1) * columns),
        row * whole.columns + begin,
      );
    }
    begin += columns;
  }
  return whole;
}

/** All numbers of the part of that name, times its weight, if it has one. */
export function weighted(
  part: Tabular,
  name: string,
  weights: Readonly<Record<string, number>> | null,
): Tabular {
  const weight = weights && Object.hasOwn(weights, name) ? weights[name] : undefined;
  if (weight === undefined) return part;
  const { rows, columns, data } = part.matrix;
  return Tabular.ofMatrix({ rows, columns, data: data.map((value) => value * weight) }, part.names);
}
