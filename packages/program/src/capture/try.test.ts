import { onEachBackend } from '@myelin/testkit';
import { tidy, memory } from '@myelin/core';
import { engine } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { trainingStep, trainingStepNames, tensorsOf } from '../../test-support/training-steps.ts';
import { captureProgram } from './capture-program.ts';
import { captureOnce } from './capture-once.ts';
import { interpret } from '../interpreter/interpret.ts';
import { printProgram } from '../ir/print-program.ts';
import { writeFileSync } from 'node:fs';
onEachBackend('try', () => {
  for (const name of trainingStepNames) test(name, () => {
    const step = trainingStep(name);
    const before = memory();
    const t: number[] = [];
    for (let i = 0; i < 30; i++) { const t0 = performance.now(); captureOnce(step.options, new Map()); t.push(performance.now() - t0); }
    const t0 = performance.now(); 
    const program = captureProgram(step.options);
    const twice = performance.now() - t0;
    expect(memory()).toEqual(before);
    expect(engine().backendName).toBe('cpu');
    const kinds: Record<string, number> = {};
    for (const o of program.operations) kinds[o.kernel] = (kinds[o.kernel] ?? 0) + 1;
    console.log(name, program.operations.length, 'cold', t[0]!.toFixed(1), 'min', Math.min(...t).toFixed(2), 'twice', twice.toFixed(2), Object.entries(kinds).sort((a,b)=>b[1]-a[1]).map(([k,n])=>`${k} ${n}`).join(', '));
    writeFileSync(`/tmp/h1/${name}.txt`, printProgram(program));
    tidy(() => {
      const given = tensorsOf(step.inputs);
      const eager = step.options.compute(given);
      const got = interpret(program, given);
      let worst = 0;
      for (const { name, tensor } of eager) {
        const a = tensor.dataSync(), b = got.get(name)!.dataSync();
        for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!));
      }
      console.log('worst', worst);
      expect(worst).toBeLessThan(1e-6);
    });
  });
});
