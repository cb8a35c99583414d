import {
  ArgumentError,
  describe,
  requireBoolean,
  requireKnownOptions,
  requireOptions,
  requireWholeNumber,
  standardOutput,
} from '@myelin/core';
import type { NamePattern } from './layer-range.ts';

export interface SummaryOptions {
  /** Width of the table, in characters. @defaultValue 88 (108 with connections), less on narrower terminals */
  readonly lineLength?: number;
  /** Where each column ends, as fractions of the line or in characters. @defaultValue `[0.45, 0.8, 1]` */
  readonly positions?: readonly number[];
  /** Called once with the whole text. @defaultValue prints it */
  readonly printFn?: (text: string) => void;
  /** Shows the layers inside of models too. @defaultValue `false` */
  readonly expandNested?: boolean;
  /** Adds a column that says which layers are trained: `Y`, `N`, or `-` for no weights. @defaultValue `false` */
  readonly showTrainable?: boolean;
  /** First and last layer to show: names, or regular expressions that names begin with. @defaultValue all layers */
  readonly layerRange?: readonly [NamePattern, NamePattern];
  /** Width of the terminal, in characters; longer lines are cut. @defaultValue the terminal's, 80 without one */
  readonly columns?: number;
  /** Colors, as sequences for terminals. @defaultValue `true` on a terminal without `printFn` */
  readonly color?: boolean;
}

/** Options with defaults in place, those that depend on the columns of the table excepted. */
export interface SummaryStyle {
  readonly lineLength: number | null;
  readonly positions: readonly number[] | null;
  readonly expandNested: boolean;
  readonly showTrainable: boolean;
  readonly layerRange: readonly [NamePattern, NamePattern] | null;
  readonly columns: number;
  readonly color: boolean;
}

const known: readonly (keyof SummaryOptions)[] = [
  'lineLength',
  'positions',
  'printFn',
  'expandNested',
  'showTrainable',
  'layerRange',
  'columns',
  'color',
];

/** @throws {@link ArgumentError} an option is unknown or has a wrong type. */
export function checkSummaryOptions(options: SummaryOptions): SummaryStyle {
  const where = 'summary';
  requireOptions(where, options, 'pass for example { expandNested: true }, or nothing');
  requireKnownOptions(where, options, known);
  const { lineLength, positions, printFn, layerRange } = options;
  if (printFn !== undefined && typeof printFn !== 'function') {
    throw new ArgumentError({
      where,
      problem: `\`printFn\` must be a function, received ${describe(printFn)}`,
      fix: 'pass for example { printFn: (text) => console.log(text) }',
    });
  }
  const output = standardOutput();
  const {
    expandNested = false,
    showTrainable = false,
    columns = output.columns,
    color = output.isTerminal && printFn === undefined,
  } = options;
  return {
    lineLength:
      lineLength === undefined
        ? null
        : requireWholeNumber(where, 'lineLength', lineLength, { min: 1 }),
    positions: positions ?? null,
    expandNested: requireBoolean(where, 'expandNested', expandNested),
    showTrainable: requireBoolean(where, 'showTrainable', showTrainable),
    layerRange: layerRange ?? null,
    columns: requireWholeNumber(where, 'columns', columns, { min: 1 }),
    color: requireBoolean(where, 'color', color),
  };
}
