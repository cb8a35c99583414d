import { onEachBackend } from '@myelin/testkit';
import { tidy } from '@myelin/core';
import { expect, test } from 'vitest';
import { trainingStep, trainingStepNames, tensorsOf } from '../../test-support/training-steps.ts';
import { captureProgram } from '../capture/capture-program.ts';
import { interpret } from '../interpreter/interpret.ts';
import { printProgram } from '../ir/print-program.ts';
import { optimize } from './optimize.ts';
import { scheduleProgram } from '../schedule/schedule-program.ts';
import { printSchedule } from '../schedule/print-schedule.ts';
import { interpretSchedule } from '../../test-support/interpret-schedule.ts';
import { problemsOf } from '../../test-support/check-schedule.ts';
import { writeFileSync } from 'node:fs';
onEachBackend('try', () => {
  for (const name of trainingStepNames) test(name, () => {
    const step = trainingStep(name);
    const program = captureProgram(step.options);
    const t: number[] = [];
    for (let i = 0; i < 20; i++) { const t0 = performance.now(); optimize(program); t.push(performance.now() - t0); }
    const best = optimize(program);
    console.log(name, program.operations.length, '->', best.operations.length, 'without reshape', best.operations.filter(o => o.kernel !== 'Reshape').length, 'ms', t[0]!.toFixed(2), Math.min(...t).toFixed(2));
    writeFileSync(`/tmp/h2/${name}.raw.txt`, printProgram(program));
    writeFileSync(`/tmp/h2/${name}.txt`, printProgram(best));
    const u: number[] = [];
    for (let i = 0; i < 20; i++) { const t0 = performance.now(); scheduleProgram(best); u.push(performance.now() - t0); }
    const schedule = scheduleProgram(best);
    console.log(schedule.tasks.length, 'ms', u[0]!.toFixed(2), Math.min(...u).toFixed(2));
    writeFileSync(`/tmp/h2/${name}.schedule.txt`, printSchedule(schedule));
    expect(problemsOf(schedule)).toEqual([]);
    const ran = interpretSchedule(schedule, step.inputs);
    tidy(() => {
      const want = interpret(best, tensorsOf(step.inputs));
      for (const [name, tensor] of want) expect(Array.from(ran.get(name)!), name).toEqual(Array.from(tensor.dataSync()));
    });
    tidy(() => {
      const given = tensorsOf(step.inputs);
      const want = interpret(program, given);
      const got = interpret(best, given);
      let worst = 0;
      for (const [name, tensor] of want) {
        const a = tensor.dataSync(), b = got.get(name)!.dataSync();
        let scale = 1e-6; for (const v of a) scale = Math.max(scale, Math.abs(v));
        for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!) / scale);
      }
      console.log('worst', worst);
      expect(worst).toBeLessThan(1e-5);
    });
  });
});
