import {
  dispose,
  keep,
  type Layer,
  mul,
  NdArray,
  Pass,
  sum,
  type Tensor,
  tensor,
  tidy,
  valueAndGradients,
  type Weight,
} from '@myelin/core';
import {
  type CapturedOutput,
  captureProgram,
  type InputDeclaration,
  optimize,
} from '@myelin/program';
import { arrayOf } from '../compare/array-of.ts';
import { expectClose } from '../compare/expect-close.ts';
import { naming } from '../compare/naming.ts';
import { randomArray } from '../gradients/random-array.ts';
import { type Arrays, runProgram, tensorsOf, tensorTypeOf } from '../programs/run-program.ts';
import type { LayerUnderTest } from './law.ts';
import { movedValue } from './moved-weights.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/**
 * What a layer gives, how it changes its moving averages, and its derivatives by input and weights are the same from a
 * compiled program as from operations one by one, in inference and in training, random numbers included.
 *
 * Where the backend does not compile, or not these operations, the optimized program is interpreted.
 */
export async function compiledAgrees({ input, make }: LayerUnderTest): Promise<void> {
  using layer = make();
  const isSmooth = tidy(() => layer.apply(input).dtype) === 'float32';
  const given: Record<string, NdArray> = { x: input };
  for (const [i, weight] of layer.weights.entries()) {
    given[nameOf(weight, i)] = weight.trainable ? movedValue(weight, i) : arrayOf(weight.value);
  }
  given.seed = new NdArray(Int32Array.of(SEED), []);
  given.step = new NdArray(Int32Array.of(STEP), []);
  for (const training of [false, true]) {
    const compute = (tensors: Tensors) => outputsOf(layer, tensors, training, isSmooth);
    const expected = runEagerly(compute, given);
    const inputs = Object.entries(given).map(([name, array]) => declarationOf(name, array));
    const program = optimize(captureProgram({ name: 'layer', inputs, compute }));
    const actual = await runProgram(program, given);
    for (const [name, array] of expected) {
      naming(`${name} with training: ${training}`, () => {
        expectClose(actual.get(name) ?? new NdArray(new Float32Array(), [0]), array);
      });
    }
  }
}

/** Result, new values of what is not learnt, and derivatives of the result times fixed numbers. */
function outputsOf(
  layer: Layer,
  given: Tensors,
  training: boolean,
  isSmooth: boolean,
): CapturedOutput[] {
  const values = new Map(layer.weights.map((weight, i) => [weight, of(given, nameOf(weight, i))]));
  const randomness = { seed: of(given, 'seed'), step: of(given, 'step') };
  const pass = new Pass({ training, values, randomness });
  const x = of(given, 'x');
  const results: CapturedOutput[] = [];
  const result = (name: string, value: Tensor): number =>
    results.push({ role: 'result', name, tensor: value });
  const forward = (): Tensor => {
    const y = keep(layer.forward(x, pass));
    result('the result', y);
    for (const [weight, value] of pass.updates) result(`the new ${weight.path}`, keep(value));
    return y;
  };
  const variables: [string, Tensor][] = [
    ...(x.dtype === 'float32' ? [['the input', x] as [string, Tensor]] : []),
    ...[...values].flatMap(([{ trainable, path }, value]): [string, Tensor][] =>
      trainable ? [[path, value]] : [],
    ),
  ];
  if (!isSmooth || variables.length === 0) {
    forward();
    return results;
  }
  const { gradients } = valueAndGradients(
    () => {
      const y = forward();
      return sum(mul(y, tensor(randomArray(y.shape, WEIGHTING_SEED), 'float32')));
    },
    variables.map(([, value]) => value),
  );
  for (const [i, gradient] of gradients.entries()) {
    if (gradient) result(`the derivative by ${variables[i]?.[0]}`, gradient);
  }
  return results;
}

function runEagerly(
  compute: (given: Tensors) => CapturedOutput[],
  given: Arrays,
): Map<string, NdArray> {
  const outputs = tidy(() => compute(tensorsOf(given)));
  const arrays = outputs.map(({ name, tensor: value }) => [name, arrayOf(value)] as const);
  dispose(...outputs.map((output) => output.tensor));
  return new Map(arrays);
}

function declarationOf(name: string, array: NdArray): InputDeclaration {
  const role = { x: 'batch', seed: 'parameter', step: 'step' }[name] ?? 'state';
  return {
    name,
    role: role as InputDeclaration['role'],
    shape: array.shape,
    dtype: tensorTypeOf(array),
  };
}

const nameOf = ({ path }: Weight, i: number): string => `${i} ${path}`;

const of = (given: Tensors, name: string): Tensor => given[name] as Tensor;

const SEED = 5;
const STEP = 2;
const WEIGHTING_SEED = 7;
