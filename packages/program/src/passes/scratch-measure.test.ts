import { onEachBackend } from '@myelin/testkit';
import { NdArray, resetNames, setRandomSeed, tidy, type Layer } from '@myelin/core';
import { Dense, Dropout, Conv2D, MaxPooling2D, Flatten } from '@myelin/layers';
import { Sequential } from '@myelin/models';
import { test } from 'vitest';
import { registerAll } from '../../../models/test-support/register-all.ts';
import { Compilation } from '../../../models/src/compile/compilation.ts';
import { trainStep } from '../../../models/src/training/step.ts';
import { StepRunner } from '../../../models/src/training/step-runner.ts';
import { captureProgram } from '../capture/capture-program.ts';
import { optimize } from './optimize.ts';
import { scheduleProgram } from '../schedule/schedule-program.ts';
import { printSchedule } from '../schedule/print-schedule.ts';
import { writeFileSync } from 'node:fs';
import { Dataflow } from '../schedule/dataflow.ts';
import { materializeOutputs } from '../schedule/materialize-outputs.ts';
import { formTasks } from '../schedule/tasks/form-tasks.ts';
import { levelsOf } from '../schedule/tasks/levels.ts';
import { fuseEpilogues } from '../schedule/tasks/fuse-epilogues.ts';
import { mergeLoops } from '../schedule/tasks/merge-loops.ts';
import { orderTasks } from '../schedule/order/order-tasks.ts';
import { planMemory } from '../schedule/memory/plan-memory.ts';

function capture(layers: () => Layer[], compile: any, batch: number, sample: number[], classes: number) {
  registerAll(); resetNames(); setRandomSeed(1);
  const model = new Sequential(layers());
  const compilation = new Compilation(compile);
  const n = sample.reduce((a, b) => a * b, batch);
  const x = new NdArray(new Float32Array(n), [batch, ...sample]);
  const y = classes > 1 ? new NdArray(new Int32Array(batch), [batch]) : new NdArray(new Float32Array(batch), [batch, 1]);
  const scoring = new StepRunner(model, compilation).prepare({ x, y, sampleWeight: undefined } as never);
  const selection = compilation.begin(model);
  const { optimizer, slots } = compilation;
  const plan = { ...scoring, ...selection, model, optimizer };
  const arr = (v: any) => new NdArray(v.dataSync(), v.shape);
  const metrics = tidy(() => scoring.metrics.initialState().map(arr));
  const W = selection.weights.map((w, i) => [w.path, arr(w.value)] as const), S = slots.map((s, i) => [`slot/${i}`, arr(s)] as const), M = metrics.map((m, i) => [`metric/${i}`, m] as const);
  const states = [...W, ...S, ...M];
  const inputs = [...states.map(([p, v]) => ['state', p, v]), ['batch', 'x', x], ['batch', 'y', y], ['parameter', 'seed', new NdArray(Int32Array.of(7), [])], ['parameter', 'learningRate', new NdArray(Float32Array.of(0.001), [])], ['step', 'step', new NdArray(Int32Array.of(3), [])]] as any[];
  return captureProgram({ name: 'train', inputs: inputs.map(([role, name, v]) => ({ name, role, shape: v.shape, dtype: v.dtype })), compute: (g: any) => {
    const after = trainStep(plan as any, { weights: W.map(([p]) => g[p]), slots: S.map(([p]) => g[p]), metrics: M.map(([p]) => g[p]) }, { x: g.x, y: g.y, sampleWeight: undefined, seed: g.seed, step: g.step, learningRate: g.learningRate });
    const next = [...after.weights, ...after.slots, ...after.metrics];
    return states.map(([p], i) => ({ role: 'state' as const, name: p, tensor: next[i]! }));
  } });
}
const scc = { optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] };
const models: Record<string, () => any> = {
  mlp128: () => capture(() => [new Dense({ units: 128, activation: 'relu' }), new Dropout({ rate: 0.2 }), new Dense({ units: 10, activation: 'softmax' })], scc, 32, [784], 10),
  pima: () => capture(() => [new Dense({ units: 128, activation: 'relu' }), new Dense({ units: 128, activation: 'relu' }), new Dense({ units: 1, activation: 'sigmoid' })], { optimizer: 'adam', loss: 'binary_crossentropy', metrics: ['accuracy'] }, 32, [8], 1),
  adv: () => capture(() => [new Dense({ units: 10, activation: 'relu' }), new Dense({ units: 1 })], { optimizer: 'adam', loss: 'mean_squared_error' }, 5, [4], 0),
  mlp512: () => capture(() => [new Dense({ units: 512, activation: 'relu' }), new Dropout({ rate: 0.2 }), new Dense({ units: 512, activation: 'relu' }), new Dropout({ rate: 0.2 }), new Dense({ units: 10, activation: 'softmax' })], scc, 1000, [784], 10),
  cnn: () => capture(() => [new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' }), new MaxPooling2D(), new Conv2D({ filters: 64, kernelSize: 3, activation: 'relu' }), new MaxPooling2D(), new Flatten(), new Dropout({ rate: 0.5 }), new Dense({ units: 128, activation: 'relu' }), new Dense({ units: 10, activation: 'softmax' })], scc, 128, [28, 28, 1], 10),
  deep: () => capture(() => [...Array.from({ length: 60 }, () => new Dense({ units: 32, activation: 'relu' })), new Dense({ units: 10, activation: 'softmax' })], scc, 32, [32], 10),
};
onEachBackend('measure', () => {
  for (const [name, make] of Object.entries(models)) test(name, () => {
    const program = make();
    const best = optimize(program);
    const time = (f: () => unknown) => { const t: number[] = []; for (let i = 0; i < 30; i++) { const s = performance.now(); f(); t.push(performance.now() - s); } return `${t[0]!.toFixed(1)} cold, ${Math.min(...t).toFixed(2)} min`; };
    const schedule = scheduleProgram(best);
    console.log(name, 'raw', program.operations.length, 'live', best.operations.filter((o: any) => o.kernel !== 'Reshape').length, 'tasks', schedule.tasks.length, 'epilogues', schedule.tasks.filter((t) => t.kind === 'contraction' && t.epilogue.length > 0).length, 'late', schedule.memory.lateStates.length, 'bytes', schedule.memory.workingBytes, 'passes', time(() => optimize(program)), 'schedule', time(() => scheduleProgram(best)));
    if (name === 'deep') for (let i = 0; i < 8; i++) {
      const t = [performance.now()]; const lap = () => t.push(performance.now());
      const m = materializeOutputs(best); lap(); const flow = new Dataflow(m); lap(); levelsOf(flow); lap(); const g = formTasks(flow); lap(); fuseEpilogues(g); lap(); mergeLoops(g); lap();
      const ts = g.drafts.map((d) => d.finish()); const o = orderTasks(flow, ts); lap(); planMemory(flow, o); lap();
      if (i > 5) console.log('laps', t.slice(1).map((x, j) => (x - t[j]!).toFixed(1)).join(' '));
    }
    writeFileSync(`/tmp/h2/${name}.schedule.txt`, printSchedule(schedule));
  }, 100000);
});
