/** Something for each feature, by name. */

import type { Shape } from '@myelin/core';
import { ShapeError } from '@myelin/core';

export type Columns<Value> = Readonly<Record<string, Value>>;

export function mapColumns<Value, Changed>(
  columns: Columns<Value>,
  change: (value: Value, name: string) => Changed,
): Columns<Changed> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, change(value, name)]),
  );
}

/** Shape of a feature with an axis of its own; a single value is a batch of one. */
export function columnShape(shape: Shape): Shape {
  return shape.length > 1 ? shape : [shape.length === 0 ? 1 : (shape[0] ?? null), 1];
}

/** The column of a feature. @throws {@link ShapeError} it is not there. */
export function requireColumn<Value>(where: string, columns: Columns<Value>, name: string): Value {
  // `constructor` and its like are names as others are.
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column !== undefined) return column;
  const given = Object.keys(columns);
  throw new ShapeError({
    where,
    problem: `the input must have feature "${name}", received ${given.length === 0 ? 'none' : given.join(', ')}`,
    fix: `pass a record with "${name}" in it`,
  });
}

/** @throws {@link ShapeError} a feature is missing, or there is one more. */
export function requireColumns(
  where: string,
  columns: Columns<unknown>,
  names: readonly string[],
): void {
  for (const name of names) requireColumn(where, columns, name);
  const stranger = Object.keys(columns).find((name) => !names.includes(name));
  if (stranger === undefined) return;
  throw new ShapeError({
    where,
    problem: `the input must have the features ${names.join(', ')} and no others, received "${stranger}"`,
    fix: 'leave it out, or add it to `features`',
  });
}
