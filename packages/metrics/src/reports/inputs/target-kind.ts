import type { LabelTable } from './labels.ts';

/** What the labels of a table say, in scikit-learn's words. */
export type ReportTargetKind =
  | 'binary'
  | 'multiclass'
  | 'continuous'
  | 'multilabel-indicator'
  | 'multiclass-multioutput'
  | 'continuous-multioutput';

/**
 * What the labels of a table say.
 *
 * @param distinct - Number of different labels in the table.
 * @source scikit-learn `utils.multiclass.type_of_target`.
 */
export function targetKindOf(table: LabelTable, distinct: number): ReportTargetKind {
  const areWhole = table.kind === 'string' || table.values.every(Number.isInteger);
  if (table.columns > 1) {
    if (!areWhole) return 'continuous-multioutput';
    return distinct < 3 && table.kind !== 'string'
      ? 'multilabel-indicator'
      : 'multiclass-multioutput';
  }
  if (!areWhole) return 'continuous';
  return distinct > 2 ? 'multiclass' : 'binary';
}
