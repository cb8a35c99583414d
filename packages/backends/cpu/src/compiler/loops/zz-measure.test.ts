import { RandomSource } from '@myelin/core';
import type { DataType, LoopTask, Operation, Value } from '@myelin/program';
import { test } from 'vitest';
import { randomLoop } from '../../../test-support/random-loop.ts';
import { compileTask } from '../../../test-support/run-task.ts';
import { loopEmitter } from './loop-emitter.ts';
import { planLoop } from './loop-plan.ts';

const v = (shape: number[], dtype: DataType = 'float32'): Value => ({
  shape,
  dtype,
  origin: { kind: 'result' },
});
const c = (value: number): Value => ({
  shape: [],
  dtype: 'float32',
  origin: { kind: 'constant', constant: { kind: 'fill', value } },
});
const op = (
  kernel: string,
  inputs: Value[],
  shape: number[],
  attributes = {},
  dtype: DataType = 'float32',
): Operation => ({
  kernel,
  inputs,
  inputNames: [],
  attributes,
  outputs: [v(shape, dtype)],
  scope: '',
});
function measure(
  name: string,
  task: LoopTask,
  inputs: Value[],
  outputs: Value[],
  inPlace = new Map<Value, Value>(),
  extra = {},
) {
  const size = (x: Value) => x.shape.reduce((a, b) => a * b, 1);
  const src = new RandomSource(1);
  const ins = new Map(
    inputs.map((x) => [x, Array.from({ length: size(x) }, () => src.uniform(0.1, 1))]),
  );
  const t = compileTask({ emitter: loopEmitter, task, inputs: ins, outputs, inPlace, ...extra });
  const f = t.functions[0]!;
  for (let i = 0; i < 2000; i++) f();
  const t0 = performance.now();
  let k = 0;
  while (performance.now() - t0 < 50) {
    f();
    k++;
  }
  const per = Math.max(1, Math.floor((k / 50) * 4));
  let best = 1e9;
  for (let r = 0; r < 60; r++) {
    const s = performance.now();
    for (let i = 0; i < per; i++) f();
    best = Math.min(best, (performance.now() - s) / per);
  }
  console.log(
    `${name}: ${(best * 1000).toFixed(3)} us, ${t.moduleBytes} bytes, ${planLoop(task)!.passes.map((p) => p.traversal + p.block)}`,
  );
}
test('stats', () => {
  const n: Record<string, number> = {};
  const inc = (k: string) => {
    n[k] = (n[k] ?? 0) + 1;
  };
  for (let s = 0; s < 500; s++) {
    const l = randomLoop(new RandomSource(s), { random: false });
    const r = loopEmitter.refusal(l.task);
    if (r) {
      inc('refused ' + r);
      continue;
    }
    const p = planLoop(l.task)!;
    inc('passes ' + p.passes.length);
    for (const x of p.passes) {
      inc(x.traversal + (x.reductions.length ? ' red' : ''));
      inc('outer ' + x.order.length);
    }
    inc('div ' + (p.division! && p.division.units > 1));
    if (l.inPlace.size) inc('inplace');
    if (l.aliases.size) inc('alias');
  }
  console.log(n);
});
test('measure', () => {
  {
    const S = [784, 128];
    const [g, m, w, vv] = [v(S), v(S), v(S), v(S)];
    const lr = v([]);
    const cor = v([]);
    const m1 = op('Multiply', [m!, c(0.9)], S);
    const g1 = op('Multiply', [g!, c(0.1)], S);
    const m2 = op('Add', [m1.outputs[0]!, g1.outputs[0]!], S);
    const gg = op('Multiply', [g!, g!], S);
    const v1 = op('Multiply', [vv!, c(0.999)], S);
    const g2 = op('Multiply', [gg.outputs[0]!, c(0.001)], S);
    const v2 = op('Add', [v1.outputs[0]!, g2.outputs[0]!], S);
    const sq = op('Sqrt', [v2.outputs[0]!], S);
    const de = op('Add', [sq.outputs[0]!, c(1e-7)], S);
    const nu = op('Multiply', [m2.outputs[0]!, lr], S);
    const q = op('RealDiv', [nu.outputs[0]!, de.outputs[0]!], S);
    const w2 = op('Sub', [w!, q.outputs[0]!], S);
    const task: LoopTask = {
      kind: 'loop',
      space: S,
      operations: [m1, g1, m2, gg, v1, g2, v2, sq, de, nu, q, w2],
      reductions: [],
    };
    const outs = [m2, v2, w2].map((o) => o.outputs[0]!);
    const ip = new Map([
      [outs[0]!, m!],
      [outs[1]!, vv!],
      [outs[2]!, w!],
    ]);
    measure('adam', task, [g!, m!, vv!, w!, lr, cor], outs, ip);
    measure('adam flush', task, [g!, m!, vv!, w!, lr, cor], outs, ip, {
      flushes: (x: Value) => x !== outs[2],
    });
  }
  {
    const S = [1000, 512];
    const x = v(S);
    const b = v([512]);
    const a = op('Add', [x, b], S);
    const r = op('Relu', a.outputs as Value[], S);
    measure(
      'bias relu',
      { kind: 'loop', space: S, operations: [a, r], reductions: [] },
      [x, b],
      [r.outputs[0]!],
    );
    measure(
      'bias relu in place',
      { kind: 'loop', space: S, operations: [a, r], reductions: [] },
      [x, b],
      [r.outputs[0]!],
      new Map([[r.outputs[0]!, x]]),
    );
  }
  for (const S of [
    [1000, 512],
    [1000, 10],
    [32, 128],
    [32, 10],
    [86528, 32],
    [1000, 2],
  ]) {
    const x = v(S);
    for (const axis of [[0], [1], [0, 1]]) {
      const s = op(
        'Sum',
        [x],
        S.filter((_, i) => !axis.includes(i)),
        { axis },
      );
      measure(
        `sum ${S} over ${axis}`,
        { kind: 'loop', space: S, operations: [], reductions: [s] },
        [x],
        [s.outputs[0]!],
      );
    }
    const s = op('Max', [x], [S[0]!], { axis: [1] });
    measure(
      `max ${S} over 1`,
      { kind: 'loop', space: S, operations: [], reductions: [s] },
      [x],
      [s.outputs[0]!],
    );
  }
  {
    const S = [32, 10];
    const x = v(S),
      mx = v([32, 1]);
    const d = op('Sub', [x, mx], S);
    const e = op('Exp', d.outputs as Value[], S);
    const s = op('Sum', e.outputs as Value[], [32], { axis: [1] });
    measure(
      'softmax exp+sum [32,10]',
      { kind: 'loop', space: S, operations: [d, e], reductions: [s] },
      [x, mx],
      [d.outputs[0]!, s.outputs[0]!],
    );
    measure(
      'softmax exp+sum, e stored',
      { kind: 'loop', space: S, operations: [d, e], reductions: [s] },
      [x, mx],
      [e.outputs[0]!, s.outputs[0]!],
    );
    const y = v(S),
      ls = v([32, 1]);
    const lp = op('Sub', [x, ls], S);
    const p = op('Multiply', [lp.outputs[0]!, y], S);
    const l = op('Sum', p.outputs as Value[], [32], { axis: [1] });
    const ex = op('Exp', lp.outputs as Value[], S);
    const dl = op('Sub', [ex.outputs[0]!, y], S);
    const db = op('Sum', dl.outputs as Value[], [10], { axis: [0] });
    measure(
      'log-softmax, loss, dlogits, db',
      { kind: 'loop', space: S, operations: [lp, p, ex, dl], reductions: [l, db] },
      [x, y, ls],
      [dl.outputs[0]!, l.outputs[0]!, db.outputs[0]!],
    );
  }
  {
    const S = [10];
    const x = v(S),
      b = v(S);
    const a = op('Add', [x, b], S);
    const r = op('Relu', a.outputs as Value[], S);
    measure(
      'tiny [10] add relu',
      { kind: 'loop', space: S, operations: [a, r], reductions: [] },
      [x, b],
      [r.outputs[0]!],
    );
  }
  {
    const S = [5, 10];
    const x = v(S),
      b = v([10]);
    const a = op('Add', [x, b], S);
    const r = op('Relu', a.outputs as Value[], S);
    measure(
      'tiny [5,10] bias relu',
      { kind: 'loop', space: S, operations: [a, r], reductions: [] },
      [x, b],
      [r.outputs[0]!],
    );
  }
  measure(
    'empty call (space [])',
    { kind: 'loop', space: [], operations: [], reductions: [] },
    [],
    [],
  );
  {
    const S = [32, 32, 32, 3];
    const x = v(S),
      b = v([3]);
    const a = op('Sub', [x, b], S);
    measure(
      'channels 3',
      { kind: 'loop', space: S, operations: [a], reductions: [] },
      [x, b],
      [a.outputs[0]!],
    );
  }
});
