/** Activations in terms of comparison and choice. A choice passes NaN on wherever tfjs does. */

import { backend_util } from '@tensorflow/tfjs-core';
import { withAttributes } from '../rewriting/attributes.ts';
import { inputNamed, operand, resultOf } from '../rewriting/operands.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

const { SELU_SCALE, SELU_SCALEALPHA } = backend_util;

const relu6: Rewrite = (operation, make) =>
  make.binary('Minimum', make.unary('Relu', operand(operation, 0)), 6);

/** `x ≥ 0 ? x : eˣ - 1`. */
const elu: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  return make.select(make.binary('GreaterEqual', x, 0), x, make.unary('Expm1', x));
};

/** `y ≥ 0 ? dy : dy · (y + 1)`. */
const eluGrad: Rewrite = (operation, make) => {
  const dy = inputNamed(operation, 'dy') ?? operand(operation, 0);
  const y = inputNamed(operation, 'y') ?? operand(operation, 1);
  const below = make.binary('Multiply', dy, make.binary('Add', y, 1));
  return make.select(make.binary('GreaterEqual', y, 0), dy, below);
};

const selu: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const above = make.binary('Multiply', x, SELU_SCALE);
  const below = make.binary('Multiply', make.unary('Expm1', x), SELU_SCALEALPHA);
  return make.select(make.binary('GreaterEqual', x, 0), above, below);
};

/** `x < 0 ? alpha · x : x`. */
const leakyRelu: Rewrite = (operation, make) => {
  const x = make.cast(operand(operation, 0), 'float32');
  const alpha = (operation.attributes.alpha ?? 0.2) as number;
  return make.select(make.binary('Less', x, 0), make.binary('Multiply', x, alpha), x);
};

const prelu: Rewrite = (operation, make) => {
  const x = inputNamed(operation, 'x') ?? operand(operation, 0);
  const alpha = inputNamed(operation, 'alpha') ?? operand(operation, 1);
  return make.select(make.binary('Less', x, 0), make.binary('Multiply', x, alpha), x);
};

/** The smaller of the upper limit and the larger of the lower one and `x`; both pass NaN on, as clipping does. */
const clipByValue: Rewrite = (operation, make) => {
  const x = make.cast(operand(operation, 0), resultOf(operation).dtype);
  const { clipValueMin, clipValueMax } = operation.attributes as { [name: string]: number };
  const above = isLimit(clipValueMin) ? make.binary('Maximum', x, clipValueMin) : x;
  return isLimit(clipValueMax) ? make.binary('Minimum', above, clipValueMax) : above;
};

const isLimit = (limit: number | undefined): limit is number => Number.isFinite(limit);

const step: Rewrite = (operation, make) =>
  withAttributes(operation, make, { alpha: operation.attributes.alpha ?? 0 });

export const activationRewrites: Readonly<Record<string, Rewrite>> = {
  Relu6: relu6,
  Elu: elu,
  EluGrad: eluGrad,
  Selu: selu,
  LeakyRelu: leakyRelu,
  Prelu: prelu,
  ClipByValue: clipByValue,
  Step: step,
};
