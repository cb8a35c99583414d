import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';
import type { ConvolutionInfo } from './patches.ts';

interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Sizes of a two-dimensional convolution; undefined where channels come first, which is left to tfjs. */
export function convolutionInfo(
  image: readonly number[],
  filter: readonly number[],
  attrs: NamedAttrMap,
): ConvolutionInfo | undefined {
  const {
    strides,
    pad,
    dataFormat,
    dilations = 1,
    dimRoundingMode,
  } = attrs as unknown as ConvolutionAttributes;
  if (dataFormat === 'NCHW') return undefined;
  return backend_util.computeConv2DInfo(
    image as [number, number, number, number],
    filter as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
}
