import { sideBySide, type Terminal } from '@myelin/example-terminal';
import { Dense, NdArray, RandomSource, Sequential, SGD, StandardScaler } from 'myelin';
import { drawDescent, type Weights } from './draw-descent.ts';
import { heading } from './heading.ts';

const rows = 100;
const steps = 50;

/**
 * The note's picture: x1 from 0 to 10 and x2 from 0 to 1, and how gradient descent finds its way before and after scaling.
 *
 * @returns the least loss that was reached with either.
 */
export async function printScaleEffect(
  terminal: Terminal,
): Promise<{ readonly raw: number; readonly scaled: number }> {
  heading(`What scale does to training: loss after ${steps} steps`);
  const { raw, y } = inventRows();
  const scaler = new StandardScaler().fit(raw);
  const [d1 = 1, d2 = 1] = scaler.scale ?? [];
  // The same line in both: what is 0.5 for each of x1 is 0.5 · d1 for each of its deviations.
  const cases = [
    { name: 'raw', x: raw, best: [0.5, 5] },
    { name: 'scaled', x: scaler.transform(raw), best: [0.5 * d1, 5 * d2] },
  ] as const;
  console.log(`learning rate${rates.map((rate) => String(rate).padStart(10)).join('')}`);
  const least = { raw: Number.POSITIVE_INFINITY, scaled: Number.POSITIVE_INFINITY };
  const pictures = [];
  for (const { name, x, best } of cases) {
    const descents: Descent[] = [];
    for (const rate of rates) descents.push(await descend(x, y, rate));
    const losses = descents.map(({ loss }) => (loss < 1000 ? loss.toFixed(3) : 'diverges'));
    console.log(`${name.padEnd(13)}${losses.map((loss) => loss.padStart(10)).join('')}`);
    const first = slowest(descents);
    least[name] = first.loss;
    pictures.push({
      lines: drawDescent({ x, y, path: first.path, middle: best, reach: 6 }),
      caption: `${name}, learning rate ${first.rate}`,
    });
  }
  console.log(`\n${sideBySide(pictures, terminal.columns)}`);
  console.log(
    'Lines of equal loss over both weights. What is steep for x1 is flat for x2, and a step that',
  );
  console.log('is small enough for the one is too small for the other; scaled, they are alike.');
  return least;
}

const rates = [0.001, 0.01, 0.02, 0.1, 0.5] as const;

interface Descent {
  readonly rate: number;
  readonly path: readonly Weights[];
  readonly loss: number;
}

/** Of those that came equally far, to three digits, the one whose way can be seen best. */
function slowest(descents: readonly Descent[]): Descent {
  const rounded = ({ loss }: Descent): number => Math.round(1000 * loss);
  return descents.reduce((best, one) => (rounded(one) < rounded(best) ? one : best));
}

/** Plain gradient descent on all rows, from weights of 0. */
async function descend(x: NdArray, y: NdArray, rate: number): Promise<Descent> {
  using model = new Sequential([
    new Dense({ units: 1, kernelInitializer: 'zeros', inputShape: [2] }),
  ]);
  model.compile({ optimizer: new SGD({ learningRate: rate }), loss: 'mse' });
  const path: Weights[] = [];
  const targets = y.reshape([-1, 1]);
  for (let step = 0; step <= steps; step++) {
    const [kernel] = model.getWeights();
    path.push([kernel?.at(0, 0) ?? 0, kernel?.at(1, 0) ?? 0]);
    if (step < steps) await model.trainOnBatch(x, targets);
  }
  return { rate, path, loss: Number(await model.evaluate(x, targets, { verbose: 0 })) };
}

/** x1 from 0 to 10, x2 from 0 to 1, and y = 0.5 x1 + 5 x2 with a little noise: both matter alike. */
function inventRows(): { readonly raw: NdArray; readonly y: NdArray } {
  const random = new RandomSource(1);
  const raw = new NdArray(new Float64Array(2 * rows), [rows, 2]);
  const y = new NdArray(new Float64Array(rows), [rows]);
  for (let i = 0; i < rows; i++) {
    const [x1, x2] = [random.uniform(0, 10), random.uniform(0, 1)];
    raw.data.set([x1, x2], 2 * i);
    y.data[i] = 0.5 * x1 + 5 * x2 + random.normal(0, 0.1);
  }
  return { raw, y };
}
