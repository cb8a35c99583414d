import { expect, test } from 'vitest';
import { useBackend, NdArray } from '@myelin/core';
import { captureProgram, optimize, interpret, printSchedule, scheduleProgram } from '@myelin/program';
import { tensor } from '@myelin/core';
import { cpu } from '../cpu.ts';
import { CpuSession } from './cpu-session.ts';
import { trainingStep, trainingStepNames } from '../../../../program/test-support/training-steps.ts';

test.each(['pima','advertising'] as const)('%s', async (name) => {
  await useBackend(cpu);
  const step = trainingStep(name);
  const program = optimize(captureProgram(step.options));
  
  const want = interpret(program, Object.fromEntries(Object.entries(step.inputs).map(([k, v]) => [k, tensor(v)])));
  for (const threads of [1, 2]) {
    const session = await CpuSession.open({ threads, worker: false });
    for (const value of program.inputs) {
      if (value.origin.kind !== 'input' || value.origin.input.role !== 'state') continue;
      session.declareState({ name: value.origin.input.name, shape: value.shape, dtype: value.dtype });
      session.writeState(value.origin.input.name, step.inputs[value.origin.input.name]!.data as Float32Array);
    }
    const exe = await session.load(program);
    exe.setParameter('seed', 7); exe.setParameter('learningRate', 0.001); exe.setStep(3);
    exe.run(step.inputs);
    let worst = 0;
    for (const output of program.outputs) {
      const got = output.role === 'state' ? session.readState(output.name) : exe.readResult(output.name);
      const reference = want.get(output.name)!.dataSync();
      let max = 1e-30; let diff = 0;
      for (let i = 0; i < got.length; i++) { max = Math.max(max, Math.abs(reference[i]!)); diff = Math.max(diff, Math.abs(reference[i]! - got[i]!)); if (Number.isNaN(got[i])) diff = NaN; }
      if (!(diff / max < 1e-4)) console.log(output.name, diff / max, got.slice(0,4), reference.slice(0,4));
      worst = Math.max(worst, diff / max);
    }
    console.log(name, threads, 'worst', worst, exe.report.codeBytes, exe.report.compileMs);
    expect(worst).toBeLessThan(1e-4);
    session.dispose();
  }
});
