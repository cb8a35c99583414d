/** Kernels whose result has the shape of their inputs, broadcast to each other. */

import type { CastAttrs } from '@tensorflow/tfjs-core';
import { broadcast_util } from '@tensorflow/tfjs-core';
import type { DataType } from '../../ir/program.ts';
import type { ShapeRule, ShapeRules } from './shape-rule.ts';
import { forAll, operand, upcast } from './shape-rule.ts';

const unary =
  (dtype?: DataType, input = 'x'): ShapeRule =>
  (operands) => {
    const x = operand(operands, input);
    return { shape: x.shape, dtype: dtype ?? x.dtype };
  };

const binary =
  (dtype?: DataType): ShapeRule =>
  (operands) => {
    const a = operand(operands, 'a');
    const b = operand(operands, 'b');
    return { shape: broadcastShapes(a.shape, b.shape), dtype: dtype ?? upcast(a.dtype, b.dtype) };
  };

function broadcastShapes(a: readonly number[], b: readonly number[]): number[] {
  return broadcast_util.assertAndGetBroadcastShape([...a], [...b]);
}

/** As tfjs: the operands are of one shape, or the condition is a vector that chooses among rows. */
const select: ShapeRule = (operands) => {
  const t = operand(operands, 't');
  return { shape: t.shape, dtype: upcast(t.dtype, operand(operands, 'e').dtype) };
};

export const elementwiseRules: ShapeRules = {
  ...forAll(
    [
      'Abs',
      'Acos',
      'Acosh',
      'Asin',
      'Asinh',
      'Atan',
      'Atanh',
      'Ceil',
      'ClipByValue',
      'Cos',
      'Cosh',
      'Elu',
      'Erf',
      'Expm1',
      'Floor',
      'Identity',
      'Log',
      'Log1p',
      'Neg',
      'OnesLike',
      'Reciprocal',
      'Relu',
      'Relu6',
      'Round',
      'Rsqrt',
      'Selu',
      'Sigmoid',
      'Sign',
      'Sin',
      'Sinh',
      'Softplus',
      'Sqrt',
      'Square',
      'Step',
      'Tan',
      'Tanh',
      'ZerosLike',
    ],
    unary(),
  ),
  ...forAll(['Exp', 'LeakyRelu', 'Prelu'], unary('float32')),
  ...forAll(['IsFinite', 'IsInf', 'IsNan', 'LogicalNot'], unary('bool')),
  Cast: (operands, attributes) => ({
    shape: operand(operands, 'x').shape,
    dtype: (attributes as unknown as CastAttrs).dtype as DataType,
  }),
  ...forAll(
    [
      'Add',
      'Atan2',
      'Maximum',
      'Minimum',
      'Mod',
      'Multiply',
      'Pow',
      'RealDiv',
      'SquaredDifference',
      'Sub',
    ],
    binary(),
  ),
  FloorDiv: binary('int32'),
  ...forAll(
    [
      'Equal',
      'Greater',
      'GreaterEqual',
      'Less',
      'LessEqual',
      'LogicalAnd',
      'LogicalOr',
      'NotEqual',
    ],
    binary('bool'),
  ),
  AddN: unary(undefined, '0'),
  EluGrad: unary('float32', 'y'),
  Select: select,
  Softmax: unary('float32', 'logits'),
  FusedBatchNorm: unary(),
};
