import { type Cell, Column } from '@myelin/table';

/** The column whose cells stand at `places` of `meanings`; missing where a place is -1. */
export function decodedColumn(name: string, meanings: readonly Cell[], places: Int32Array): Column {
  const kinds = new Set(meanings.filter((one) => one !== null).map((one) => typeof one));
  const [kind = 'number', another] = kinds;
  if (kind === 'number' && another === undefined) {
    const numbers = new Float64Array(places.length).fill(Number.NaN);
    for (let row = 0; row < places.length; row++) {
      const place = places[row] as number;
      if (place >= 0) numbers[row] = (meanings[place] ?? Number.NaN) as number;
    }
    return new Column(name, 'number', numbers);
  }
  const cells = new Array<Cell>(places.length);
  for (let row = 0; row < places.length; row++) {
    const place = places[row] as number;
    cells[row] = place < 0 ? null : (meanings[place] as Cell);
  }
  const alone = kind === 'string' ? 'text' : 'boolean';
  return new Column(name, another === undefined ? alone : 'mixed', cells);
}
