import { captureProgram, optimize, canCompile } from '@myelin/program';
import { onEachBackend, randomArray } from '@myelin/testkit';
import { test } from 'vitest';
import { add, mul } from './arithmetic.ts';
import { tensor } from './creation.ts';
import { valueAndGradients } from './gradient.ts';
import { sum } from './reduction.ts';
import { resizeImages } from './resize-images.ts';
import { resizeWeights } from './resize-weights.ts';
import { gather } from './shaping.ts';
import type { Tensor } from './tensor.ts';

function axis(x: Tensor, ax: number, to: number, ip: any) {
  const from = x.shape[ax]!;
  const w = resizeWeights({ from, to }, ip, false);
  const rows = Array.from({ length: to }, (_, i) => [...w.subarray(i * from, (i + 1) * from)].flatMap((v, j) => (v ? [[j, v] as const] : [])));
  const K = Math.max(...rows.map((r) => r.length));
  let y: Tensor | undefined;
  for (let k = 0; k < K; k++) {
    const idx = Int32Array.from(rows, (r) => (r[k] ?? r.at(-1)!)[0]);
    const ws = Float32Array.from(rows, (r) => r[k]?.[1] ?? 0);
    const t = mul(gather(x, tensor(idx), ax), tensor(ws, 'float32', [to, ...Array(x.rank - 1 - ax).fill(1)]));
    y = y ? add(y, t) : t;
  }
  return y!;
}
const sparse = (x: Tensor, s: readonly [number, number], { interpolation }: any) => axis(axis(x, 1, s[0], interpolation), 2, s[1], interpolation);
onEachBackend('x', (backend) => {
  for (const [S, size] of [[[32, 256, 256, 3], [224, 224]], [[8, 32, 32, 64], [64, 64]], [[64, 28, 28, 1], [32, 32]]] as const)
    for (const ip of ['bilinear', 'lanczos3'])
    for (const [name, f] of [['dense', resizeImages], ['sparse', sparse]] as const)
      for (const withGrad of [false, true])
        test(`${S} ${ip} ${name} ${withGrad}`, async () => {
          if (!canCompile(backend)) return;
          const session = await backend.programs.openSession();
          const program = optimize(captureProgram({
            name: 'layer', inputs: [{ name: 'x', role: 'batch', shape: S, dtype: 'float32' }],
            compute: (given: any) => {
              if (!withGrad) return [{ role: 'result', name: 'y', tensor: f(given.x!, size as never, { interpolation: ip } as never) }];
              const { gradients } = valueAndGradients(() => sum(f(given.x!, size as never, { interpolation: ip } as never).square()), [given.x!]);
              return [{ role: 'result', name: 'y', tensor: gradients[0]! }];
            },
          } as never));
          const exe = await session.load(program);
          const x = { x: randomArray(S as never, 1) };
          await exe.run(x);
          const t = performance.now();
          for (let i = 0; i < 3; i++) await exe.run(x);
          console.log(name, ip, S.join(), withGrad, ((performance.now() - t) / 3).toFixed(2), 'ms');
          session.dispose();
        });
});
