import { ArgumentError, DataError, NdArray, SerializationError, StateError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { preprocessors } from '../catalog.ts';
import { fromJson } from '../saving/from-json.ts';
import { preprocessorCatalog } from '../saving/preprocessor-catalog.ts';
import { type FittedFunctionTransformer, FunctionTransformer } from './function-transformer.ts';
import { type TableFunction, tableFunctions } from './table-functions.ts';

preprocessorCatalog.register(preprocessors);

const people = table({ weight: [80, 45], height: [2, 1.5] });
const bmi: TableFunction = (rows) =>
  rows.with('bmi', ({ weight, height }) => Number(weight) / Number(height) ** 2);

describe('FunctionTransformer', () => {
  test('changes numbers by a function that is known by name, and back', () => {
    const log = new FunctionTransformer({ func: 'log1p', inverseFunc: 'expm1' }).fit([[0], [1]]);
    expect(log.transform([[0], [Math.E - 1]]).toArray()).toEqual([[0], [1]]);
    expect(log.inverseTransform([[1]]).at(0, 0)).toBeCloseTo(Math.E - 1, 15);
    const back = fromJson(JSON.stringify(log)) as FittedFunctionTransformer;
    expect(back.transform([[0]]).toArray()).toEqual([[0]]);
  });

  test('a function of numbers gives the same for an array and a table', () => {
    const rows = new NdArray(Float64Array.of(-1, 4, 9, -16), [2, 2]);
    const fitted = new FunctionTransformer({ func: 'abs' }).fit(rows);
    expect(fitted.transform(rows).toArray()).toEqual([
      [1, 4],
      [9, 16],
    ]);
    expect(fitted.transform(table({ x0: [-1, 9], x1: [4, -16] })).toArray()).toEqual([
      [1, 4],
      [9, 16],
    ]);
    expect([...rows.data]).toEqual([-1, 4, 9, -16]);
  });

  test('inverts no rows that would have other columns than it was fitted on', () => {
    const fitted = new FunctionTransformer({ func: bmi, inverseFunc: 'exp' }).fit(people);
    expect(() => fitted.inverseTransform([[0, 0, 0]])).toThrow(/must have 2 columns, received 3/);
  });

  test('adds columns to a table, which keep their names', () => {
    const fitted = new FunctionTransformer({ func: bmi }).fit(people);
    expect(fitted.featureNamesOut()).toEqual(['weight', 'height', 'bmi']);
    expect(fitted.transformTable(people).row(1)).toEqual({ weight: 45, height: 1.5, bmi: 20 });
  });

  test('leaves rows as they are without a function', () => {
    expect(new FunctionTransformer().fitTransform([[1, 2]]).toArray()).toEqual([[1, 2]]);
  });

  test('takes arrays and lists, whose columns keep the names of what went in', () => {
    const doubled = new FunctionTransformer({ func: (rows) => rows.toNdArray().mul(2) });
    expect(doubled.fitTransformTable(people).row(0)).toEqual({ weight: 160, height: 4 });
  });

  test('is saved by name once its function is registered, and not before', () => {
    const fitted = new FunctionTransformer({ func: bmi }).fit(people);
    expect(() => JSON.stringify(fitted)).toThrow(SerializationError);
    expect(() => JSON.stringify(fitted)).toThrow(/register it .* and pass the name/);
    tableFunctions.register({ bmi });
    const form = JSON.stringify(new FunctionTransformer({ func: bmi }).fit(people));
    expect(JSON.parse(form).config).toEqual({ func: 'bmi', inverseFunc: null });
    const back = fromJson(form) as FittedFunctionTransformer;
    expect(back.transformTable(people).column('bmi').toArray()).toEqual([20, 20]);
    expect(() => fromJson(form.replace('"bmi"', '"bmj"'))).toThrow(SerializationError);
  });

  test('refuses what is no function, and names the near one', () => {
    expect(() => new FunctionTransformer({ func: 3 as never })).toThrow(ArgumentError);
    expect(() => new FunctionTransformer({ func: 'log1' })).toThrow(/did you mean `log`/);
  });

  test('refuses other rows and other columns than there should be', () => {
    const fewer = new FunctionTransformer({ func: (rows) => rows.slice(1) });
    expect(() => fewer.fit([[1], [2]])).toThrow(DataError);
    expect(() => fewer.fit([[1], [2]])).toThrow(/received 1 for 2/);
    const uneven = new FunctionTransformer({
      func: (rows) => (rows.length > 1 ? rows : rows.drop('height')),
    }).fit(people);
    expect(() => uneven.transform(people.slice(0, 1))).toThrow(
      /the function: rows must have 2 columns, received 1/,
    );
  });

  test('cannot be undone without an inverse function', () => {
    const fitted = new FunctionTransformer({ func: 'square' }).fit([[1]]);
    expect(() => fitted.inverseTransform([[1]])).toThrow(StateError);
  });
});
