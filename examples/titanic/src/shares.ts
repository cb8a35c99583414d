import type { Table, TitanicRow } from 'myelin';

/** What share of women and men of each class survived, as bars. */
export function survivalShares(passengers: Table<TitanicRow>): string {
  const lines: string[] = [];
  for (const sex of passengers.unique('Sex')) {
    for (const pclass of [1, 2, 3]) {
      const group = passengers.filter((one) => one.Sex === sex && one.Pclass === pclass);
      const share = group.valueCounts('Survived', { normalize: true }).get(1) ?? 0;
      const bar = '█'.repeat(Math.round(40 * share)).padEnd(40, '·');
      lines.push(
        `${sex.padEnd(7)}class ${pclass}  ${bar} ${(100 * share).toFixed(0).padStart(3)} % of ${group.length}`,
      );
    }
  }
  return lines.join('\n');
}
