/**
 * The kernels that optimised programs are made of, and their canonical attributes.
 *
 * Each is also a kernel of tfjs-core (or `Philox`), so that the interpreter runs them on any backend. What capturing
 * finds and this list lacks (`Mean`, `Softmax`, `FusedBatchNorm`, `ClipByValue`, …) is rewritten by the pass
 * `toPrimitives`; what cannot be rewritten stays as it is, and a backend names it when it refuses the program. Loops are
 * operations `Scan`, whose steps are programs in the same kernels: see `scan-operation.ts`.
 */

import type { Operation } from './program.ts';

/** Element-wise, one input: float32 to float32 unless said otherwise. */
export const unaryKernels = [
  'Abs', // float32, int32
  'Neg', // float32, int32
  'Sign',
  'Sqrt',
  'Rsqrt',
  'Reciprocal',
  'Exp',
  'Expm1',
  'Log',
  'Log1p',
  'Sin',
  'Cos',
  'Tan',
  'Asin',
  'Acos',
  'Atan',
  'Sinh',
  'Cosh',
  'Tanh',
  'Sigmoid',
  'Softplus',
  'Erf',
  'Floor',
  'Ceil',
  'Round',
  /** `max(x, 0)`. */
  'Relu',
  /** 1 where `x > 0`, `alpha` elsewhere, NaN where NaN: `{ alpha: number }`. */
  'Step',
  /** To bool. */
  'IsNan',
  'IsFinite',
  'IsInf',
  /** bool to bool. */
  'LogicalNot',
  /**
   * `{ dtype }`, only where the type really changes: float32 to int32 truncates, anything to bool is `≠ 0`, bool to a
   * number is 0 or 1.
   */
  'Cast',
] as const;

/** Element-wise, two inputs `a` and `b` of one type, broadcast to the result. */
export const binaryKernels = [
  'Add',
  'Sub',
  'Multiply',
  'RealDiv',
  'Maximum',
  'Minimum',
  'Pow',
  'Mod', // with the sign of b
  'Atan2',
  /** To bool. */
  'Equal',
  'NotEqual',
  'Less',
  'LessEqual',
  'Greater',
  'GreaterEqual',
  /** bool and bool to bool. */
  'LogicalAnd',
  'LogicalOr',
] as const;

/** Element-wise, `condition`, `t` and `e`, all broadcast to the result: `condition ? t : e`. */
export const selectKernel = 'Select';

/** Element-wise: `x` stretched to the shape of the result: `{ shape }`. */
export const broadcastKernel = 'BroadcastTo';

/**
 * Element-wise without operands: the shape is the result's. Uniform numbers in [0, 1) from scalars `seed` and `step`,
 * and in loops `index`: `{ shape, stream }`. Element `i` of the row-major result is word `i mod 4` of block `i div 4`.
 */
export const randomKernel = 'Philox';

/** `{ axis: number[] sorted, not negative, not empty; keepDims: false }`. */
export const reductionKernels = ['Sum', 'Prod', 'Max', 'Min', 'All', 'Any'] as const;

/** The same memory under another shape: `{ shape }`. */
export const aliasKernels = ['Reshape'] as const;

/** `{ transposeA, transposeB }`; shapes `[...batch, rows, inner]`, batch axes broadcast. */
export const matrixProductKernel = 'BatchMatMul';

/** As tfjs-core dispatches them, `dataFormat: 'NHWC'`, with `pad` as numbers: `[[0, 0], [top, bottom], [left, right], [0, 0]]`. */
export const convolutionKernels = [
  'Conv2D',
  'Conv2DBackpropInput',
  'Conv2DBackpropFilter',
] as const;

/** All others that a compiler may know, with tfjs-core's attributes. Axes are not negative. */
export const otherKernels = [
  'DepthwiseConv2dNative',
  'DepthwiseConv2dNativeBackpropInput',
  'DepthwiseConv2dNativeBackpropFilter',
  'MaxPool',
  'MaxPoolGrad',
  'AvgPool',
  'AvgPoolGrad',
  'ArgMax', // { axis: number }
  'ArgMin',
  'OneHot', // { depth, onValue, offValue }
  'Transpose', // { perm }
  'Slice', // { begin, size }, complete
  'StridedSlice',
  'PadV2', // { paddings, constantValue }
  'MirrorPad',
  'Concat', // { axis }
  'Tile', // { reps }
  'Reverse', // { dims }
  'GatherV2', // { axis, batchDims }
  'GatherNd',
  'UnsortedSegmentSum', // { numSegments }
  'ScatterNd',
  'Cumsum', // { axis, exclusive, reverse }
  'Cumprod',
  'TopK',
  'ResizeBilinear',
  'ResizeBilinearGrad',
  'ResizeNearestNeighbor',
  'ResizeNearestNeighborGrad',
] as const;

const elementwise: ReadonlySet<string> = new Set([
  ...unaryKernels,
  ...binaryKernels,
  selectKernel,
  broadcastKernel,
  randomKernel,
]);
const reductions: ReadonlySet<string> = new Set(reductionKernels);
const contractions: ReadonlySet<string> = new Set([matrixProductKernel, ...convolutionKernels]);
const aliases: ReadonlySet<string> = new Set(aliasKernels);

/** Each element of the result depends on the operands at its own place only. */
export const isElementwise = ({ kernel }: Operation): boolean => elementwise.has(kernel);
export const isReduction = ({ kernel }: Operation): boolean => reductions.has(kernel);
export const isContraction = ({ kernel }: Operation): boolean => contractions.has(kernel);
/** The result is the memory of the input. */
export const isAlias = ({ kernel }: Operation): boolean => aliases.has(kernel);
