/** Matrix products and convolutions, and the derivatives of convolutions. */

import type {
  BatchMatMulAttrs,
  Conv2DAttrs,
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
} from '@tensorflow/tfjs-core';
import { backend_util, broadcast_util, util } from '@tensorflow/tfjs-core';
import type { ShapeRule, ShapeRules, TensorType } from './shape-rule.ts';
import { forAll, operand } from './shape-rule.ts';

type FourSizes = [number, number, number, number];

/** Rows and columns of a matrix, or of its transpose. */
function lastTwo({ shape }: TensorType, transposed: boolean): readonly [number, number] {
  const [rows = 1, columns = 1] = shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
}

const matrixProduct: ShapeRule = (operands, attributes) => {
  const { transposeA, transposeB } = attributes as unknown as BatchMatMulAttrs;
  const a = operand(operands, 'a');
  const b = operand(operands, 'b');
  const batch = broadcast_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  );
  const [rows, inner] = lastTwo(a, transposeA);
  const [innerOfB, columns] = lastTwo(b, transposeB);
  util.assert(
    inner === innerOfB,
    () =>
      `inner sizes ${inner} and ${innerOfB} of tensors with shapes [${a.shape}] and [${b.shape}], ` +
      `transposeA=${transposeA} and transposeB=${transposeB}, must match`,
  );
  return { shape: [...batch, rows, columns], dtype: a.dtype };
};

const convolution =
  (depthwise: boolean): ShapeRule =>
  (operands, attributes) => {
    const x = operand(operands, 'x');
    const filter = operand(operands, 'filter');
    const { strides, dilations, pad, dimRoundingMode, dataFormat } =
      attributes as unknown as Conv2DAttrs;
    const { outShape } = backend_util.computeConv2DInfo(
      [...x.shape] as FourSizes,
      [...filter.shape] as FourSizes,
      strides,
      dilations ?? 1,
      pad,
      dimRoundingMode,
      depthwise,
      backend_util.convertConv2DDataFormat(dataFormat ?? 'NHWC'),
    );
    return { shape: outShape, dtype: x.dtype };
  };

const inputDerivative: ShapeRule = (operands, attributes) => {
  const { inputShape } = attributes as unknown as Conv2DBackpropInputAttrs;
  return { shape: inputShape, dtype: operand(operands, 'dy').dtype };
};

const filterDerivative: ShapeRule = (operands, attributes) => {
  const { filterShape } = attributes as unknown as Conv2DBackpropFilterAttrs;
  return { shape: filterShape, dtype: operand(operands, 'dy').dtype };
};

export const contractionRules: ShapeRules = {
  BatchMatMul: matrixProduct,
  Conv2D: convolution(false),
  DepthwiseConv2dNative: convolution(true),
  ...forAll(['Conv2DBackpropInput', 'DepthwiseConv2dNativeBackpropInput'], inputDerivative),
  ...forAll(['Conv2DBackpropFilter', 'DepthwiseConv2dNativeBackpropFilter'], filterDerivative),
};
