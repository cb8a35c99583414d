/** The names of the columns, and the first rows' shape: what tells a wrong delimiter. */

import { ArgumentError, DataError, suggestion } from '@myelin/core';
import type { CsvSettings } from './csv-options.ts';
import { DELIMITERS } from './detect-delimiter.ts';

/** Where messages say that something is. */
export interface CsvPlace {
  readonly where: string;
  readonly name: string;
}

/**
 * The names of the columns by the file's first row.
 *
 * @throws {@link DataError} two have one name, there are too many, or the delimiter seems to be another one.
 */
export function columnNamesOf(
  place: CsvPlace,
  settings: CsvSettings,
  delimiter: string,
  rows: readonly (readonly string[])[],
): string[] {
  const { where, name } = place;
  const [first = []] = rows;
  const { header, maxColumns } = settings;
  if (first.length > maxColumns) {
    throw new DataError({
      where,
      problem: `${name}: the first line has ${first.length} fields, and \`maxColumns\` allows ${maxColumns}`,
      fix: 'check the delimiter and the line ends of the file, or raise { maxColumns }',
    });
  }
  requireLikelyDelimiter(place, settings, delimiter, rows);
  if (Array.isArray(header)) return requireNamesFor(place, header, first);
  if (header === false) return first.map((_, i) => `column${i}`);
  // A column without a name is called as pandas calls it.
  const names = first.map((field, i) => (settings.trim ? field.trim() : field) || `Unnamed: ${i}`);
  requireDistinct(place, names);
  return names;
}

/** The indices of the columns to read, in the order that is wanted. @throws {@link ArgumentError} one is not there. */
export function chosenColumns(
  { where, name }: CsvPlace,
  { columns, types }: CsvSettings,
  names: readonly string[],
): number[] {
  const indices = new Map(names.map((column, i) => [column, i]));
  const find = (option: string, wanted: string): number => {
    const index = indices.get(wanted);
    if (index !== undefined) return index;
    const near = suggestion(wanted, names);
    throw new ArgumentError({
      where,
      problem: `\`${option}\` names ${JSON.stringify(wanted)}, and ${name} has no such column`,
      fix: near
        ? `did you mean ${JSON.stringify(near)}`
        : `use one of ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`,
    });
  };
  for (const declared of types.keys()) find('types', declared);
  return columns === undefined ? names.map((_, i) => i) : columns.map((c) => find('columns', c));
}

function requireNamesFor(
  { where, name }: CsvPlace,
  header: readonly string[],
  first: readonly string[],
): string[] {
  if (header.length === first.length) return [...header];
  throw new ArgumentError({
    where,
    problem: `\`header\` names ${header.length} columns, and ${name} has ${first.length}, as its first row shows: ${JSON.stringify(first.slice(0, 8))}`,
    fix: 'name every column once; choose some of them with { columns }',
  });
}

function requireDistinct({ where, name }: CsvPlace, names: readonly string[]): void {
  const places = new Map<string, number>();
  for (const [i, column] of names.entries()) {
    const before = places.get(column);
    if (before !== undefined) {
      throw new DataError({
        where,
        problem: `${name}: columns ${before} and ${i} both have the name ${JSON.stringify(column)}`,
        fix: 'name the columns yourself: { skipLines: 1, header: [...] }',
      });
    }
    places.set(column, i);
  }
}

/** One column, but another delimiter equally often in all lines: who has named or declared columns knows better. */
function requireLikelyDelimiter(
  { where, name }: CsvPlace,
  { header, types, columns, delimiter: given }: CsvSettings,
  delimiter: string,
  rows: readonly (readonly string[])[],
): void {
  const isKnown = Array.isArray(header) || types.size > 0 || columns !== undefined;
  const lines = rows.slice(0, 10);
  if (isKnown || given === 'auto' || lines.length === 0) return;
  if (lines.some((row) => row.length !== 1)) return;
  for (const other of DELIMITERS) {
    const counts = lines.map(([line = '']) => line.split(other).length - 1);
    const [count = 0] = counts;
    if (other === delimiter || count === 0 || counts.some((c) => c !== count)) continue;
    const shown = JSON.stringify(other).replaceAll('"', "'");
    throw new DataError({
      where,
      problem: `${name}: with delimiter ${JSON.stringify(delimiter)} there is one column only, but each of its first lines holds ${count} times ${shown}`,
      fix: `did you mean { delimiter: ${shown} }? If it is one column indeed, name it with { header: ['…'] }`,
    });
  }
}
