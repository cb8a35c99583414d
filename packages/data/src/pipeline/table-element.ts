/** What the rows of a table become, as far as types can tell. */

import type { NdArray, StringArray } from '@myelin/core';
import type { ColumnName, Row } from '@myelin/table';
import type { Arrays, DataArray } from './arrays.ts';

/** The array that a column becomes: of texts where it holds any, of either kind where the type leaves that open. */
export type ColumnArray<Cell> = [Extract<Cell, string>] extends [never]
  ? NdArray
  : [Extract<Cell, number | boolean>] extends [never]
    ? StringArray
    : DataArray;

/** The elements of a table. */
export interface TableExample<X extends Arrays, Y extends Arrays> {
  readonly x: X;
  readonly y: Y;
  readonly sampleWeight?: NdArray;
}

type RecordOf<R extends Row, Name> = {
  readonly [N in Extract<Name, ColumnName<R>>]: ColumnArray<R[N]>;
};

/** The element type that options lead to. */
export type TableElement<R extends Row, Options> =
  TableExample<
    Options extends { readonly form: 'record' } ? RecordOf<R, FeatureNames<R, Options>> : NdArray,
    Options extends { readonly target: infer Target }
      ? Target extends ColumnName<R>
        ? ColumnArray<R[Target]>
        : NdArray
      : never
  > extends infer Element
    ? Options extends { readonly target: unknown }
      ? Element
      : Omit<Element, 'y'>
    : never;

type FeatureNames<R extends Row, Options> = Options extends {
  readonly features: readonly (infer Name)[];
}
  ? Name
  : Exclude<ColumnName<R>, Named<Options, 'target'> | Named<Options, 'sampleWeight'>>;

type Named<Options, Key extends string> =
  Options extends Readonly<Record<Key, infer Name>>
    ? Name extends readonly (infer One)[]
      ? One
      : Name
    : never;
