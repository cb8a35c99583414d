import { MyelinError, NdArray } from '@myelin/core';
import { camelCase, fixtureCases } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { preprocessors } from '../src/catalog.ts';
import { fromJson } from '../src/saving/from-json.ts';
import { preprocessorCatalog } from '../src/saving/preprocessor-catalog.ts';
import { expectSameCells } from './expect-same-cells.ts';
import { optionsFromRecording } from './options-from-recording.ts';
import { cellsOf, isRecordedArray, type RecordedArray, rowsOf } from './recorded-value.ts';

type Given = RecordedArray | readonly (readonly (string | number)[])[];

interface Outcome {
  readonly result?: RecordedArray;
  readonly inverse?: RecordedArray | readonly (readonly (string | number)[])[];
  readonly message?: string;
}

interface LabelsCase {
  readonly name: string;
  readonly class: string;
  readonly config: object;
  readonly X?: RecordedArray;
  /** Labels of each sample, where there are several. */
  readonly sets?: Given;
  readonly fit?: { readonly message: string };
  readonly error?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly classes?: readonly (string | number)[];
  readonly transforms?: readonly (Outcome & {
    readonly X?: RecordedArray;
    readonly sets?: Given;
  })[];
  readonly inverses?: readonly (Outcome & { readonly X: RecordedArray })[];
}

interface FittedLabels {
  readonly classes: readonly unknown[];
  readonly yType?: string;
  transform(y: never): NdArray;
  inverseTransform(z: never): unknown[];
}

type LabelsClass = new (options: never) => { fit(y: never): FittedLabels };

/** As `recordedTransformers`, for encoders of labels. */
export async function recordedLabels(
  path: string,
  classes: Readonly<Record<string, LabelsClass>>,
): Promise<void> {
  preprocessorCatalog.register(preprocessors);
  const cases = (await fixtureCases<LabelsCase>(path)).filter((one) => one.class in classes);
  if (cases.length === 0) return;
  describe(`${Object.keys(classes).join(', ')} as scikit-learn computes them`, () => {
    test.each(cases)('$name', (recorded) => {
      const Class = classes[recorded.class] as LabelsClass;
      const learn = (): FittedLabels => {
        const options = optionsFromRecording(recorded.config, {});
        return new Class(options as never).fit(inputOf(recorded) as never);
      };
      if (recorded.fit ?? recorded.error) expect(learn).toThrow(MyelinError);
      else checkCase(recorded, learn());
    });
  });
}

function checkCase(recorded: LabelsCase, learned: FittedLabels): void {
  const { attributes = {}, transforms = [], inverses = [], classes } = recorded;
  for (const fitted of [learned, fromJson(JSON.stringify(learned)) as unknown as FittedLabels]) {
    if (classes) expect(fitted.classes).toEqual(classes);
    for (const [name, expected] of Object.entries(attributes)) {
      const actual = (fitted as unknown as Record<string, unknown>)[
        camelCase(name.replace(/_$/, ''))
      ];
      if (isRecordedArray(expected)) expectSameCells(actual, expected);
      else expect(actual).toEqual(expected);
    }
    for (const outcome of transforms) {
      const transform = (): NdArray => fitted.transform(inputOf(outcome) as never);
      if (!outcome.result) {
        expect(transform, outcome.message).toThrow(MyelinError);
        continue;
      }
      expect(transform().dtype).toBe('int32');
      expectSameCells(transform(), outcome.result);
      checkInverse(fitted, outcome.result, outcome.inverse);
    }
    for (const { X, result } of inverses) checkInverse(fitted, X, result);
  }
}

function checkInverse(
  fitted: FittedLabels,
  codes: RecordedArray,
  expected: Outcome['inverse'],
): void {
  const numbers = new NdArray(Float64Array.from(cellsOf(codes), Number), codes.shape);
  const invert = (): unknown[] => fitted.inverseTransform(numbers as never);
  if (!expected) expect(invert).toThrow(MyelinError);
  else if (isRecordedArray(expected)) expectSameCells(invert(), expected);
  else expect(invert()).toEqual(expected);
}

function inputOf({ X, sets }: { readonly X?: RecordedArray; readonly sets?: Given }): unknown {
  if (!X) return sets;
  if (X.shape.length === 1) return cellsOf(X);
  if (X.shape[1] === 1) return new NdArray(Int32Array.from(cellsOf(X), Number), X.shape);
  return rowsOf(X);
}
