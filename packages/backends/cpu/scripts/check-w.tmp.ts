import { contractionEmitter } from '/work/main/packages/backends/cpu/src/compiler/contractions/contraction-emitter.ts';
import {
  operationOf,
  sizeOf,
  tensorOf,
} from '/work/main/packages/backends/cpu/test-support/random-epilogue.ts';
import { compileTask } from '/work/main/packages/backends/cpu/test-support/run-task.ts';

const check = (N: number, H: number, W: number, C: number, F: number, [t, b, l, r]: number[]) => {
  const OH = H + t! + b! - 2,
    OW = W + l! + r! - 2;
  const x = tensorOf([N, H, W, C]),
    w = tensorOf([3, 3, C, F]),
    y = tensorOf([N, OH, OW, F]);
  const at = {
    strides: [1, 1],
    pad: [
      [0, 0],
      [t, b],
      [l, r],
      [0, 0],
    ],
    dataFormat: 'NHWC',
  };
  const rnd = (n: number, s: number) => {
    let v = s;
    return Float32Array.from({ length: n }, () => {
      v = (v * 1103515245 + 12345) % 2147483648;
      return v / 1073741824 - 1;
    });
  };
  const X = rnd(sizeOf(x), 1),
    K = rnd(sizeOf(w), 7),
    Y = rnd(sizeOf(y), 13);
  const ref: Record<string, Float64Array> = {
    Conv2D: new Float64Array(sizeOf(y)),
    Conv2DBackpropInput: new Float64Array(sizeOf(x)),
    Conv2DBackpropFilter: new Float64Array(sizeOf(w)),
  };
  for (let n = 0; n < N; n++)
    for (let v = 0; v < OH; v++)
      for (let u = 0; u < OW; u++)
        for (let ky = 0; ky < 3; ky++)
          for (let kx = 0; kx < 3; kx++) {
            const yy = v - t! + ky,
              xx = u - l! + kx;
            if (yy < 0 || yy >= H || xx < 0 || xx >= W) continue;
            const xi = ((n * H + yy) * W + xx) * C,
              yi = ((n * OH + v) * OW + u) * F;
            for (let c = 0; c < C; c++) {
              const wi = ((ky * 3 + kx) * C + c) * F;
              for (let f = 0; f < F; f++) {
                ref.Conv2D![yi + f]! += X[xi + c]! * K[wi + f]!;
                ref.Conv2DBackpropInput![xi + c]! += Y[yi + f]! * K[wi + f]!;
                ref.Conv2DBackpropFilter![wi + f]! += X[xi + c]! * Y[yi + f]!;
              }
            }
          }
  const jobs: any = {
    Conv2D: [[x, w], y, [X, K], { dilations: [1, 1] }],
    Conv2DBackpropInput: [[y, w], x, [Y, K], { inputShape: x.shape }],
    Conv2DBackpropFilter: [[x, y], w, [X, Y], { filterShape: w.shape }],
  };
  for (const k of Object.keys(jobs)) {
    const [ins, out, data, more] = jobs[k];
    const operation = operationOf(k, ins, out, { ...at, ...more });
    const task = { kind: 'contraction' as const, contraction: operation, epilogue: [] };
    const c = compileTask({
      emitter: contractionEmitter,
      task,
      inputs: new Map(ins.map((v: any, i: number) => [v, data[i]])),
      outputs: [out],
    });
    c.run();
    c.checkCanaries();
    const got = c.read(out);
    let e = 0,
      m = 0;
    ref[k]!.forEach((q, i) => {
      m = Math.max(m, Math.abs(q));
      const d = Math.abs(q - got[i]!);
      e = Math.max(e, Number.isNaN(d) ? Infinity : d);
    });
    console.log(
      k,
      [N, H, W, C, F].join('x'),
      `pad ${t}${b}${l}${r}`,
      'relative error',
      (e / m).toExponential(2),
      'bytes',
      c.moduleBytes,
    );
  }
};
check(8, 13, 13, 32, 64, [0, 0, 0, 0]);
check(5, 9, 12, 16, 20, [1, 1, 1, 1]);
check(5, 7, 9, 20, 16, [2, 1, 0, 2]);
check(8,14,14,128,128,[1,1,1,1]);
check(16,30,30,16,16,[1,1,1,1]);
