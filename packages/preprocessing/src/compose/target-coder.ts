import {
  arrayFrom,
  DataError,
  NdArray,
  type NestedArray,
  StringArray,
  type TypedArray,
} from '@myelin/core';
import { type Cell, Column } from '@myelin/table';
import type { LabelsInput } from '../input/labels-input.ts';
import type { Fitted } from '../transformer/fitted.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { Transformer } from '../transformer/transformer.ts';

/** Turns classes into numbers that a model learns: a LabelEncoder or LabelBinarizer. */
export interface LabelCoder {
  fit(y: LabelsInput): FittedLabelCoder;
}

export interface FittedLabelCoder extends Fitted {
  /** The classes; the model's outputs are in this order. */
  readonly classes: readonly Cell[];
  transform(y: LabelsInput): NdArray;
}

/** What targets go through before the model sees them: classes through a coder, numbers through a transformer. */
export type TargetCoder = LabelCoder | Transformer;

export type FittedTargetCoder = FittedLabelCoder | FittedTransformer;

/** Targets of a pipeline: one value for each row, or numbers in an array of any shape. */
export type TargetInput = LabelsInput | NestedArray;

export const fitTarget = (coder: TargetCoder, y: TargetInput): FittedTargetCoder =>
  coder instanceof Transformer ? coder.fit(asColumn(y)) : coder.fit(y as LabelsInput);

/** What the model learns. @throws {@link DataError} without a coder they are no numbers. */
export function codeTarget(
  where: string,
  coder: FittedTargetCoder | undefined,
  y: TargetInput,
): NdArray {
  if (coder instanceof FittedTransformer) return coder.transform(asColumn(y));
  if (coder) return coder.transform(y as LabelsInput);
  if (y instanceof Column) return y.toNdArray();
  if (!(y instanceof StringArray) && !hasTexts(y)) {
    return arrayFrom(`${where} \`y\``, y as NestedArray | TypedArray | NdArray);
  }
  throw new DataError({
    where,
    problem: '`y` must hold numbers, received texts',
    fix: 'give the pipeline a coder of classes: { target: new LabelEncoder() }',
  });
}

/** Numbers that a model answered, in the units of the targets. */
export function uncodeNumbers(coder: FittedTargetCoder | undefined, outputs: NdArray): NdArray {
  if (!(coder instanceof InvertibleTransformer)) return outputs;
  const numbers = coder.inverseTransform(outputs.reshape([-1, coder.featureNamesIn.length]));
  return numbers instanceof NdArray ? numbers.reshape(outputs.shape) : outputs;
}

/** Whether there is one value for each row, which a transformer may learn from. */
export const isVector = (y: TargetInput): y is LabelsInput =>
  Array.isArray(y)
    ? !Array.isArray(y[0])
    : !(y instanceof NdArray || y instanceof StringArray) || y.rank === 1;

const hasTexts = (y: TargetInput): boolean =>
  Array.isArray(y) && y.some((value: unknown) => typeof value === 'string');

function asColumn(y: TargetInput): NdArray {
  const array = y instanceof Column ? y.toNdArray() : arrayFrom('y', y as NestedArray, 'float64');
  return array.rank === 1 ? array.reshape([-1, 1]) : array;
}
