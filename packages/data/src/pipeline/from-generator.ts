import {
  DataError,
  describe,
  EventLoopBreather,
  requireKnownOptions,
  type Structure,
} from '@myelin/core';
import { Table } from '@myelin/table';
import type { Arrays } from './arrays.ts';
import { Dataset } from './dataset.ts';
import { elementError, requireFunction } from './element-error.ts';
import { type ArraySpec, requireSpec } from './element-spec.ts';
import { isPromised } from './eventual.ts';
import type { DatasetElement } from './example.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { ArraysFrom, ArraysInput } from './given-arrays.ts';
import { type Iterated, IteratedPass } from './iterated-pass.ts';
import type { OpenPasses } from './open-passes.ts';
import { elementReader } from './read-element.ts';

/** An element as generators may yield it: arrays, or numbers, texts and nested lists, which become arrays. */
export type ElementInput = DatasetElement | ArraysInput;

/** The element that is made of what a generator yields: what is unchecked stays so, and what may be anything becomes any arrays. */
export type ElementFrom<Given> = 0 extends 1 & Given
  ? Given
  : [ArraysInput] extends [Given]
    ? Arrays
    : Given extends DatasetElement
      ? Given
      : ArraysFrom<Given>;

export interface FromGeneratorOptions {
  /**
   * Structure, shapes and element types of the elements: `output_signature`. What is yielded must agree; numbers in lists
   * become the element type. Without it lists of whole numbers become `int32`, and others `float32`.
   */
  readonly elementSpec?: Structure<ArraySpec>;
}

/**
 * A data set whose elements a generator brings, one whenever one is asked for; so it can be larger than memory.
 *
 * `generate` is called for each pass: a generator function, or any function that gives something to iterate over — a list, an
 * async iterable, a ReadableStream — or promises it. When a pass is left early, the generator's `finally` blocks run, and the
 * signal that `generate` was given fires.
 *
 * Tables are no elements: {@link fromCsv} gives the rows of a file, and {@link fromTable} those of a table in memory.
 *
 * Numbers, texts and nested lists become arrays; arrays are not copied, so yield a new one each time.
 *
 * @throws {@link ArgumentError} `generate` is no function, or an option is unknown.
 * @source `tf.data.Dataset.from_generator`; the number of elements is unknown unless {@link Dataset.assertCardinality} tells.
 * @example
 * const squares = fromGenerator(function* () {
 *   for (let i = 0; i < 100; i++) yield { x: [i], y: [i * i] };
 * });
 * squares.shuffle(100).batch(8)
 */
export function fromGenerator<Given extends ElementInput>(
  generate: (signal: AbortSignal) => Iterated<Given> | Promise<Iterated<Given>>,
  options: FromGeneratorOptions = {},
): Dataset<ElementFrom<Given>> {
  requireFunction(
    where,
    'generate',
    generate,
    'function* () { yield { x: [1, 2], y: [0] }; }, the function itself and not what it returns',
  );
  requireKnownOptions(where, options, ['elementSpec']);
  const { elementSpec } = options;
  if (elementSpec !== undefined) requireSpec(where, 'elementSpec', elementSpec);
  const read = elementReader(where, elementSpec);
  return new Dataset<unknown>({
    cardinality: 'unknown',
    elementSpec,
    open: () => flowing((passes) => elements(passes, generate, read)),
  }) as Dataset<unknown> as Dataset<ElementFrom<Given>>;
}

const where = 'fromGenerator';

function* elements<E>(
  passes: OpenPasses,
  generate: (signal: AbortSignal) => Iterated<unknown> | Promise<Iterated<unknown>>,
  read: (value: unknown, at: number) => E,
): Flow<E> {
  const breather = new EventLoopBreather();
  const pass = passes.add(new IteratedPass(where, generate));
  for (let at = 0; ; at++) {
    if (breather.isDue) yield breather.breathe();
    let result: IteratorResult<unknown, unknown>;
    let value: unknown;
    try {
      const asked = pass.next();
      result = (isPromised(asked) ? yield* settled(asked) : asked) as typeof result;
      if (result.done) return;
      value = isPromised(result.value) ? yield* settled(result.value) : result.value;
    } catch (error) {
      throw elementError(where, 'the generator', at, error, 'mend the generator');
    }
    if (value === undefined || value === null) throw noElementError(value, at);
    if (value instanceof Table) throw tableError(value, at);
    yield read(value, at);
  }
}

function noElementError(value: unknown, at: number): DataError {
  return new DataError({
    where,
    problem: `the generator must yield arrays, received ${describe(value)} as element ${at}`,
    fix: 'yield for example { x: [1, 2], y: [0] }; end with return',
  });
}

function tableError({ length }: Table, at: number): DataError {
  return new DataError({
    where,
    problem: `the generator must yield arrays, received a Table of ${length} rows as element ${at}`,
    fix: 'read rows of a file with fromCsv(source, { target }), of a table with fromTable(table, { target }), or yield { x: table.toNdArray() }',
  });
}
