/** Kernels that put a border around their input, as the boxes of the result. */

import { type Box, type BoxRule, offsetOf, stridesOf, whole } from './box.ts';
import { elementBits } from './run.ts';
import { inputOf, outputOf, pairs } from './single-emitter.ts';

export const pad: BoxRule = (operation) => {
  const { shape, dtype } = inputOf(operation);
  const paddings = pairs(operation, 'paddings');
  const strides = stridesOf(outputOf(operation).shape);
  const bits = elementBits(Number(operation.attributes.constantValue ?? 0), dtype);
  const before = paddings.map(([first = 0]) => first);
  // Slabs before and after each axis: as wide as the result in axes that follow, as the input in those before.
  const slabs = shape.flatMap((size, axis): Box[] => {
    const sizes = (thick: number): number[] =>
      shape.map((own, i) => {
        if (i === axis) return thick;
        return i < axis ? own : (outputOf(operation).shape[i] ?? own);
      });
    const start = (at: number): number =>
      offsetOf(
        shape.map((_, i) => (i === axis ? at : i < axis ? (before[i] ?? 0) : 0)),
        strides,
      );
    const [first = 0, second = 0] = paddings[axis] ?? [];
    return [
      { sizes: sizes(first), to: { start: start(0), strides }, from: { bits } },
      { sizes: sizes(second), to: { start: start(first + size), strides }, from: { bits } },
    ];
  });
  const middle: Box = {
    sizes: shape,
    to: { start: offsetOf(before, strides), strides },
    from: { input: 0, ...whole(shape) },
  };
  return [middle, ...slabs];
};

export const mirrorPad: BoxRule = (operation) => {
  const { shape } = inputOf(operation);
  const from = stridesOf(shape);
  const to = stridesOf(outputOf(operation).shape);
  const skip = operation.attributes.mode === 'reflect' ? 1 : 0;
  // Along each axis: the mirrored beginning, the middle, the mirrored end.
  const pieces = pairs(operation, 'paddings').map(([first = 0, second = 0], axis) => {
    const size = shape[axis] ?? 1;
    return [
      { at: 0, size: first, source: first - 1 + skip, step: -1 },
      { at: first, size, source: 0, step: 1 },
      { at: first + size, size: second, source: size - 1 - skip, step: -1 },
    ].filter((piece) => piece.size > 0);
  });
  const combinations = pieces.reduce<(typeof pieces)[number][]>(
    (all, choices) => all.flatMap((chosen) => choices.map((piece) => [...chosen, piece])),
    [[]],
  );
  return combinations.map((chosen): Box => {
    const of = (list: readonly number[], axis: number): number => list[axis] ?? 1;
    return {
      sizes: chosen.map(({ size }) => size),
      to: {
        start: offsetOf(
          chosen.map(({ at }) => at),
          to,
        ),
        strides: to,
      },
      from: {
        input: 0,
        start: offsetOf(
          chosen.map(({ source }) => source),
          from,
        ),
        strides: chosen.map(({ step }, axis) => step * of(from, axis)),
      },
    };
  });
};
