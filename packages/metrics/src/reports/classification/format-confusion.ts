import type { NdArray } from '@myelin/core';
import { labelText } from '../inputs/label-places.ts';
import type { Label } from '../inputs/labels.ts';

const CORNER = 'true \\ predicted';
/** Longer names are cut off. */
const LONGEST_NAME = 24;
const DECIMALS = 4;

/** A confusion matrix as a table: a row for each true class, a column for each predicted one. */
export function formatConfusion(counts: NdArray, labels: readonly Label[]): string {
  const names = labels.map((label) => shorten(labelText(label)));
  const shown = Array.from(counts.data, cellFormat(counts));
  const width = Math.max(...names.map(lengthOf), ...shown.map(lengthOf));
  const first = Math.max(lengthOf(CORNER), ...names.map(lengthOf));
  const line = (title: string, cells: readonly string[]): string =>
    [padded(title, first), ...cells.map((cell) => padded(cell, width))].join('  ');
  const rows = names.map((name, i) =>
    line(name, shown.slice(i * names.length, (i + 1) * names.length)),
  );
  return [line(CORNER, names), ...rows].join('\n');
}

/** As few decimals as tell the cells apart. */
function cellFormat({ data, dtype }: NdArray): (value: number) => string {
  if (dtype === 'int32') return String;
  const decimalsOf = (value: number): number =>
    (value.toFixed(DECIMALS).split('.')[1] ?? '').replace(/0+$/, '').length;
  const decimals = Array.from(data).reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  return (value) => value.toFixed(decimals);
}

const lengthOf = (text: string): number => [...text].length;

const padded = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - lengthOf(text))) + text;

const shorten = (name: string): string =>
  lengthOf(name) > LONGEST_NAME ? `${[...name].slice(0, LONGEST_NAME - 1).join('')}…` : name;
