/** Matrix products and convolutions, with light element-wise work on their results while they are in registers. */

import type { ContractionTask } from '@myelin/program';
import type { TaskContext, TaskEmitter } from '../tasks/task-context.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { emitConvolution } from './convolution.ts';
import { asMatrixProduct, type ConvolutionShape, convolutionShape } from './convolution-shape.ts';
import { emitFilterGradient, maximumFilterParts } from './filter-gradient.ts';
import { emitMatrixProduct } from './matrix-product.ts';
import { type MatrixProductShape, matrixProductShape } from './matrix-product-shape.ts';
import { maximumProductParts } from './product-part.ts';
import { epilogueRefusal } from './result-writer.ts';
import { isTiled, tileGrid } from './winograd/tile-grid.ts';
import { emitTiledConvolution } from './winograd/tiled-convolution.ts';
import {
  emitTiledFilterGradient,
  maximumTiledFilterParts,
} from './winograd/tiled-filter-gradient.ts';

const matrixProducts: TaskEmitter<ContractionTask> = {
  refusal: (task) => epilogueRefusal(task, matrixProductShape(task.contraction).columns),
  work: ({ contraction }) => productWork(matrixProductShape(contraction)),
  maximumParts: ({ contraction }) => maximumProductParts(matrixProductShape(contraction)),
  emit: emitMatrixProduct,
};

/** How convolutions, or one of their derivatives, are computed where they are not plain matrix products. */
interface Convolutions {
  emit(f: FunctionBuilder, task: ContractionTask, context: TaskContext): void;
  maximumParts(shape: ConvolutionShape): number;
}

/** `tiled`: how they are computed where tiles of windows save products. */
function convolutions(direct: Convolutions, tiled: Convolutions): TaskEmitter<ContractionTask> {
  const choice = (shape: ConvolutionShape): Convolutions => (isTiled(shape) ? tiled : direct);
  const productOf = (task: ContractionTask): MatrixProductShape | undefined => {
    const product = asMatrixProduct(task.contraction, convolutionShape(task.contraction));
    // An epilogue may tell pixels apart that a matrix has in one row.
    const fits = product && epilogueRefusal(task, product.columns) === undefined;
    return fits ? product : undefined;
  };
  return {
    refusal: (task) => {
      const { inputs, outputs, attributes } = task.contraction;
      if (attributes.dataFormat === 'NCHW') return 'channels come first';
      if ([...inputs, ...outputs].some(({ shape }) => shape.length !== 4)) return 'not of rank 4';
      return epilogueRefusal(task, outputs[0]?.shape[3] ?? 1);
    },
    work: (task) => {
      const product = productOf(task);
      if (product) return productWork(product);
      const { images, vertical, horizontal, channels, filters } = convolutionShape(
        task.contraction,
      );
      const places = vertical.kernel * horizontal.kernel * channels;
      return images * vertical.windows * horizontal.windows * places * filters;
    },
    maximumParts: (task) => {
      const product = productOf(task);
      if (product) return maximumProductParts(product);
      const shape = convolutionShape(task.contraction);
      return choice(shape).maximumParts(shape);
    },
    emit: (f, task, context) => {
      const product = productOf(task);
      if (product) emitMatrixProduct(f, task, context, product);
      else choice(convolutionShape(task.contraction)).emit(f, task, context);
    },
  };
}

const emitters: Readonly<Record<string, TaskEmitter<ContractionTask>>> = {
  BatchMatMul: matrixProducts,
  Conv2D: convolutions(
    {
      emit: emitConvolution,
      maximumParts: ({ images, vertical }) => Math.max(images, vertical.windows),
    },
    {
      emit: emitTiledConvolution,
      maximumParts: (shape) => shape.images * tileGrid(shape).down,
    },
  ),
  Conv2DBackpropInput: convolutions(
    {
      emit: emitConvolution,
      maximumParts: ({ images, vertical }) => Math.max(images, vertical.size),
    },
    { emit: emitTiledConvolution, maximumParts: ({ images }) => images },
  ),
  Conv2DBackpropFilter: convolutions(
    { emit: emitFilterGradient, maximumParts: maximumFilterParts },
    { emit: emitTiledFilterGradient, maximumParts: maximumTiledFilterParts },
  ),
};

const productWork = ({ batch, rows, columns, inner }: MatrixProductShape): number =>
  batch * rows * columns * inner;

export const contractionEmitter: TaskEmitter<ContractionTask> = {
  refusal: (task) => {
    const { kernel, inputs, outputs } = task.contraction;
    const emitter = emitters[kernel];
    if (!emitter) return `there is no WebAssembly for ${kernel}`;
    const other = [...inputs, ...outputs].find(({ dtype }) => dtype !== 'float32');
    if (other) return `${kernel} of ${other.dtype}`;
    return emitter.refusal(task);
  },
  work: (task) => emitters[task.contraction.kernel]?.work(task) ?? 0,
  maximumParts: (task) => emitters[task.contraction.kernel]?.maximumParts(task) ?? 1,
  emit: (f, task, context) => emitters[task.contraction.kernel]?.emit(f, task, context),
};
