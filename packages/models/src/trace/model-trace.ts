import type { LayerTrace, NdArray } from '@myelin/core';
import { formatNumber, formatValues, titleOf } from './format-trace.ts';
import type { StepTrace } from './trace-step.ts';
import { isUnitByUnit, unitLines } from './unit-lines.ts';

/**
 * One forward and one backward pass through a model: what each layer took, added up and gave, and how the loss depends on it.
 *
 * `print` tells it as a text, unit by unit where layers are small: for lessons, and to see where a gradient is lost.
 */
export class ModelTrace implements StepTrace {
  readonly loss: number;
  readonly layers: readonly LayerTrace[];

  constructor({ loss, layers }: StepTrace) {
    this.loss = loss;
    this.layers = layers;
  }

  /** What a layer did; of a shared one the first call. Undefined if none has this name. */
  of(name: string): LayerTrace | undefined {
    return this.layers.find(({ layer }) => layer.name === name);
  }

  /** The account as a text. */
  toString(): string {
    return [
      'Forward pass',
      ...this.layers.flatMap((one) => indented(forwardLines(one))),
      '',
      `Loss = ${formatNumber(this.loss)}`,
      '',
      'Backward pass: L is the loss',
      ...[...this.layers].reverse().flatMap((one) => indented(backwardLines(one))),
    ].join('\n');
  }

  print(): void {
    console.log(this.toString());
  }
}

function forwardLines(trace: LayerTrace): string[] {
  const { layer, inputs, preActivation, outputs } = trace;
  const lines = isUnitByUnit(trace)
    ? unitLines(trace)
    : [
        ...(preActivation ? [`z = ${formatValues(preActivation.value)}`] : []),
        ...outputs.map((y, i) => `${numbered('y', i, outputs.length)} = ${formatValues(y)}`),
      ];
  return [
    titleOf(layer),
    ...indented([
      ...inputs.map((x, i) => `${numbered('x', i, inputs.length)} = ${formatValues(x)}`),
      ...lines,
    ]),
  ];
}

function backwardLines({ layer, preActivation, outputGradients, weights }: LayerTrace): string[] {
  const gradient = (of: string, value: NdArray | null): string =>
    `dL/d${of} = ${value ? formatValues(value) : 'none'}`;
  return [
    titleOf(layer),
    ...indented([
      ...outputGradients.map((one, i) => gradient(numbered('y', i, outputGradients.length), one)),
      ...(preActivation ? [gradient('z', preActivation.gradient)] : []),
      ...weights.map(({ path, gradient: one }) =>
        gradient(path.slice(path.lastIndexOf('/') + 1), one),
      ),
    ]),
  ];
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

const numbered = (name: string, index: number, count: number): string =>
  count === 1 ? name : `${name}${index + 1}`;
