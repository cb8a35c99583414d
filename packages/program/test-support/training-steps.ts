/** Training steps of real models, ready to be captured, and numbers to run them on. */

import {
  type Layer,
  NdArray,
  RandomSource,
  resetNames,
  setRandomSeed,
  type Tensor,
  tidy,
} from '@myelin/core';
import {
  BatchNormalization,
  Conv2D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  MaxPooling2D,
} from '@myelin/layers';
import type { CompileOptions } from '@myelin/models';
import { Sequential } from '@myelin/models';
import { Compilation } from '../../models/src/compile/compilation.ts';
import type { ModelHooks } from '../../models/src/training/model-hooks.ts';
import { trainStep } from '../../models/src/training/step.ts';
import { registerAll } from '../../models/test-support/register-all.ts';
import type {
  CapturedOutput,
  CaptureOptions,
  InputDeclaration,
} from '../src/capture/capture-options.ts';

export interface TrainingStep {
  /** What `captureProgram` takes; `compute` runs eagerly on ordinary tensors, too. */
  readonly options: CaptureOptions;
  /** A number for everything that the step takes. */
  readonly inputs: Readonly<Record<string, NdArray>>;
}

interface Recipe {
  readonly layers: () => readonly Layer[];
  readonly compile: CompileOptions;
  readonly batch: number;
  readonly sample: readonly number[];
  /** Classes of the targets; 0 for numbers, 1 for 0 and 1 as numbers. */
  readonly classes: number;
  /** Samples are whole numbers below; 0 for numbers from -1 to 1. */
  readonly tokens?: number;
}

const recipes = {
  mlp: {
    layers: () => [
      new Dense({ units: 128, activation: 'relu' }),
      new Dropout({ rate: 0.2 }),
      new Dense({ units: 10, activation: 'softmax' }),
    ],
    compile: { optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] },
    batch: 32,
    sample: [784],
    classes: 10,
  },
  pima: {
    layers: () => [
      new Dense({ units: 128, activation: 'relu' }),
      new Dense({ units: 128, activation: 'relu' }),
      new Dense({ units: 1, activation: 'sigmoid' }),
    ],
    compile: { optimizer: 'adam', loss: 'binary_crossentropy', metrics: ['accuracy'] },
    batch: 32,
    sample: [8],
    classes: 1,
  },
  advertising: {
    layers: () => [new Dense({ units: 10, activation: 'relu' }), new Dense({ units: 1 })],
    compile: { optimizer: 'adam', loss: 'mean_squared_error' },
    batch: 5,
    sample: [4],
    classes: 0,
  },
  cnn: {
    layers: () => [
      new Conv2D({ filters: 4, kernelSize: 3, activation: 'relu' }),
      new BatchNormalization(),
      new MaxPooling2D(),
      new Conv2D({ filters: 6, kernelSize: 3, padding: 'same', activation: 'relu' }),
      new MaxPooling2D(),
      new Flatten(),
      new Dense({ units: 10, activation: 'softmax' }),
    ],
    compile: { optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] },
    batch: 4,
    sample: [12, 12, 1],
    classes: 10,
  },
  embedding: {
    layers: () => [
      new Embedding({ inputDim: 20, outputDim: 4 }),
      new Flatten(),
      new Dense({ units: 1, activation: 'sigmoid' }),
    ],
    compile: { optimizer: 'rmsprop', loss: 'binary_crossentropy' },
    batch: 6,
    sample: [5],
    classes: 1,
    tokens: 20,
  },
} as const satisfies Record<string, Recipe>;

type NamedInput = readonly [role: InputDeclaration['role'], name: string, value: NdArray];

export type TrainingStepName = keyof typeof recipes;

export const trainingStepNames = Object.keys(recipes) as readonly TrainingStepName[];

/** What training may ask of a model, which is no business of users. */
function hooksOf(model: Sequential): ModelHooks {
  return (model as unknown as { readonly hooks: ModelHooks }).hooks;
}

/** A training step; the backend must have been chosen. Weights are the same each time. */
export function trainingStep(name: TrainingStepName): TrainingStep {
  registerAll();
  resetNames();
  setRandomSeed(1);
  const recipe: Recipe = recipes[name];
  const model = new Sequential(recipe.layers());
  const compilation = new Compilation(model, recipe.compile, hooksOf(model));
  const batch = { x: samples(recipe), y: targets(recipe) };
  model.buildFor(batch.x.shape);
  const scoring = compilation.scoringFor([
    { yTrue: batch.y.shape, yPred: model.outputShape(batch.x.shape) },
  ]);
  const selection = compilation.begin(model);
  const { weights } = selection;
  const { optimizer, slots } = compilation;
  const plan = { ...scoring, ...selection, model, optimizer };
  const metrics = tidy(() => scoring.metrics.initialState().map(toArray));
  const groups = {
    weights: weights.map((weight) => [weight.path, toArray(weight.value)] as const),
    slots: slots.map((slot, i) => [`slot/${i}`, toArray(slot)] as const),
    metrics: metrics.map((metric, i) => [`metric/${i}`, metric] as const),
  };
  const states = [...groups.weights, ...groups.slots, ...groups.metrics];
  const inputs: NamedInput[] = [
    ...states.map(([path, value]): NamedInput => ['state', path, value]),
    ['batch', 'x', batch.x],
    ['batch', 'y', batch.y],
    ['parameter', 'seed', new NdArray(Int32Array.of(7), [])],
    ['parameter', 'learningRate', new NdArray(Float32Array.of(0.001), [])],
    ['step', 'step', new NdArray(Int32Array.of(3), [])],
  ];

  const compute = (given: Readonly<Record<string, Tensor>>): CapturedOutput[] => {
    const of = (path: string): Tensor => given[path] as Tensor;
    const pick = (group: readonly (readonly [string, NdArray])[]) =>
      group.map(([path]) => of(path));
    const after = trainStep(
      plan,
      { weights: pick(groups.weights), slots: pick(groups.slots), metrics: pick(groups.metrics) },
      {
        x: of('x'),
        y: of('y'),
        sampleWeight: undefined,
        targets: [of('y')],
        sampleWeights: [undefined],
        seed: of('seed'),
        step: of('step'),
        learningRates: [of('learningRate')],
      },
    );
    const next = [...after.weights, ...after.slots, ...after.metrics];
    return states.map(([path], i) => ({ role: 'state', name: path, tensor: next[i] as Tensor }));
  };

  const declarations = inputs.map(([role, inputName, { shape, dtype }]) => ({
    name: inputName,
    role,
    shape,
    dtype: dtype as InputDeclaration['dtype'],
  }));
  return {
    options: { name: 'train', inputs: declarations, compute },
    inputs: Object.fromEntries(inputs.map(([, inputName, value]) => [inputName, value])),
  };
}

function toArray(value: Tensor): NdArray {
  return new NdArray(value.dataSync(), value.shape);
}

function samples({ batch, sample, tokens = 0 }: Recipe): NdArray {
  const source = new RandomSource(2);
  const shape = [batch, ...sample];
  const size = shape.reduce((product, one) => product * one, 1);
  const values = Float32Array.from({ length: size }, () =>
    tokens > 0 ? source.integer(tokens) : source.uniform(-1, 1),
  );
  return new NdArray(values, shape);
}

function targets({ batch, classes }: Recipe): NdArray {
  const source = new RandomSource(3);
  if (classes > 1) {
    return new NdArray(
      Int32Array.from({ length: batch }, () => source.integer(classes)),
      [batch],
    );
  }
  const values = Float32Array.from({ length: batch }, () =>
    classes === 1 ? source.integer(2) : source.uniform(0, 2),
  );
  return new NdArray(values, [batch, 1]);
}

export { tensorsOf } from './tensors-of.ts';
