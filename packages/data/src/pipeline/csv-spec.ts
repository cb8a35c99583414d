import type { CsvTypes } from '@myelin/table';
import { ArraySpec, type ElementSpec } from './element-spec.ts';
import type { DatasetElement } from './example.ts';
import type { FromTableOptions } from './table-arrays.ts';

/** What the rows of a file will be made of, if options say it before a row is read. */
export function csvSpec(
  options: FromTableOptions,
  types: CsvTypes,
): ElementSpec<DatasetElement> | undefined {
  const { features, target, sampleWeight, form } = options;
  if (features === undefined) return undefined;
  const named = form === 'record' ? [...features] : [];
  if (typeof target === 'string') named.push(target);
  if (named.some((name) => types[name] === undefined)) return undefined;
  const ofColumn = (name: string): ArraySpec => (types[name] === 'text' ? text : number);
  return {
    x:
      form === 'record'
        ? Object.fromEntries(features.map((name) => [name, ofColumn(name)]))
        : numbers(features.length),
    ...(target !== undefined && {
      y: typeof target === 'string' ? ofColumn(target) : numbers(target.length),
    }),
    ...(sampleWeight !== undefined && { sampleWeight: number }),
  };
}

const number = new ArraySpec({ shape: [], dtype: 'float32' });
const text = new ArraySpec({ shape: [], dtype: 'string' });
const numbers = (size: number): ArraySpec => new ArraySpec({ shape: [size], dtype: 'float32' });
