/** Pooling and resizing of images, and their derivatives. */

import type { MaxPoolAttrs, ResizeBilinearAttrs } from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';
import type { DataType } from '../../ir/program.ts';
import type { ShapeRule, ShapeRules } from './shape-rule.ts';
import { forAll, operand } from './shape-rule.ts';

const pooling: ShapeRule = (operands, attributes) => {
  const x = operand(operands, 'x');
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as MaxPoolAttrs;
  const image = [...x.shape] as [number, number, number, number];
  const info = backend_util.computePool2DInfo(image, filterSize, strides, 1, pad, dimRoundingMode);
  return { shape: info.outShape, dtype: x.dtype };
};

const resizing =
  (dtype?: DataType): ShapeRule =>
  (operands, attributes) => {
    const images = operand(operands, 'images');
    const { size } = attributes as unknown as ResizeBilinearAttrs;
    const [batch = 1, , , channels = 1] = images.shape;
    return { shape: [batch, ...size, channels], dtype: dtype ?? images.dtype };
  };

const shapedAs =
  (input: string): ShapeRule =>
  (operands) => ({ shape: operand(operands, input).shape, dtype: 'float32' });

export const imageRules: ShapeRules = {
  ...forAll(['MaxPool', 'AvgPool'], pooling),
  ...forAll(['MaxPoolGrad', 'AvgPoolGrad'], shapedAs('input')),
  ResizeBilinear: resizing('float32'),
  ResizeNearestNeighbor: resizing(),
  ...forAll(['ResizeBilinearGrad', 'ResizeNearestNeighborGrad'], shapedAs('images')),
};
