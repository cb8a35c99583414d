import type { AnyLayer, Serializable, Tensor } from '@myelin/core';
import {
  deserialize,
  HeNormal,
  L2,
  layerCatalog,
  MaxNorm,
  MyelinError,
  resetNames,
  serialize,
  tidy,
  zeros,
} from '@myelin/core';
import type { AnyLayerClass } from '@myelin/testkit';
import { camelCase, fixtureCases, onEachBackend, optionsFromKeras } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { layers } from './catalog.ts';
import { Dense } from './core/dense.ts';
import { LSTM } from './recurrent/lstm.ts';
import { LSTMCell } from './recurrent/lstm-cell.ts';

interface ErrorCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputShapes: readonly (readonly number[])[];
  readonly callStyle: 'single' | 'list' | 'positional';
}

interface SerializedCase {
  readonly name: string;
  readonly kind: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly serialized: { readonly config: { readonly name: string } };
}

const classes: Readonly<Record<string, AnyLayerClass>> = layers;
const errorCases = (await fixtureCases<ErrorCase>('keras/layer-errors.json')).filter(
  (recorded) => recorded.class in classes,
);

const serializedCases = (await fixtureCases<SerializedCase>('keras/serialized.json')).filter(
  (recorded) => recorded.kind === 'layers' && recorded.class in classes,
);

const create = (name: string, options: object): AnyLayer => new classes[name]!(options as never);

/** What layers need that have required options. */
const requiredOptions: Readonly<Record<string, object>> = {
  Activation: { activation: 'relu' },
  AdaptiveAveragePooling1D: { outputSize: 2 },
  AdaptiveAveragePooling2D: { outputSize: 2 },
  AdaptiveAveragePooling3D: { outputSize: 2 },
  AdaptiveMaxPooling1D: { outputSize: 2 },
  AdaptiveMaxPooling2D: { outputSize: 2 },
  AdaptiveMaxPooling3D: { outputSize: 2 },
  AlphaDropout: { rate: 0.5 },
  AveragePooling1D: { poolSize: 2 },
  AveragePooling2D: { poolSize: 2 },
  AveragePooling3D: { poolSize: 2 },
  Bidirectional: { layer: new LSTM({ units: 1 }) },
  CategoryEncoding: { numTokens: 1 },
  CenterCrop: { height: 1, width: 1 },
  Conv1D: { filters: 1, kernelSize: 1 },
  Conv1DTranspose: { filters: 1, kernelSize: 1 },
  Conv2D: { filters: 1, kernelSize: 1 },
  Conv2DTranspose: { filters: 1, kernelSize: 1 },
  Conv3D: { filters: 1, kernelSize: 1 },
  Conv3DTranspose: { filters: 1, kernelSize: 1 },
  ConvLSTM1D: { filters: 1, kernelSize: 1 },
  ConvLSTM2D: { filters: 1, kernelSize: 1 },
  ConvLSTM3D: { filters: 1, kernelSize: 1 },
  Dense: { units: 1 },
  DepthwiseConv1D: { kernelSize: 1 },
  DepthwiseConv2D: { kernelSize: 1 },
  Discretization: { numBins: 1 },
  Dot: { axes: 1 },
  Dropout: { rate: 0.5 },
  EinsumDense: { equation: 'ab,bc->ac', outputShape: 1 },
  Embedding: { inputDim: 2, outputDim: 2 },
  FeatureSpace: { features: { a: 'float' } },
  GRU: { units: 1 },
  GRUCell: { units: 1 },
  GaussianDropout: { rate: 0.5 },
  GaussianNoise: { stddev: 0.5 },
  GroupQueryAttention: { headDim: 1, numQueryHeads: 2, numKeyValueHeads: 1 },
  HashedCrossing: { numBins: 1 },
  Hashing: { numBins: 1 },
  LSTM: { units: 1 },
  LSTMCell: { units: 1 },
  Lambda: { function: (x: Tensor) => x },
  MaxNumBoundingBoxes: { maxNumber: 1 },
  MultiHeadAttention: { numHeads: 1, keyDim: 1 },
  Permute: { dims: [1] },
  Pipeline: { layers: [] },
  RNN: { cell: new LSTMCell({ units: 1 }) },
  RandomBrightness: { factor: 0.1 },
  RandomColorDegeneration: { factor: 0.1 },
  RandomContrast: { factor: 0.1 },
  RandomCrop: { height: 1, width: 1 },
  RandomHue: { factor: 0.1 },
  RandomPosterization: { factor: 4 },
  RandomRotation: { factor: 0.1 },
  RandomSaturation: { factor: 0.1 },
  RandomSharpness: { factor: 0.1 },
  RandomTranslation: { heightFactor: 0.1, widthFactor: 0.1 },
  RandomZoom: { heightFactor: 0.1 },
  RepeatVector: { n: 1 },
  Rescaling: { scale: 1 },
  Reshape: { targetShape: [-1] },
  Resizing: { height: 1, width: 1 },
  ReversibleEmbedding: { inputDim: 2, outputDim: 2 },
  SeparableConv1D: { filters: 1, kernelSize: 1 },
  SeparableConv2D: { filters: 1, kernelSize: 1 },
  SimpleRNN: { units: 1 },
  SimpleRNNCell: { units: 1 },
  SpatialDropout1D: { rate: 0.5 },
  SpatialDropout2D: { rate: 0.5 },
  SpatialDropout3D: { rate: 0.5 },
  SpectralNormalization: { layer: new Dense({ units: 1 }) },
  StackedRNNCells: { cells: [new LSTMCell({ units: 1 })] },
  TimeDistributed: { layer: new Dense({ units: 1 }) },
};

test.each(Object.keys(classes))('the catalog lists %s under its own name', (name) => {
  expect(create(name, requiredOptions[name] ?? {}).className).toBe(name);
});

test.each(serializedCases)('is written and read as in Keras: $name', (recorded) => {
  resetNames();
  layerCatalog.register(layers);
  const options = optionsFromKeras(recorded.config, { L2, HeNormal, MaxNorm });
  const { name } = recorded.serialized.config;
  const layer = create(recorded.class, { ...options, name });
  expect(serialize(layer)).toEqual(recorded.serialized);
  const loaded: Serializable = deserialize(recorded.serialized);
  expect(serialize(loaded)).toEqual(recorded.serialized);
});

onEachBackend('What Keras refuses', () => {
  test.each(errorCases)('is refused by an error that teaches: $name', ({ name, ...recorded }) => {
    const run = (): void => {
      using layer = create(recorded.class, optionsFromKeras(recorded.config));
      tidy(() => {
        const inputs = recorded.inputShapes.map((shape) => zeros(shape));
        layer.apply(recorded.callStyle === 'single' ? inputs[0]! : inputs);
      });
    };
    let error: unknown;
    try {
      run();
    } catch (thrown) {
      error = thrown;
    }
    expect(error, name).toBeInstanceOf(MyelinError);
    const { message, fix } = error as MyelinError;
    expect(message.startsWith(`${recorded.class}: `), message).toBe(true);
    expect(fix).not.toBe('');
    const subjects = [...Object.keys(recorded.config).map(camelCase), 'nope', 'l1_l2', 'the input'];
    expect(
      subjects.some((subject) => message.includes(subject)),
      message,
    ).toBe(true);
  });
});
