import type { LayerOptions, WeightRecord } from '@myelin/core';
import { ArgumentError, describe } from '@myelin/core';
import { RecurrentCell } from './recurrent-cell.ts';

/** Any recurrent cell, whatever its options and weights are. */
export type AnyCell = RecurrentCell<LayerOptions, WeightRecord>;

/** `value` is a recurrent cell. @throws {@link ArgumentError} */
export function requireCell(where: string, option: string, value: unknown): AnyCell {
  if (value instanceof RecurrentCell) return value as unknown as AnyCell;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a recurrent cell, received ${describe(value)}`,
    fix: 'pass for example new LSTMCell({ units: 8 }), or a class of your own that extends RecurrentCell',
  });
}
