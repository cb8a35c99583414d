import { RandomSource, shapeSize } from '@myelin/core';
import type { Attributes, DataType, Operation, Value } from '@myelin/program';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Elements, runTask } from '../../../test-support/run-task.ts';
import { singleEmitters } from './single-emitters.ts';

interface Input {
  readonly shape: readonly number[];
  readonly dtype?: DataType;
  /** Random numbers where not given. */
  readonly elements?: readonly number[];
  /** Whole numbers below this. */
  readonly below?: number;
}

type Inputs = Readonly<Record<string, Input>>;

const source = new RandomSource(7);

/** Small numbers of which some are alike. */
function elementsOf({ shape, dtype = 'float32', elements, below = 9 }: Input): number[] {
  if (elements) return [...elements];
  return Array.from({ length: shapeSize(shape) }, () => {
    if (dtype === 'bool') return -source.integer(2);
    return dtype === 'int32' ? source.integer(below) : (source.integer(33) - 16) / 4;
  });
}

/** What tfjs's own kernel makes of it: shapes and numbers, booleans as 0 and -1. */
function expectedOf(
  kernel: string,
  inputs: Inputs,
  elements: readonly number[][],
  attributes: Attributes,
): { shape: number[]; dtype: DataType; elements: number[] }[] {
  return tf.tidy(() => {
    const tensors = Object.entries(inputs).map(([name, { shape, dtype = 'float32' }], i) => {
      const plain = elements[i]!.map((x) => (dtype === 'bool' ? -x : x));
      return [name, tf.tensor(plain, [...shape], dtype)] as const;
    });
    const named = kernel === 'Concat' ? tensors.map(([, x]) => x) : Object.fromEntries(tensors);
    const result = tf
      .engine()
      .runKernel(kernel, named as unknown as tf.NamedTensorMap, attributes as tf.NamedAttrMap);
    return [result].flat().map((info) => {
      const tensor = info as tf.Tensor;
      const data = Array.from(tensor.dataSync());
      const dtype = tensor.dtype as DataType;
      return {
        shape: tensor.shape,
        dtype,
        elements: dtype === 'bool' ? data.map((x) => 0 - x) : data,
      };
    });
  });
}

interface CheckOptions {
  readonly tolerance?: number;
  /** Attributes with which tfjs makes the same numbers, where it errs with those of the test. */
  readonly like?: Attributes;
}

function check(
  kernel: string,
  inputs: Inputs,
  attributes: Attributes,
  { tolerance = 0, like = attributes }: CheckOptions = {},
): void {
  const elements = Object.values(inputs).map(elementsOf);
  const expected = expectedOf(kernel, inputs, elements, like);
  const value = (shape: readonly number[], dtype: DataType): Value => {
    return { shape, dtype, origin: { kind: 'result' } };
  };
  const values = Object.values(inputs).map(({ shape, dtype = 'float32' }) => value(shape, dtype));
  const outputs = expected.map(({ shape, dtype }) => value(shape, dtype));
  const inputNames = Object.keys(inputs);
  const operation: Operation = {
    kernel,
    inputs: values,
    inputNames,
    attributes,
    outputs,
    scope: '',
  };
  const emitter = singleEmitters[kernel]!;
  const task = { kind: 'single', operation } as const;
  let alone: Map<Value, Elements> | undefined;
  for (const parts of [1, 2, 3]) {
    if (parts > 1 && emitter.maximumParts(task) < parts) continue;
    const results = runTask({
      emitter,
      task,
      inputs: new Map(values.map((value, i) => [value, elements[i]!])),
      outputs,
      parts,
    });
    const what = `${kernel} ${JSON.stringify({ inputs, attributes, parts })}`;
    for (const [i, output] of outputs.entries()) {
      const actual = Array.from(results.get(output)!);
      const wanted = expected[i]!.elements;
      if (tolerance === 0) expect(actual, what).toEqual(wanted);
      else {
        for (const [at, x] of wanted.entries()) {
          expect(Math.abs(actual[at]! - x), `${what} at ${at}`).toBeLessThan(tolerance);
        }
      }
    }
    if (alone) expect(results, what).toEqual(alone);
    alone ??= results;
  }
}

const x = (...shape: number[]): Inputs => ({ x: { shape } });
const whole = (...shape: number[]): Inputs => ({ x: { shape, dtype: 'int32' } });

describe('singleEmitters give what the kernels of tfjs give:', () => {
  beforeAll(() => tf.setBackend('cpu'));

  test('ArgMax and ArgMin', () => {
    for (const kernel of ['ArgMax', 'ArgMin']) {
      for (const shape of [[1], [3], [32, 10], [5, 1], [7, 33], [2, 50]]) {
        check(kernel, x(...shape), { axis: shape.length - 1 });
        check(kernel, whole(...shape), { axis: shape.length - 1 });
      }
      check(kernel, x(6, 5, 7), { axis: 1 });
      check(kernel, whole(6, 5, 7), { axis: 0 });
      check(kernel, x(3, 40), { axis: 0 });
      const elements = [Number.NaN, 3, 1, 2, Number.NaN, 5, 1, Number.NaN, Infinity, -Infinity];
      check(kernel, { x: { shape: [2, 5], elements } }, { axis: 1 });
      check(kernel, { x: { shape: [2, 5], elements } }, { axis: 0 });
      check(kernel, { x: { shape: [1, 3], elements: Array(3).fill(-Infinity) } }, { axis: 1 });
      check(kernel, { x: { shape: [1, 3], elements: Array(3).fill(Number.NaN) } }, { axis: 1 });
    }
  });

  test('OneHot', () => {
    for (const dtype of ['float32', 'int32', 'bool']) {
      const indices: Input = { shape: [5], dtype: 'int32', elements: [0, 3, -1, 7, 2] };
      check('OneHot', { indices }, { depth: 4, onValue: 1, offValue: 0, dtype });
    }
    const indices: Input = { shape: [9, 3], dtype: 'int32', below: 30 };
    check('OneHot', { indices }, { depth: 29, onValue: 2.5, offValue: -0.5, dtype: 'float32' });
  });

  test('Transpose', () => {
    for (const [rows, columns] of [
      [4, 4],
      [5, 7],
      [1, 9],
      [33, 18],
      [3, 2],
      [16, 64],
    ] as const) {
      check('Transpose', x(rows, columns), { perm: [1, 0] });
    }
    const perms = [
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const perm of perms) check('Transpose', x(5, 6, 7), { perm });
    check('Transpose', whole(2, 3, 4, 5), { perm: [0, 2, 3, 1] });
    check('Transpose', whole(2, 3, 4, 5), { perm: [3, 1, 0, 2] });
    check('Transpose', x(2, 3, 4, 5, 2), { perm: [4, 2, 0, 1, 3] });
  });

  test('Slice and StridedSlice', () => {
    check('Slice', x(10), { begin: [3], size: [5] });
    check('Slice', x(6, 9), { begin: [1, 2], size: [4, 6] });
    check('Slice', x(6, 9, 3), { begin: [1, 2, 1], size: [4, 6, 1] });
    check('Slice', x(40, 700), { begin: [2, 3], size: [30, 600] });
    const none = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
    const strided = (begin: number[], end: number[], strides: number[], masks = {}): Attributes => {
      return { begin, end, strides, ...none, ...masks };
    };
    check('StridedSlice', x(12), strided([1], [10], [3]));
    check('StridedSlice', x(12), strided([10], [1], [-2]));
    check('StridedSlice', x(7, 8), strided([0, 7], [7, 0], [2, -1]));
    check('StridedSlice', x(7, 8), strided([0, 0], [0, 0], [1, -1], { beginMask: 3, endMask: 3 }));
    const cut = [
      [2, 1],
      [3, 6],
      [1, 2],
    ] as const;
    const shrunk = strided([...cut[0]], [...cut[1]], [...cut[2]], { shrinkAxisMask: 1 });
    // tfjs 4.22 reads the wrong elements where an axis is dropped and another one is strided.
    check('StridedSlice', x(7, 8), shrunk, { like: { ...shrunk, shrinkAxisMask: 0 } });
  });

  test('PadV2 and MirrorPad', () => {
    check('PadV2', x(5), { paddings: [[2, 3]], constantValue: 0 });
    check('PadV2', x(3, 4), {
      paddings: [
        [1, 0],
        [0, 2],
      ],
      constantValue: 1.5,
    });
    check('PadV2', whole(2, 3, 4), {
      paddings: [
        [0, 1],
        [2, 1],
        [0, 0],
      ],
      constantValue: 7,
    });
    check('PadV2', x(2, 9, 9, 3), {
      paddings: [
        [0, 0],
        [1, 1],
        [2, 2],
        [0, 0],
      ],
      constantValue: 0,
    });
    for (const mode of ['reflect', 'symmetric']) {
      check('MirrorPad', x(5), { paddings: [[2, 3]], mode });
      check('MirrorPad', x(6, 7), {
        paddings: [
          [3, 2],
          [1, 5],
        ],
        mode,
      });
      check('MirrorPad', x(2, 5, 5, 3), {
        paddings: [
          [0, 0],
          [1, 2],
          [2, 1],
          [0, 0],
        ],
        mode,
      });
    }
  });

  test('Concat and Tile', () => {
    const parts = (...shapes: number[][]): Inputs =>
      Object.fromEntries(shapes.map((shape, i) => [String(i), { shape }]));
    check('Concat', parts([3], [4], [1]), { axis: 0 });
    check('Concat', parts([3, 2], [3, 5]), { axis: 1 });
    check('Concat', parts([6, 1], [6, 1], [6, 1]), { axis: 1 });
    check('Concat', parts([2, 3, 4], [2, 1, 4]), { axis: 1 });
    check('Tile', x(3), { reps: [4] });
    check('Tile', x(3, 5), { reps: [2, 3] });
    check('Tile', x(3, 1), { reps: [1, 6] });
    check('Tile', whole(2, 3, 4), { reps: [3, 1, 2] });
  });

  test('Reverse', () => {
    check('Reverse', x(7), { dims: [0] });
    check('Reverse', x(3, 6), { dims: [0] });
    check('Reverse', x(3, 6), { dims: [0, 1] });
    check('Reverse', whole(3, 4, 5), { dims: [1] });
    check('Reverse', x(2, 3, 4, 5), { dims: [0, 3] });
  });

  test('GatherV2 and GatherNd', () => {
    const gather = (
      shape: number[],
      at: number[],
      below: number,
      axis: number,
      batchDims = 0,
    ): void =>
      check(
        'GatherV2',
        { x: { shape }, indices: { shape: at, dtype: 'int32', below } },
        { axis, batchDims },
      );
    gather([10], [7], 10, 0);
    gather([10, 16], [20], 10, 0);
    gather([10, 3], [4, 5], 10, 0);
    gather([4, 10, 3], [6], 10, 1);
    gather([4, 10], [6], 10, 1);
    gather([50, 600], [9], 50, 0);
    gather([3, 4, 5], [3, 2], 4, 1, 1);
    const nd = (shape: number[], at: number[], below: number): void =>
      check('GatherNd', { params: { shape }, indices: { shape: at, dtype: 'int32', below } }, {});
    nd([5, 4], [6, 1], 5);
    nd([5, 5], [6, 2], 5);
    nd([3, 3, 7], [2, 4, 2], 3);
  });

  test('UnsortedSegmentSum and ScatterNd', () => {
    const segments = (rows: number, inner: number[], numSegments: number): void =>
      check(
        'UnsortedSegmentSum',
        {
          x: { shape: [rows, ...inner] },
          segmentIds: { shape: [rows], dtype: 'int32', below: numSegments + 1 },
        },
        { numSegments },
      );
    segments(7, [], 3);
    segments(40, [5], 6);
    segments(20, [4, 3], 9);
    segments(30, [64], 5);
    const scatter = (shape: number[], at: number[], inner: number[], below: number): void =>
      check(
        'ScatterNd',
        {
          indices: { shape: at, dtype: 'int32', below },
          updates: { shape: [...at.slice(0, -1), ...inner] },
        },
        { shape },
      );
    scatter([8], [5, 1], [], 8);
    scatter([8, 6], [5, 1], [6], 8);
    scatter([4, 4, 3], [12, 2], [3], 4);
  });

  test('Cumsum and Cumprod', () => {
    for (const kernel of ['Cumsum', 'Cumprod']) {
      for (const exclusive of [false, true]) {
        for (const reverse of [false, true]) {
          check(kernel, x(5), { axis: 0, exclusive, reverse });
          check(kernel, x(3, 4, 5), { axis: 1, exclusive, reverse });
          check(kernel, x(4, 37), { axis: 0, exclusive, reverse });
          check(kernel, whole(2, 6), { axis: 1, exclusive, reverse });
        }
      }
    }
  });

  test('TopK', () => {
    for (const k of [1, 3, 10]) {
      check('TopK', x(10), { k, sorted: true });
      check('TopK', x(6, 12), { k, sorted: true });
      check('TopK', whole(6, 12), { k, sorted: true });
    }
  });

  test('resizing of images, and its derivatives', () => {
    const sizes = [
      { old: [2, 4, 5, 3], size: [8, 10] },
      { old: [1, 7, 6, 4], size: [3, 3] },
      { old: [3, 5, 5, 1], size: [7, 4] },
      { old: [1, 2, 2, 70], size: [5, 1] },
      { old: [1, 1, 1, 2], size: [4, 4] },
    ];
    for (const { old, size } of sizes) {
      const images: Input = { shape: old };
      for (const [alignCorners, halfPixelCenters] of [
        [false, false],
        [true, false],
        [false, true],
      ]) {
        const attributes = {
          alignCorners: alignCorners!,
          halfPixelCenters: halfPixelCenters!,
          size,
        };
        check('ResizeBilinear', { images }, attributes, { tolerance: 1e-5 });
        check('ResizeNearestNeighbor', { images }, attributes);
      }
      const dy: Input = { shape: [old[0]!, ...size, old[3]!] };
      for (const alignCorners of [false, true]) {
        // tfjs 4.22 reads the wrong image of a batch, and does not end where one pixel is aligned with many.
        if (old[0] === 1 && !(alignCorners && old[1] === 1)) {
          check('ResizeNearestNeighborGrad', { images, dy }, { alignCorners });
        }
        check('ResizeBilinearGrad', { images, dy }, { alignCorners }, { tolerance: 1e-4 });
      }
    }
  });

  test('but for two images, where tfjs 4.22 takes the first one twice', () => {
    const value = (shape: number[]): Value => ({
      shape,
      dtype: 'float32',
      origin: { kind: 'result' },
    });
    const [images, dy, output] = [value([2, 1, 1, 1]), value([2, 2, 1, 1]), value([2, 1, 1, 1])];
    const results = runTask({
      emitter: singleEmitters.ResizeNearestNeighborGrad!,
      task: {
        kind: 'single',
        operation: {
          kernel: 'ResizeNearestNeighborGrad',
          inputs: [images, dy],
          inputNames: ['images', 'dy'],
          attributes: { alignCorners: false },
          outputs: [output],
          scope: '',
        },
      },
      inputs: new Map([
        [images, [0, 0]],
        [dy, [1, 2, 3, 4]],
      ]),
      outputs: [output],
    });
    // Both rows of each image came from its one pixel.
    expect([...results.get(output)!]).toEqual([3, 7]);
  });

  test('but for indices that are out of range, where tfjs throws: the nearest entry is read', () => {
    const value = (shape: number[], dtype: DataType): Value => {
      return { shape, dtype, origin: { kind: 'result' } };
    };
    const [table, indices, output] = [
      value([3], 'float32'),
      value([4], 'int32'),
      value([4], 'float32'),
    ];
    const results = runTask({
      emitter: singleEmitters.GatherV2!,
      task: {
        kind: 'single',
        operation: {
          kernel: 'GatherV2',
          inputs: [table, indices],
          inputNames: ['x', 'indices'],
          attributes: { axis: 0, batchDims: 0 },
          outputs: [output],
          scope: '',
        },
      },
      inputs: new Map([
        [table, [10, 20, 30]],
        [indices, [-1, 1, 3, 2 ** 31 - 1]],
      ]),
      outputs: [output],
    });
    expect([...results.get(output)!]).toEqual([10, 20, 30, 30]);
  });
});
