import type { Program } from '../ir/program.ts';
import { aliasReshapes } from './alias-reshapes.ts';
import { foldConstants } from './fold-constants.ts';
import { mergeCommonSubexpressions } from './merge-common-subexpressions.ts';
import { removeDeadCode } from './remove-dead-code.ts';
import { simplifyAlgebra } from './simplify-algebra.ts';
import { toPrimitives } from './to-primitives.ts';

const passes = [
  toPrimitives,
  aliasReshapes,
  foldConstants,
  mergeCommonSubexpressions,
  simplifyAlgebra,
  removeDeadCode,
];

/** Rules lead to new chances for others; programs of real models settle in four rounds or so. */
const maxRounds = 12;

/** A program of the same results in primitive kernels, as few as the passes can do with. */
export function optimize(program: Program): Program {
  let current = program;
  for (let round = 0; round < maxRounds; round++) {
    const before = current;
    current = passes.reduce((each, pass) => pass(each), current);
    if (current === before) break;
  }
  return current;
}
