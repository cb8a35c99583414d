import type { RecordedArray } from '@myelin/testkit';
import { camelCase, expectClose, fixtureArray, fixtureCases, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { NdArray, Tensor } from '../index.ts';
import {
  activationCatalog,
  dispose,
  memory,
  mul,
  sum,
  tensor,
  threshold,
  valueAndGradients,
} from '../index.ts';

interface ActivationCase {
  readonly name: string;
  readonly fn: string;
  readonly kwargs: Readonly<Record<string, number | boolean>>;
  readonly x: RecordedArray;
  readonly y: RecordedArray;
  readonly cotangent: RecordedArray;
  readonly grad: RecordedArray;
}

/** Keras passes a finite derivative at NaN; tfjs's kernels for these pass NaN on, which hides no trouble. */
const nanStaysNaN: readonly string[] = ['relu-nonfinite', 'elu-nonfinite', 'celu-nonfinite'];

/** Keras 3.15 computes another function: see sparsemax.ts. `sparsemax-axis0` has one value above 0 in each column. */
const differs: readonly string[] = ['sparsemax', 'sparsemax-3d'];

const recordedCases = await fixtureCases<ActivationCase>('keras/activations.json');
const cases = recordedCases.filter(({ name }) => !differs.includes(name));

/** Our function for a recorded one; `axis` is an argument of its own, everything else an option. */
function recordedFunction({ fn, kwargs }: ActivationCase): (x: Tensor) => Tensor {
  const run = (fn === 'threshold' ? threshold : activationCatalog.find('test', fn)) as (
    x: Tensor,
    ...rest: unknown[]
  ) => Tensor;
  const options = Object.fromEntries(
    Object.entries(kwargs).map(([name, value]) => [camelCase(name), value]),
  );
  const rest = 'axis' in kwargs ? [kwargs.axis] : Object.keys(kwargs).length ? [options] : [];
  return (x) => run(x, ...rest);
}

function expectedGradient({ name, x, grad }: ActivationCase): NdArray {
  const expected = fixtureArray(grad);
  if (!nanStaysNaN.includes(name)) return expected;
  return expected.map((value, i) => (x.data[i] === 'NaN' ? Number.NaN : value));
}

onEachBackend('Activations as Keras recorded them', (backend) => {
  const isIeee = backend.name !== 'webgl';
  const reachable = cases.filter(({ name }) => isIeee || !name.endsWith('-nonfinite'));
  const beyond = cases.filter((one) => !reachable.includes(one));

  test.skip.each(beyond)(
    '$name: shaders need not keep to IEEE rules at NaN and infinity',
    () => {},
  );

  test.skip.each(differs)('%s: Keras 3.15 sums to other than 1', () => {});

  test.each(reachable)('$name has the recorded values', (recorded) => {
    using x = tensor(fixtureArray(recorded.x));
    using y = recordedFunction(recorded)(x);
    expectClose(y, fixtureArray(recorded.y));
  });

  test.each(reachable)('$name has the recorded gradient and leaks nothing', (recorded) => {
    const run = recordedFunction(recorded);
    const before = memory().tensors;
    using x = tensor(fixtureArray(recorded.x));
    using cotangent = tensor(fixtureArray(recorded.cotangent), 'float32');
    const { value, gradients } = valueAndGradients(() => sum(mul(run(x), cotangent)), [x]);
    const [gradient] = gradients;
    if (!gradient) throw new Error('the activation does not depend on its input');
    expectClose(gradient, expectedGradient(recorded));
    dispose(value, gradient);
    expect(memory().tensors - before).toBe(2); // x and the cotangent
  });
});
