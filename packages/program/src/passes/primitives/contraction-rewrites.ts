/** Matrix products and convolutions get complete attributes, with padding as numbers. */

import { backend_util } from '@tensorflow/tfjs-core';
import type { Attributes, Operation } from '../../ir/program.ts';
import { withAttributes } from '../rewriting/attributes.ts';
import { inputNamed, operand, resultOf } from '../rewriting/operands.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

type Four = [number, number, number, number];

const product: Rewrite = (operation, make) => {
  const { transposeA, transposeB } = operation.attributes;
  return withAttributes(operation, make, {
    transposeA: transposeA === true,
    transposeB: transposeB === true,
  });
};

/** @param shapes - Shapes of image and filter. */
const convolution =
  (shapes: (operation: Operation) => readonly [image: unknown, filter: unknown]): Rewrite =>
  (operation, make) => {
    const { attributes } = operation;
    if ((attributes.dataFormat ?? 'NHWC') !== 'NHWC') return undefined;
    const [image, filter] = shapes(operation) as readonly [Four, Four];
    const { strides, dilations = 1, pad, dimRoundingMode } = attributes as unknown as Windows;
    const info = backend_util.computeConv2DInfo(
      image,
      filter,
      strides,
      dilations,
      pad,
      dimRoundingMode ?? undefined,
    );
    const { top, bottom, left, right } = info.padInfo;
    const sized: Attributes = {
      ...(attributes.inputShape === undefined ? {} : { inputShape: attributes.inputShape }),
      ...(attributes.filterShape === undefined ? {} : { filterShape: attributes.filterShape }),
    };
    return withAttributes(operation, make, {
      ...sized,
      strides: [info.strideHeight, info.strideWidth],
      dilations: [info.dilationHeight, info.dilationWidth],
      dataFormat: 'NHWC',
      pad: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
    });
  };

interface Windows {
  readonly strides: number | [number, number];
  readonly dilations?: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil' | null;
}

const shapeNamed = (operation: Operation, name: string): readonly number[] =>
  (inputNamed(operation, name) ?? operand(operation, 0)).shape;

export const contractionRewrites: Readonly<Record<string, Rewrite>> = {
  BatchMatMul: product,
  Conv2D: convolution((operation) => [shapeNamed(operation, 'x'), shapeNamed(operation, 'filter')]),
  Conv2DBackpropInput: convolution((operation) => [
    resultOf(operation).shape,
    shapeNamed(operation, 'filter'),
  ]),
  Conv2DBackpropFilter: convolution((operation) => [
    shapeNamed(operation, 'x'),
    resultOf(operation).shape,
  ]),
};
