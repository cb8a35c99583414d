import {
  type AnyLayer,
  add,
  cast,
  dispose,
  keep,
  mul,
  NdArray,
  Pass,
  StringArray,
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
import { arraysIn, type LayerArguments, withTensors } from '../layers/layer-arguments.ts';
import { applyToArrays, forwardAll } from '../layers/run-layer.ts';
import { type Arrays, runProgram, tensorsOf, tensorTypeOf } from '../programs/run-program.ts';
import type { LayerUnderTest } from './law.ts';
import { movedValue } from './moved-weights.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/**
 * What a layer gives, its masks, how it changes its moving averages, and its derivatives by inputs and weights are the
 * same from a compiled program as from operations one by one, in inference and in training, random numbers included.
 *
 * Where the backend does not compile, or not these operations, the optimized program is interpreted. Texts, and
 * layers that compute in ordinary memory, are no part of programs.
 */
export async function compiledAgrees({ given: call, make }: LayerUnderTest): Promise<void> {
  const given: Record<string, NdArray> = {};
  for (const { name, array } of arraysIn(call)) {
    if (array instanceof StringArray) return;
    given[name] = array;
  }
  using layer = make();
  if (layer.runsOnHost) return;
  const isSmooth = tidy(() => applyToArrays(layer, call).some(({ dtype }) => dtype === 'float32'));
  for (const [i, weight] of layer.weights.entries()) {
    given[nameOf(weight, i)] = weight.trainable ? movedValue(weight, i) : arrayOf(weight.value);
  }
  given.seed = new NdArray(Int32Array.of(SEED), []);
  given.step = new NdArray(Int32Array.of(STEP), []);
  for (const training of [false, true]) {
    const compute = (tensors: Tensors) => outputsOf({ layer, call, training, isSmooth }, tensors);
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

interface Run {
  readonly layer: AnyLayer;
  readonly call: LayerArguments;
  readonly training: boolean;
  /** Whether a result is of float32. */
  readonly isSmooth: boolean;
}

/** Results, new values of what is not learnt, and derivatives of the results times fixed numbers. */
function outputsOf({ layer, call, training, isSmooth }: Run, given: Tensors): CapturedOutput[] {
  const values = new Map(layer.weights.map((weight, i) => [weight, of(given, nameOf(weight, i))]));
  const randomness = { seed: of(given, 'seed'), step: of(given, 'step') };
  const pass = new Pass({ training, values, randomness });
  const floats: [string, Tensor][] = [];
  const tensors = arraysIn(call).map(({ name, array }) => {
    const x = of(given, name);
    if (array.dtype === 'float32') floats.push([name, x]);
    return x;
  });
  const results: CapturedOutput[] = [];
  const result = (name: string, value: Tensor): number =>
    results.push({ role: 'result', name, tensor: value });
  const forward = (): Tensor[] => {
    const all = forwardAll(layer, withTensors(call, tensors), pass);
    for (const [i, y] of all.entries()) {
      result(`result ${i}`, keep(y));
      const mask = pass.maskOf(y);
      if (mask) result(`the mask of result ${i}`, keep(cast(mask, 'float32')));
    }
    for (const [weight, value] of pass.updates) result(`the new ${weight.path}`, keep(value));
    return all.filter(({ dtype }) => dtype === 'float32');
  };
  const variables: [string, Tensor][] = [
    ...floats,
    ...[...values].flatMap(([{ trainable, path }, value]): [string, Tensor][] =>
      trainable ? [[path, value]] : [],
    ),
  ];
  if (variables.length === 0 || !isSmooth) {
    forward();
    return results;
  }
  const { gradients } = valueAndGradients(
    () =>
      forward()
        .map((y, i) => sum(mul(y, tensor(randomArray(y.shape, WEIGHTING_SEED + i), 'float32'))))
        .reduce((total, term) => add(total, term)),
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
  const role = roles[name] ?? (/^the (?:input|argument)/.test(name) ? 'batch' : 'state');
  return {
    name,
    role,
    shape: array.shape,
    dtype: tensorTypeOf(array.dtype),
  };
}

const roles: Readonly<Record<string, InputDeclaration['role']>> = {
  seed: 'parameter',
  step: 'step',
};

const nameOf = ({ path }: Weight, i: number): string => `${i} ${path}`;

const of = (given: Tensors, name: string): Tensor => given[name] as Tensor;

const SEED = 5;
const STEP = 2;
const WEIGHTING_SEED = 7;
