/** Dense layers told unit by unit: which input times which weight makes which sum. */

import { activationNameOf, type LayerTrace } from '@myelin/core';
import { formatNumber } from './format-trace.ts';

/** Features and units up to which every product is told. */
const MOST = 8;

/** Whether a layer is a small dense one that got a single sample. */
export function isUnitByUnit({ layer, inputs, preActivation, weights }: LayerTrace): boolean {
  const [x] = inputs;
  const kernel = weights[0]?.value;
  return (
    layer.className === 'Dense' &&
    preActivation !== null &&
    x?.rank === 2 &&
    x.length === 1 &&
    kernel?.shape.every((size) => size <= MOST) === true
  );
}

/** `unit 1: 1 · 2 + (-1) · 1 + 0 = 1, sigmoid(1) = 0.7311` */
export function unitLines({
  layer,
  inputs,
  preActivation,
  outputs,
  weights,
}: LayerTrace): string[] {
  const x = [...(inputs[0]?.data ?? [])];
  const kernel = weights[0]?.value;
  const bias = weights[1]?.value;
  const activation = activationNameOf(layer);
  const sums = [...(preActivation?.value.data ?? [])];
  return sums.map((z, unit) => {
    const products = x.map((value, i) => `${factor(value)} · ${factor(kernel?.at(i, unit) ?? 0)}`);
    const sum = [...products, ...(bias ? [factor(bias.at(unit))] : [])].join(' + ');
    const y = outputs[0]?.data[unit] ?? Number.NaN;
    const isLinear = activation === undefined || activation === 'linear';
    const end = isLinear ? '' : `, ${activation}(${formatNumber(z)}) = ${formatNumber(y)}`;
    return `unit ${unit + 1}: ${sum} = ${formatNumber(z)}${end}`;
  });
}

const factor = (value: number): string =>
  value < 0 ? `(${formatNumber(value)})` : formatNumber(value);
