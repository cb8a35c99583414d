import { shapeSize } from '@myelin/core';
import type { Operation, SingleTask } from '@myelin/program';
import type { TaskEmitter } from '../tasks/task-context.ts';
import { type Box, type BoxRule, isEmpty, simplified } from './box.ts';
import { boxParts, emitBox } from './emit-box.ts';
import { inputOf, outputOf } from './single-emitter.ts';

/** An emitter for kernels that move elements: each of the boxes is shared among threads. */
export function boxEmitter(rule: BoxRule): TaskEmitter<SingleTask> {
  const boxesOf = (operation: Operation): Box[] =>
    rule(operation)
      .filter((box) => !isEmpty(box))
      .map(simplified);
  return {
    refusal: ({ operation }) =>
      shapeSize(outputOf(operation).shape) === 0 ? 'it has no elements' : undefined,
    work: ({ operation }) => shapeSize(outputOf(operation).shape),
    maximumParts: ({ operation }) => Math.max(1, ...boxesOf(operation).map(boxParts)),
    emit: (f, { operation }, { address, part }) => {
      const to = address(outputOf(operation));
      for (const box of boxesOf(operation)) {
        const from = 'bits' in box.from ? 0 : address(inputOf(operation, box.from.input));
        emitBox(f, box, { to, from }, part);
      }
    },
  };
}
