import { RandomSource } from '@myelin/core';
import type { SingleTask, Value } from '@myelin/program';
import { describe, expect, test } from 'vitest';
import { operationOf, sizeOf, tensorOf } from '../../../test-support/random-epilogue.ts';
import { runTask } from '../../../test-support/run-task.ts';
import { windowEmitters } from './window-emitters.ts';

/** Windows over images, with as many numbers for each channel as the multiplier says. */
interface Windows {
  readonly images: number;
  readonly size: readonly [number, number];
  readonly channels: number;
  readonly multiplier: number;
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  /** Before and behind, vertically and horizontally. */
  readonly pad: readonly [readonly [number, number], readonly [number, number]];
}

function count({ size, kernel, strides, dilations, pad }: Windows, axis: 0 | 1): number {
  const [before, behind] = pad[axis];
  const room = size[axis] + before + behind - (kernel[axis] - 1) * dilations[axis] - 1;
  return Math.floor(room / strides[axis]) + 1;
}

/** Visits windows and their taps: elements of the windows (for number 0 of a channel), the image and the filter. */
function eachWindow(
  w: Windows,
  visit: (window: number, taps: { image: number; filter: number }[]) => void,
): void {
  const [height, width] = w.size;
  const [rows, columns] = [count(w, 0), count(w, 1)];
  for (let i = 0; i < w.images * rows * columns * w.channels; i++) {
    const c = i % w.channels;
    const place = Math.floor(i / w.channels);
    const [u, v] = [place % columns, Math.floor(place / columns) % rows];
    const n = Math.floor(place / columns / rows);
    const taps = [];
    for (let ky = 0; ky < w.kernel[0]; ky++) {
      for (let kx = 0; kx < w.kernel[1]; kx++) {
        const y = v * w.strides[0] - w.pad[0][0] + ky * w.dilations[0];
        const x = u * w.strides[1] - w.pad[1][0] + kx * w.dilations[1];
        if (y < 0 || y >= height || x < 0 || x >= width) continue;
        const image = ((n * height + y) * width + x) * w.channels + c;
        taps.push({ image, filter: ((ky * w.kernel[1] + kx) * w.channels + c) * w.multiplier });
      }
    }
    visit(i * w.multiplier, taps);
  }
}

type Numbers = readonly number[];

/** References, given the image, the filter and slopes of the windows. */
const references: Record<
  string,
  (w: Windows, size: number, image: Numbers, filter: Numbers, slopes: Numbers) => number[]
> = {
  MaxPool: (w, size, image) => {
    const result = Array(size).fill(0);
    eachWindow(w, (i, taps) => {
      result[i] = Math.max(...taps.map((tap) => image[tap.image]!));
    });
    return result;
  },
  AvgPool: (w, size, image) => {
    const result = Array(size).fill(0);
    eachWindow(w, (i, taps) => {
      result[i] = taps.reduce((sum, tap) => sum + image[tap.image]!, 0) / taps.length;
    });
    return result;
  },
  MaxPoolGrad: (w, size, image, _, slopes) => {
    const result = Array(size).fill(0);
    eachWindow(w, (i, taps) => {
      const numbers = taps.map((tap) => image[tap.image]!);
      const winner = taps[numbers.indexOf(Math.max(...numbers))]!;
      result[winner.image] += slopes[i]!;
    });
    return result;
  },
  AvgPoolGrad: (w, size, _, __, slopes) => {
    const result = Array(size).fill(0);
    eachWindow(w, (i, taps) => {
      for (const tap of taps) result[tap.image] += slopes[i]! / (w.kernel[0] * w.kernel[1]);
    });
    return result;
  },
  DepthwiseConv2dNative: (w, size, image, filter) => {
    const result = Array(size).fill(0);
    eachWindow(w, (i, taps) => {
      for (let q = 0; q < w.multiplier; q++) {
        for (const tap of taps) result[i + q] += image[tap.image]! * filter[tap.filter + q]!;
      }
    });
    return result;
  },
  DepthwiseConv2dNativeBackpropInput: (w, size, _, filter, slopes) => {
    const result = Array(size).fill(0);
    eachWindow(w, (i, taps) => {
      for (let q = 0; q < w.multiplier; q++) {
        for (const tap of taps) result[tap.image] += slopes[i + q]! * filter[tap.filter + q]!;
      }
    });
    return result;
  },
  DepthwiseConv2dNativeBackpropFilter: (w, size, image, _, slopes) => {
    const result = Array(size).fill(0);
    eachWindow(w, (i, taps) => {
      for (let q = 0; q < w.multiplier; q++) {
        for (const tap of taps) result[tap.filter + q] += slopes[i + q]! * image[tap.image]!;
      }
    });
    return result;
  },
};

/** What is wrong with a kernel; undefined if nothing is. */
function fault(kernel: string, w: Windows, random: RandomSource): string | undefined {
  const image = tensorOf([w.images, ...w.size, w.channels]);
  const filter = tensorOf([...w.kernel, w.channels, w.multiplier]);
  const windows = tensorOf([w.images, count(w, 0), count(w, 1), w.channels * w.multiplier]);
  const pad = [[0, 0], ...w.pad, [0, 0]];
  const pooling = { filterSize: w.kernel, strides: w.strides, pad };
  const depthwise = { strides: w.strides, pad, dilations: w.dilations };
  const operation = {
    MaxPool: () => operationOf(kernel, [image], windows, pooling),
    AvgPool: () => operationOf(kernel, [image], windows, pooling),
    MaxPoolGrad: () =>
      operationOf(
        kernel,
        [tensorOf(windows.shape), image, windows],
        tensorOf(image.shape),
        pooling,
      ),
    AvgPoolGrad: () =>
      operationOf(kernel, [tensorOf(windows.shape), image], tensorOf(image.shape), pooling),
    DepthwiseConv2dNative: () => operationOf(kernel, [image, filter], windows, depthwise),
    DepthwiseConv2dNativeBackpropInput: () =>
      operationOf(kernel, [windows, filter], image, depthwise),
    DepthwiseConv2dNativeBackpropFilter: () =>
      operationOf(kernel, [image, windows], filter, depthwise),
  }[kernel]!();
  // Few different numbers, so that several in a window are equal.
  const numbers = (value: Value): number[] =>
    Array.from({ length: sizeOf(value) }, () => random.integer(7) / 4 - 1);
  const [pixels, weights, slopes] = [numbers(image), numbers(filter), numbers(windows)];
  const inputs = new Map(
    operation.inputs.map((input, i) => {
      if (input === filter) return [input, weights] as const;
      if (input === image) return [input, pixels] as const;
      return [input, i === 2 ? slopes.map(() => Number.NaN) : slopes] as const;
    }),
  );
  const [result] = operation.outputs as [Value];
  const expected = references[kernel]!(w, sizeOf(result), pixels, weights, slopes);
  const task: SingleTask = { kind: 'single', operation };
  const emitter = windowEmitters[kernel]!;
  for (const relaxedMadd of [true, false]) {
    const parts = [1, 2, 3].filter((n) => n <= emitter.maximumParts(task));
    const [whole, ...divided] = parts.map((n) =>
      runTask({ emitter, task, inputs, outputs: [result], parts: n, relaxedMadd }).get(result),
    );
    const at = expected.findIndex(
      (x, i) => !(Math.abs(x - whole![i]!) <= 1e-5 * (8 + Math.abs(x))),
    );
    if (at >= 0) return `element ${at} is ${whole![at]} instead of ${expected[at]}`;
    for (const other of divided) {
      if (other!.some((x, i) => !Object.is(x, whole![i]))) return 'differs in several parts';
    }
  }
  return undefined;
}

describe.each(Object.keys(windowEmitters))('%s', (kernel) => {
  const isDepthwise = kernel.startsWith('Depthwise');

  test('is that of plain loops for random windows', () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = new RandomSource(seed);
      const one = <T>(choices: readonly T[]): T => choices[random.integer(choices.length)] as T;
      const both = (choices: readonly number[]) => [one(choices), one(choices)] as const;
      const own = both([1, 2, 3, 3, 5]);
      const dilations =
        random.integer(3) === 0 && isDepthwise && kernel !== 'DepthwiseConv2dNativeBackpropInput'
          ? both([1, 2])
          : ([1, 1] as const);
      const before = (axis: 0 | 1) =>
        [random.integer(own[axis]), random.integer(own[axis])] as const;
      const pad =
        random.integer(3) > 0
          ? ([before(0), before(1)] as const)
          : ([
              [0, 0],
              [0, 0],
            ] as const);
      const w: Windows = {
        images: one([1, 2, 3, 5]),
        size: [
          own[0] * dilations[0] + random.integer(8),
          own[1] * dilations[1] + random.integer(8),
        ],
        channels: one([1, 2, 3, 4, 6, 8, 13, 16]),
        multiplier: isDepthwise ? one([1, 1, 2, 3, 5]) : 1,
        kernel: own,
        strides: random.integer(2) === 0 ? own : both([1, 2, 3]),
        dilations,
        pad,
      };
      expect(fault(kernel, w, random), JSON.stringify({ seed, ...w })).toBeUndefined();
    }
  });
});

test('the gradient of a maximum goes to the first of equal numbers', () => {
  const [dy, x, y] = [tensorOf([1, 1, 1, 1]), tensorOf([1, 2, 2, 1]), tensorOf([1, 1, 1, 1])];
  const dx = tensorOf([1, 2, 2, 1]);
  const attributes = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
  const operation = operationOf('MaxPoolGrad', [dy, x, y], dx, attributes);
  const outputs = runTask({
    emitter: windowEmitters.MaxPoolGrad!,
    task: { kind: 'single', operation },
    inputs: new Map([
      [dy, [5]],
      [x, [1, 3, 3, 2]],
      [y, [3]],
    ]),
    outputs: [dx],
  });
  expect([...outputs.get(dx)!]).toEqual([0, 5, 0, 0]);
});

test('padding same and a number are those of explicit pads', () => {
  const attributes = { filterSize: 3, strides: 2 };
  const run = (pad: string | number | number[][], size: number): number[] => {
    const [x, y] = [tensorOf([1, 6, 6, 4]), tensorOf([1, size, size, 4])];
    const operation = operationOf('AvgPool', [x], y, { ...attributes, pad });
    const inputs = new Map([[x, Array.from({ length: 144 }, (_, i) => i)]]);
    const emitter = windowEmitters.AvgPool!;
    return [
      ...runTask({ emitter, task: { kind: 'single', operation }, inputs, outputs: [y] }).get(y)!,
    ];
  };
  // Three windows cover 7 rows: one more than there are, behind.
  const behind = [
    [0, 0],
    [0, 1],
    [0, 1],
    [0, 0],
  ];
  expect(run('same', 3)).toEqual(run(behind, 3));
  const around = [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ];
  expect(run(1, 3)).toEqual(run(around, 3));
});

test('the greatest number of a window with NaN is NaN', () => {
  const [x, y] = [tensorOf([1, 2, 4, 1]), tensorOf([1, 1, 2, 1])];
  const attributes = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
  const operation = operationOf('MaxPool', [x], y, attributes);
  const outputs = runTask({
    emitter: windowEmitters.MaxPool!,
    task: { kind: 'single', operation },
    inputs: new Map([[x, [1, 3, 5, Number.NaN, 7, Number.NEGATIVE_INFINITY, 6, 8]]]),
    outputs: [y],
  });
  expect([...outputs.get(y)!]).toEqual([7, Number.NaN]);
});
