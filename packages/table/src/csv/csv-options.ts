/** Options of reading CSV: their meaning, defaults and checks. */

import {
  ArgumentError,
  describe,
  requireBoolean,
  requireKnownOptions,
  requireName,
  requireOneOf,
  requireWholeNumber,
} from '@myelin/core';
import type { CellOf } from '../cell.ts';
import type { SourceOptions } from '../sources/table-source.ts';
import { DEFAULT_MISSING } from './default-missing.ts';

/** What a column of a text file can be declared to hold. */
export type CsvType = 'number' | 'text' | 'boolean';

/** Declared kinds by column. */
export type CsvTypes = Readonly<Record<string, CsvType>>;

/** The rows of a table whose columns were declared; of one whose columns were not, any. */
export type CsvRow<Types extends CsvTypes> = string extends keyof Types
  ? Readonly<Record<string, CellOf['mixed']>>
  : { readonly [N in keyof Types]: CellOf[Types[N]] };

export interface CsvTextOptions<Types extends CsvTypes = CsvTypes> {
  /**
   * What stands between fields: a character, `'whitespace'` for any number of blanks and tabs, or `'auto'` to find out.
   *
   * @defaultValue `','`
   */
  readonly delimiter?: string | undefined;
  /**
   * Whether the first line names the columns; a list names those of a file that has no such line, as `false` does with
   * `column0`, `column1`, ….
   *
   * @defaultValue `true`
   */
  readonly header?: boolean | readonly string[] | undefined;
  /** What fields with delimiters or line ends are put in; null if nothing. @defaultValue `'"'` */
  readonly quote?: string | null | undefined;
  /** Lines that begin with it are left out. None without it. */
  readonly comment?: string | undefined;
  /** Lines to leave out at the beginning. @defaultValue `0` */
  readonly skipLines?: number | undefined;
  /** Kinds of columns by name. Those not named are found out from all their values. */
  readonly types?: Types | undefined;
  /** Texts that stand for a missing value; they replace the usual ones. */
  readonly missing?: readonly string[] | undefined;
  /** Only these columns, in this order. All without it. */
  readonly columns?: readonly string[] | undefined;
  /** Rows to read at most. */
  readonly limit?: number | undefined;
  /** Whether blanks around texts and names are left out; around numbers they always are. @defaultValue `false` */
  readonly trim?: boolean | undefined;
  /** What separates thousands, as the comma in 1,234.5. None without it. */
  readonly thousands?: string | undefined;
  /** The decimal mark. @defaultValue `'.'` */
  readonly decimal?: string | undefined;
  /** Columns a file may have. @defaultValue `100000` */
  readonly maxColumns?: number | undefined;
  /** Characters a row may have. @defaultValue 16 Mi */
  readonly maxRowLength?: number | undefined;
}

export interface CsvOptions<Types extends CsvTypes = CsvTypes>
  extends CsvTextOptions<Types>,
    SourceOptions {
  /**
   * Encoding of the bytes, by any name that TextDecoder knows. A byte order mark at the beginning is honored.
   *
   * @defaultValue `'utf-8'`
   */
  readonly encoding?: string | undefined;
}

/** Options with their defaults, checked. */
export interface CsvSettings {
  readonly delimiter: string;
  readonly header: boolean | readonly string[];
  readonly quote: string | null;
  readonly comment: string | undefined;
  readonly skipLines: number;
  readonly types: ReadonlyMap<string, CsvType>;
  readonly missing: readonly string[];
  readonly columns: readonly string[] | undefined;
  readonly limit: number;
  readonly trim: boolean;
  readonly thousands: string | undefined;
  readonly decimal: string;
  readonly maxColumns: number;
  readonly maxRowLength: number;
}

const KNOWN: readonly (keyof CsvTextOptions)[] = [
  'delimiter',
  'header',
  'quote',
  'comment',
  'skipLines',
  'types',
  'missing',
  'columns',
  'limit',
  'trim',
  'thousands',
  'decimal',
  'maxColumns',
  'maxRowLength',
];

/** @throws {@link ArgumentError} an option is unknown or its value makes no sense. */
export function csvSettings(
  where: string,
  options: CsvTextOptions,
  others: readonly string[] = [],
): CsvSettings {
  requireKnownOptions(where, options, [...KNOWN, ...others]);
  const {
    delimiter = ',',
    header = true,
    quote = '"',
    comment,
    skipLines = 0,
    types = {},
  } = options;
  const {
    missing = DEFAULT_MISSING,
    columns,
    limit,
    trim = false,
    thousands,
    decimal = '.',
  } = options;
  const { maxColumns = 100_000, maxRowLength = 2 ** 24 } = options;
  const whole = (option: string, value: unknown, min: number): number =>
    requireWholeNumber(where, option, value, { min });
  const settings: CsvSettings = {
    delimiter:
      delimiter === 'auto' || delimiter === 'whitespace'
        ? delimiter
        : character(where, 'delimiter', delimiter),
    header: typeof header === 'boolean' ? header : names(where, 'header', header),
    quote: quote === null ? null : character(where, 'quote', quote),
    comment: comment === undefined ? undefined : requireName(where, 'comment', comment),
    skipLines: whole('skipLines', skipLines, 0),
    types: declared(where, types),
    missing: texts(where, 'missing', missing),
    columns: columns === undefined ? undefined : names(where, 'columns', columns),
    limit: limit === undefined ? Number.POSITIVE_INFINITY : whole('limit', limit, 0),
    trim: requireBoolean(where, 'trim', trim),
    thousands: thousands === undefined ? undefined : character(where, 'thousands', thousands),
    decimal: character(where, 'decimal', decimal),
    maxColumns: whole('maxColumns', maxColumns, 1),
    maxRowLength: whole('maxRowLength', maxRowLength, 1),
  };
  const marks = [settings.delimiter, settings.quote, settings.comment?.[0], settings.thousands];
  for (const [i, mark] of marks.entries()) {
    // A thousands mark like the delimiter makes sense where numbers stand in quotes.
    if (typeof mark !== 'string' || marks.indexOf(mark) === i || i === 3) continue;
    throw new ArgumentError({
      where,
      problem: `\`delimiter\`, \`quote\` and \`comment\` must differ, received ${describe(mark)} twice`,
      fix: 'pass different characters',
    });
  }
  if (settings.thousands === settings.decimal) {
    throw new ArgumentError({
      where,
      problem: `\`thousands\` and \`decimal\` must differ, received ${describe(settings.decimal)} for both`,
      fix: "pass for example { thousands: '.', decimal: ',' }",
    });
  }
  return settings;
}

function character(where: string, option: string, value: unknown): string {
  if (typeof value === 'string' && value.length === 1 && !/[\r\n\ufeff]/.test(value)) return value;
  const words = option === 'delimiter' ? ", 'whitespace' or 'auto'" : '';
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be one character${words}, received ${describe(value)}`,
    fix:
      option === 'delimiter'
        ? "pass for example { delimiter: ';' }"
        : `pass for example { ${option}: "'" }`,
  });
}

function texts(where: string, option: string, value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every((text) => typeof text === 'string')) return value;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a list of texts, received ${describe(value)}`,
    fix: `pass for example { ${option}: ['…'] }`,
  });
}

function names(where: string, option: string, value: unknown): readonly string[] {
  const list = texts(where, option, value);
  const twice = list.find((name, i) => list.indexOf(name) !== i);
  if (twice === undefined && list.length > 0) return list;
  throw new ArgumentError({
    where,
    problem:
      twice === undefined
        ? `\`${option}\` must name a column, received an empty list`
        : `\`${option}\` names ${describe(twice)} twice`,
    fix: 'name each column once',
  });
}

function declared(where: string, types: CsvTypes): ReadonlyMap<string, CsvType> {
  const kinds = ['number', 'text', 'boolean'] as const;
  return new Map(
    Object.entries(types).map(([name, type]) => [
      name,
      requireOneOf(where, `types[${JSON.stringify(name)}]`, type, kinds),
    ]),
  );
}
