import { type Cell, Column } from '@myelin/table';

/** The column whose cells stand at `places` of `meanings`; missing where a place is -1. */
export function decodedColumn(name: string, meanings: readonly Cell[], places: Int32Array): Column {
  const kinds = new Set(meanings.filter((one) => one !== null).map((one) => typeof one));
  const [kind = 'number', another] = kinds;
  if (kind === 'number' && another === undefined) {
    const numbers = Float64Array.from(meanings, (one) => (one === null ? Number.NaN : Number(one)));
    return new Column(
      name,
      'number',
      Float64Array.from(places, (place) => numbers[place] ?? Number.NaN),
    );
  }
  const cells = Array.from(places, (place) => meanings[place] ?? null);
  return new Column(
    name,
    another !== undefined ? 'mixed' : kind === 'string' ? 'text' : 'boolean',
    cells,
  );
}
