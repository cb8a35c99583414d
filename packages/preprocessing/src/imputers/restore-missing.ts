import { type Cell, type Column, columnFrom } from '@myelin/table';
import type { Tabular } from '../input/tabular.ts';
import { areNothing, type MissingValues } from './missing-values.ts';

/**
 * Columns as they were before they were filled.
 *
 * @param y - The columns at the places `kept`, then an indicator for each of `features`.
 */
export function restoreMissing(
  y: Tabular,
  names: readonly string[],
  kept: readonly number[],
  features: readonly number[],
  missingValues: MissingValues,
): Column[] {
  const missing: Cell = areNothing(missingValues) ? null : missingValues;
  return names.map((name, place) => {
    const column = y.columns[kept.indexOf(place)];
    const indicator = y.columns[kept.length + features.indexOf(place)];
    const hasIndicator = features.includes(place);
    const cells = Array.from({ length: y.rows }, (_, row) => {
      const isMissing = !column || (hasIndicator && Number(indicator?.cell(row) ?? 1) !== 0);
      return isMissing ? missing : column.cell(row);
    });
    return columnFrom('SimpleImputer.inverseTransform', name, cells);
  });
}
