import { MyelinError } from '@myelin/core';
import { camelCase, fixtureCases } from '@myelin/testkit';
import { afterAll, describe, expect, test } from 'vitest';
import { preprocessors } from '../src/catalog.ts';
import type { LabelsInput } from '../src/input/labels-input.ts';
import type { TabularInput } from '../src/input/tabular-input.ts';
import { fromJson } from '../src/saving/from-json.ts';
import { preprocessorCatalog } from '../src/saving/preprocessor-catalog.ts';
import type { FittedTransformer } from '../src/transformer/fitted-transformer.ts';
import type { Transformer } from '../src/transformer/transformer.ts';
import { expectSameCells } from './expect-same-cells.ts';
import { type Classes, optionsFromRecording } from './options-from-recording.ts';
import { cellsOf, isRecordedArray, type RecordedArray, rowsOf } from './recorded-value.ts';

interface Outcome {
  readonly result?: RecordedArray;
  readonly inverse?: RecordedArray | { readonly error: string; readonly message: string };
  readonly error?: string;
  readonly message?: string;
}

interface TransformerCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly X: RecordedArray;
  readonly y?: RecordedArray;
  readonly fit?: { readonly error: string; readonly message: string };
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly transforms?: readonly ({ readonly X: RecordedArray } & Outcome)[];
  readonly inverses?: readonly ({ readonly X: RecordedArray } & Outcome)[];
  readonly featureNames?: readonly string[];
  readonly featureNamesGiven?: {
    readonly input: readonly string[];
    readonly output: readonly string[];
  };
}

export interface RecordedTransformerOptions {
  /** Our name of an attribute, where it is not scikit-learn's in camel case; null for one that is not there. */
  readonly attributes?: Readonly<Record<string, string | null>>;
  /** Classes inside of configs. */
  readonly inside?: Classes;
  /** Cases left out, by name, and the capability that is missing. */
  readonly skip?: Readonly<Record<string, string>>;
  /** Another tolerance for classes, with the reason beside it where it is used. */
  readonly tolerance?: Readonly<Record<string, number>>;
}

type AnyTransformer = new (options: never) => Transformer<object, FittedTransformer>;

/**
 * One test for each recorded case of the classes: attributes, results, inverses, names, and errors where scikit-learn raises
 * one. What was fitted is compared once more after it went through JSON.
 */
export async function recordedTransformers(
  path: string,
  classes: Readonly<Record<string, AnyTransformer>>,
  { attributes = {}, inside = {}, skip = {}, tolerance = {} }: RecordedTransformerOptions = {},
): Promise<void> {
  preprocessorCatalog.register(preprocessors);
  const cases = (await fixtureCases<TransformerCase>(path)).filter((one) => one.class in classes);
  if (cases.length === 0) return;
  let passed = 0;
  describe(`${Object.keys(classes).join(', ')} as scikit-learn computes them`, () => {
    for (const recorded of cases) {
      const reason = skip[recorded.name];
      if (reason) {
        test.skip(`${recorded.name}: needs ${reason}`, () => {});
        continue;
      }
      test(recorded.name, () => {
        checkCase(recorded, classes[recorded.class] as AnyTransformer, {
          attributes,
          inside: { ...classes, ...inside },
          tolerance,
        });
        passed++;
      });
    }
    afterAll(() => {
      if (process.env.MYELIN_SUMMARY) console.log(`${path}: ${passed} / ${cases.length}`);
    });
  });
}

function checkCase(
  recorded: TransformerCase,
  Class: AnyTransformer,
  { attributes = {}, inside = {}, tolerance = {} }: RecordedTransformerOptions,
): void {
  const { X, y, fit, transforms = [], inverses = [] } = recorded;
  const learn = (): FittedTransformer => {
    const transformer = new Class(optionsFromRecording(recorded.config, inside) as never);
    return transformer.fit(inputOf(X), y && (cellsOf(y) as LabelsInput));
  };
  if (fit) {
    expect(learn, fit.message).toThrow(MyelinError);
    return;
  }
  const limit = tolerance[recorded.class];
  const fitted = learn();
  for (const one of [fitted, fromJson(JSON.stringify(fitted)) as FittedTransformer]) {
    checkAttributes(one, recorded.attributes ?? {}, attributes, limit);
    for (const outcome of transforms) checkOutcome(one, outcome, limit);
    for (const outcome of inverses) checkInverse(one, outcome.X, outcome, limit);
    if (recorded.featureNames) expect(one.featureNamesOut()).toEqual(recorded.featureNames);
    if (recorded.featureNamesGiven) {
      const { input, output } = recorded.featureNamesGiven;
      expect(one.featureNamesOut(input)).toEqual(output);
    }
  }
}

function inputOf(X: RecordedArray): TabularInput {
  if (X.shape.length !== 1) return rowsOf(X);
  // A vector, which scikit-learn refuses, and so do we.
  return cellsOf(X) as never;
}

function checkAttributes(
  fitted: FittedTransformer,
  recorded: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string | null>>,
  tolerance: number | undefined,
): void {
  for (const [name, expected] of Object.entries(recorded)) {
    if (name === 'n_features_in_') {
      expect(fitted.featureNamesIn).toHaveLength(expected as number);
      continue;
    }
    const ours = name in names ? names[name] : camelCase(name.replace(/_$/, ''));
    if (ours === null || ours === undefined) continue;
    const actual = (fitted as unknown as Record<string, unknown>)[ours];
    if (isRecordedArray(expected)) expectSameCells(actual, expected, tolerance);
    else if (Array.isArray(expected) && expected.some(isRecordedArray)) {
      expect(actual, name).toHaveLength(expected.length);
      for (const [at, one] of expected.entries()) {
        const inner = (actual as readonly unknown[])[at];
        if (isRecordedArray(one)) expectSameCells(inner, one, tolerance);
        else expect(inner, `${name}[${at}]`).toEqual(one);
      }
    } else expect(actual, name).toEqual(expected);
  }
}

function checkOutcome(
  fitted: FittedTransformer,
  outcome: { readonly X: RecordedArray } & Outcome,
  tolerance: number | undefined,
): void {
  const x = inputOf(outcome.X);
  const { result } = outcome;
  if (!result) {
    expect(() => fitted.transformTable(x), outcome.message).toThrow(MyelinError);
    return;
  }
  const isOfTexts = result.dtype === 'object' || result.dtype === 'str';
  const actual = isOfTexts ? fitted.transformTable(x) : fitted.transform(x);
  expectSameCells(actual, result, tolerance);
  const { inverse } = outcome;
  if (!inverse) return;
  checkInverse(fitted, result, 'error' in inverse ? inverse : { result: inverse }, tolerance);
}

function checkInverse(
  fitted: FittedTransformer,
  X: RecordedArray,
  { result, message }: Outcome,
  tolerance: number | undefined,
): void {
  const { inverseTransform } = fitted as unknown as {
    inverseTransform(x: TabularInput): unknown;
  };
  const invert = (): unknown => inverseTransform.call(fitted, inputOf(X));
  if (result) expectSameCells(invert(), result, tolerance);
  else expect(invert, message).toThrow(MyelinError);
}
