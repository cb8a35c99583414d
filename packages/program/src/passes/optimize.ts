import type { Program } from '../ir/program.ts';
import { aliasReshapes } from './alias-reshapes.ts';
import { foldConstants } from './fold-constants.ts';
import { hoistInvariants } from './loops/hoist-invariants.ts';
import { inlineSingleSteps } from './loops/inline-single-steps.ts';
import { optimizeSteps } from './loops/optimize-steps.ts';
import { simplifyLoops } from './loops/simplify-loops.ts';
import { sinkSums } from './loops/sink-sums.ts';
import { trimLoops } from './loops/trim-loops.ts';
import { mergeCommonSubexpressions } from './merge-common-subexpressions.ts';
import { removeDeadCode } from './remove-dead-code.ts';
import { simplifyAlgebra } from './simplify-algebra.ts';
import { toPrimitives } from './to-primitives.ts';

const passes: readonly ((program: Program) => Program)[] = [
  aliasReshapes,
  removeDeadCode,
  toPrimitives,
  aliasReshapes,
  foldConstants,
  mergeCommonSubexpressions,
  simplifyAlgebra,
  removeDeadCode,
  optimizeSteps((step) => optimize(step)),
  trimLoops,
  simplifyLoops,
  inlineSingleSteps,
  hoistInvariants,
  sinkSums,
];

/** What one rule leaves is a chance for others; programs of real models settle in three or four rounds. */
const maxRounds = 12;

/** A program of the same results in primitive kernels, as few as the passes can do with. */
export function optimize(program: Program): Program {
  let current = program;
  let unchanged = 0;
  for (let i = 0; i < maxRounds * passes.length && unchanged < passes.length; i++) {
    const next = passes[i % passes.length]?.(current) ?? current;
    unchanged = next === current ? unchanged + 1 : 0;
    current = next;
  }
  return current;
}
