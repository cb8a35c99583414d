import { type AnyLayer, activationNameOf } from '@myelin/core';

/** Slope below which a unit is saturated, as a share of the largest slope of its activation. */
const flat = 0.05;

/** Whether an output `y` lies where the activation is nearly flat. The slopes are written in terms of `y`. */
const saturation: Readonly<Record<string, (y: number) => boolean>> = {
  // y' = y·(1 - y), at most 1/4.
  sigmoid: (y) => 4 * y * (1 - y) < flat,
  hard_sigmoid: (y) => y <= 0 || y >= 1,
  // y' = 1 - y²
  tanh: (y) => 1 - y * y < flat,
  hard_tanh: (y) => Math.abs(y) >= 1,
  // y' = (1 - |y|)²
  softsign: (y) => (1 - Math.abs(y)) ** 2 < flat,
};

const rectifying: readonly string[] = ['relu', 'relu6'];

/** Layers that are an activation and nothing else. */
const byClass: Readonly<Record<string, string>> = {
  ReLU: 'relu',
  LeakyReLU: 'leaky_relu',
  PReLU: 'prelu',
  ELU: 'elu',
  Softmax: 'softmax',
};

/** Name of the activation that a layer ends with, as in Keras; undefined if it has none, or one without a name. */
export function activationName(layer: AnyLayer): string | undefined {
  return activationNameOf(layer) ?? byClass[layer.className];
}

/** What tells whether an output is saturated, for activations with bounds. */
export function saturationOf(activation: string | undefined): ((y: number) => boolean) | undefined {
  return activation === undefined ? undefined : saturation[activation];
}

/** Whether units may be off: their output 0, and their gradient too. */
export function isRectifying(activation: string | undefined): boolean {
  return activation !== undefined && rectifying.includes(activation);
}
