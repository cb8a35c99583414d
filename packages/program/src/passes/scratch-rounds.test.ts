import { onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { trainingStep, trainingStepNames } from '../../test-support/training-steps.ts';
import { randomProgram } from '../../test-support/random-program.ts';
import { captureProgram } from '../capture/capture-program.ts';
import { printProgram } from '../ir/print-program.ts';
import { aliasReshapes } from './alias-reshapes.ts';
import { foldConstants } from './fold-constants.ts';
import { mergeCommonSubexpressions } from './merge-common-subexpressions.ts';
import { removeDeadCode } from './remove-dead-code.ts';
import { simplifyAlgebra } from './simplify-algebra.ts';
import { toPrimitives } from './to-primitives.ts';
const passes = [toPrimitives, aliasReshapes, foldConstants, mergeCommonSubexpressions, simplifyAlgebra, removeDeadCode];
function rounds(p: any, log?: Record<string, number>) { let c = p; for (let r = 1; r <= 30; r++) { const b = c; for (const f of passes) { const t = performance.now(); c = f(c); if (log) log[f.name] = (log[f.name] ?? 0) + performance.now() - t; } if (c === b) return r; } return 31; }
onEachBackend('rounds', () => {
  test('rounds', () => {
    const hist: Record<number, number> = {};
    let bad = -1;
    for (let seed = 0; seed < 3000; seed++) { const r = rounds(randomProgram(seed).program); hist[r] = (hist[r] ?? 0) + 1; if (r > 12 && bad < 0) { bad = seed; } }
    console.log(hist, bad);
    if (bad >= 0) { let c = randomProgram(bad).program; for (let i = 0; i < 20; i++) for (const f of passes) c = f(c); console.log(printProgram(c)); for (const f of passes) c = f(c); console.log(printProgram(c)); }
    for (const name of trainingStepNames) {
      const p = captureProgram(trainingStep(name).options);
      for (let i = 0; i < 10; i++) rounds(p);
      const log: Record<string, number> = {};
      console.log(name, rounds(p, log), Object.entries(log).map(([k, v]) => `${k} ${v.toFixed(2)}`).join(' '));
    }
  }, 100000);
});
