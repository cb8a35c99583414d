import type { Program } from '../../ir/program.ts';
import { isScan } from '../../ir/scan-operation.ts';
import { rewriteProgram } from '../rewriting/rewrite-program.ts';

/** Takes the steps of loops for the programs that they are. */
export const optimizeSteps =
  (optimize: (step: Program) => Program) =>
  (program: Program): Program =>
    rewriteProgram(program, (operation, make) => {
      if (!isScan(operation) || !operation.body) return undefined;
      const body = optimize(operation.body);
      if (body === operation.body) return undefined;
      return make.replace(operation, { ...operation, body });
    });
