/** Bad input of every kind, and what it is answered. Messages are part of the product: they are compared whole. */

import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  Adam,
  add,
  BackupAndRestore,
  type Bytes,
  type Callback,
  type CompileOptions,
  Conv2D,
  CosineDecay,
  CSVLogger,
  Dense,
  Dropout,
  decodeState,
  digits,
  EarlyStopping,
  Embedding,
  encodeState,
  type FileStore,
  Flatten,
  findLearningRate,
  fromArrays,
  LambdaCallback,
  type Layer,
  LayerStatistics,
  LearningRateScheduler,
  LivePage,
  losses,
  ModelCheckpoint,
  MyelinError,
  matMul,
  memory,
  metrics,
  ndArray,
  PiecewiseConstantDecay,
  RemoteMonitor,
  Reshape,
  reshape,
  Sequential,
  SGD,
  type StepBatch,
  SwapEMAWeights,
  setRandomSeed,
  TensorBoard,
  type TrainStep,
  tensor,
  useBackend,
} from './index.ts';

/** A user who is not stopped by the compiler: from JavaScript, or with data of unknown type. */
const anything = (value: unknown): never => value as never;

const silent = { verbose: 0 } as const;

function compiled(
  loss = 'mean_squared_error',
  last: Layer = new Dense({ units: 1, name: 'out' }),
): Sequential {
  const model = new Sequential([new Dense({ units: 2, inputShape: [3], name: 'hidden' }), last], {
    name: 'model',
  });
  model.compile({ optimizer: 'sgd', loss: anything(loss) });
  return model;
}

const threeClasses = (): Layer => new Dense({ units: 3, activation: 'softmax', name: 'head' });
const x = [
  [1, 2, 3],
  [4, 5, 6],
];

/** A generator function. */
function batches(...all: { x: number[][]; y: number[] }[]) {
  return function* () {
    yield* all;
  };
}

function fitted(options: CompileOptions, ...callbacks: Callback[]): Promise<unknown> {
  const model = compiled();
  model.compile({ optimizer: 'sgd', loss: 'mse', ...options });
  return model.fit(x, [1, 2], { ...silent, callbacks });
}

type OwnStep = (step: TrainStep, batch: StepBatch) => unknown;

function usual(step: TrainStep, batch: StepBatch): void {
  step.minimize(() => step.lossOf(batch, step.forward(batch.x)));
}

/** Trains with a step of the model's own. */
function stepped(run: OwnStep): Promise<unknown> {
  const model = new Sequential([new Dense({ units: 1, inputShape: [3] })], { name: 'model' });
  Object.defineProperty(model, 'trainStep', { value: run });
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  return model.fit(x, [1, 2], silent);
}

/** A place where the latest backup has this content. */
function filesOf(content: string | Bytes): FileStore {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const find = async (path: string) => (path.includes('latest') ? bytes : undefined);
  const refuse = async () => {
    throw new Error('nothing may be changed');
  };
  return {
    read: find,
    size: async (path) => (await find(path))?.length,
    writeAtomically: refuse,
    append: refuse,
    truncate: refuse,
    remove: refuse,
    removeEmptyFolder: refuse,
  };
}

const cases: Record<string, () => unknown> = {
  // Options of layers
  'units of 2.5': () => new Dense({ units: 2.5 }),
  'units of 0': () => new Dense({ units: 0 }),
  'no units': () => new Dense(anything({})),
  'units as text': () => new Dense(anything({ units: '10' })),
  'a number in place of options': () => new Dense(anything(10)),
  'a misspelled option': () => new Dense(anything({ units: 1, bias_initialize: 'zeros' })),
  'an unknown activation': () => new Dense({ units: 1, activation: anything('rleu') }),
  'an unknown initializer': () =>
    new Dense({ units: 1, kernelInitializer: anything('glorotUnifrom') }),
  'an unknown regularizer': () => new Dense({ units: 1, kernelRegularizer: anything('l3') }),
  'a dropout rate of 1.5': () => new Dropout({ rate: 1.5 }),
  'an unknown padding': () => new Conv2D({ filters: 1, kernelSize: 3, padding: anything('sama') }),
  'an input shape that is no list': () => new Flatten({ inputShape: anything(28) }),
  'a name with a slash': () => new Dense({ units: 1, name: 'a/b' }),
  'a reshape that does not fit': () =>
    new Sequential([new Reshape({ targetShape: [5], inputShape: [2, 3] })]),
  'an embedding without rows': () => new Embedding({ inputDim: 0, outputDim: 2 }),

  // Models
  'something that is no layer': () => new Sequential([anything('dense')]),
  'two layers of one name': () =>
    new Sequential([new Dense({ units: 1, name: 'a' }), new Dense({ units: 1, name: 'a' })]),
  'a model without layers': () => new Sequential([]).predict([[1]], silent),
  'fit before compile': () =>
    new Sequential([new Dense({ units: 1 })], { name: 'model' }).fit(x, [1, 2], silent),
  'evaluate before compile': () =>
    new Sequential([new Dense({ units: 1 })], { name: 'model' }).evaluate(x, [1, 2], silent),
  'weights of an unbuilt model': () =>
    new Sequential([new Dense({ units: 1 })]).setWeights([[[1]]]),
  'an unknown optimizer': () => compiled().compile({ optimizer: anything('adma') }),
  'an unknown loss': () => compiled('meanSquaredError'),
  'an unknown metric': () => compiled().compile({ loss: 'mse', metrics: [anything('acuracy')] }),
  'metrics that are no list': () =>
    compiled().compile({ loss: 'mse', metrics: anything('accuracy') }),
  'an unknown option of compile': () => compiled().compile(anything({ optimiser: 'sgd' })),
  'compile with a list of arguments': () => compiled().compile(anything('adam')),
  'a class in place of a loss': () =>
    compiled().compile({ loss: anything(losses.MeanSquaredError) }),
  'no loss': () => {
    const model = compiled();
    model.compile({ optimizer: 'sgd' });
    return model.fit(x, [1, 2], silent);
  },
  'a negative learning rate': () => new SGD({ learningRate: -1 }),
  'beta1 of 2': () => new Adam({ beta1: 2 }),
  'label smoothing of 2': () => new losses.CategoricalCrossentropy({ labelSmoothing: 2 }),

  // Data
  'empty data': () => compiled().fit([], [], silent),
  'ragged rows': () => compiled().fit([[1, 2, 3], anything([4, 5])], [1, 2], silent),
  'text among numbers': () => compiled().fit([[1, 2, anything('3')]], [1], silent),
  'a missing value': () => compiled().fit([[1, 2, anything(null)]], [1], silent),
  'NaN in x': () => compiled().fit([[1, Number.NaN, 3]], [1], silent),
  'infinity in y': () => compiled().fit([[1, 2, 3]], [Number.POSITIVE_INFINITY], silent),
  'more targets than samples': () => compiled().fit(x, [1, 2, 3], silent),
  'no targets': () => compiled().fit(x, anything(undefined), silent),
  'too few features': () => compiled().fit([[1, 2]], [1], silent),
  'a sample without batch axis': () => compiled().predict([1, 2, 3], silent),
  'an image where rows are wanted': () => compiled().predict([[[1, 2, 3]]], silent),
  'targets that do not match the outputs': () =>
    compiled().fit(
      x,
      [
        [1, 2],
        [3, 4],
      ],
      silent,
    ),
  'a label out of range': () =>
    compiled('sparse_categorical_crossentropy', threeClasses()).fit(x, [0, 3], silent),
  'a label that is no whole number': () =>
    compiled('sparse_categorical_crossentropy', threeClasses()).fit(x, [0.5, 1], silent),
  'class indices for one-hot targets': () =>
    compiled('categorical_crossentropy', threeClasses()).fit(x, [0, 1], silent),
  'one-hot targets for class indices': () =>
    compiled('sparse_categorical_crossentropy', threeClasses()).fit(
      x,
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      silent,
    ),
  'an empty dataset': () => compiled().fit(fromArrays(x, [1, 2]).take(0).batch(1), silent),
  'a dataset without targets': () => compiled().fit(fromArrays(x).batch(1), silent),

  // Options of fit
  'a batch size of 0': () => compiled().fit(x, [1, 2], { ...silent, batchSize: 0 }),
  'epochs of 1.5': () => compiled().fit(x, [1, 2], { ...silent, epochs: 1.5 }),
  'a validation split of 1': () => compiled().fit(x, [1, 2], { ...silent, validationSplit: 1 }),
  'a validation split that leaves nothing': () =>
    compiled().fit(x, [1, 2], { ...silent, validationSplit: 0.9 }),
  'validation data that is one array': () =>
    compiled().fit(x, [1, 2], { ...silent, validationData: anything([1]) }),
  'an unknown option of fit': () => compiled().fit(x, [1, 2], anything({ batch_size: 4 })),
  'a function in place of a callback': () =>
    compiled().fit(x, [1, 2], { ...silent, callbacks: anything([() => {}]) }),
  'a signal that is none': () => compiled().fit(x, [1, 2], { ...silent, signal: anything({}) }),
  'verbose as text': () => compiled().fit(x, [1, 2], { verbose: anything('1') }),

  'options of fit as a number': () => compiled().fit(x, [1, 2], anything(5)),
  'no options of fit': () => compiled().fit(x, [1, 2], anything(null)),
  'an unknown way to shuffle': () =>
    compiled().fit(x, [1, 2], { ...silent, shuffle: anything('bach') }),
  'validation after every 0 epochs': () =>
    compiled().fit(x, [1, 2], { ...silent, validationFreq: 0 }),
  'an epoch of 0 steps': () => compiled().fit(x, [1, 2], { ...silent, stepsPerEpoch: 0 }),
  'a list of callbacks with a hole': () =>
    compiled().fit(x, [1, 2], { ...silent, callbacks: anything([undefined]) }),
  'class weights by names': () =>
    compiled().fit(x, [1, 2], { ...silent, classWeight: anything({ cat: 2 }) }),
  'balanced class weights': () =>
    compiled().fit(x, [1, 2], { ...silent, classWeight: anything('balanced') }),
  'a set of class weights': () =>
    compiled().fit(x, [1, 2], { ...silent, classWeight: anything(new Set([1])) }),
  'a negative class weight': () => compiled().fit(x, [1, 2], { ...silent, classWeight: { 0: -1 } }),
  'class weights and sample weights': () =>
    compiled().fit(x, [1, 2], { ...silent, classWeight: { 0: 1 }, sampleWeight: [1, 1] }),
  'weights of too few samples': () => compiled().fit(x, [1, 2], { ...silent, sampleWeight: [1] }),
  'a disposed tensor as samples': () => {
    const samples = tensor(x);
    samples.dispose();
    return compiled().fit(samples, [1, 2], silent);
  },

  // Batches
  'a generator of rubbish': () => compiled().fit(batches(anything(5)), silent),
  'a batch with a misspelled name': () =>
    compiled().fit(batches(anything({ x, y: [1, 2], sample_weight: [0, 0] })), silent),
  'a function that returns no batches': () =>
    compiled().fit(
      anything(() => ({ x, y: [1, 2] })),
      silent,
    ),
  'a generator that is used up': () =>
    compiled().fit(batches({ x, y: [1, 2] })(), { ...silent, epochs: 3 }),
  'a batch of another shape': () =>
    compiled().fit(batches({ x, y: [1, 2] }, { x: [[1, 2]], y: [1] }), silent),
  'targets beside batches': () =>
    compiled().fit(anything(batches({ x, y: [1, 2] })), anything([1, 2])),
  'options of trainOnBatch as a list': () => compiled().trainOnBatch(x, [1, 2], anything([1, 1])),
  'sample_weight of trainOnBatch': () =>
    compiled().trainOnBatch(x, [1, 2], anything({ sample_weight: [1, 1] })),
  'class weights of testOnBatch': () =>
    compiled().testOnBatch(x, [1, 2], anything({ classWeight: { 0: 1 } })),

  // Compiling
  'a number as loss': () => compiled(anything(5)),
  'a metric as loss': () => compiled(anything(new metrics.Accuracy())),
  'a loss of an unknown output': () => compiled(anything({ price: 'mse' })),
  'two losses for one output': () => compiled(anything(['mse', 'mae'])),
  'weights of losses that are none': () =>
    compiled().compile({ loss: 'mse', lossWeights: [Number.NaN] }),
  'a number among metrics': () => compiled().compile({ loss: 'mse', metrics: [anything(5)] }),
  'a loss as metric': () =>
    compiled().compile({ loss: 'mse', metrics: [anything(new losses.MeanSquaredError())] }),
  'a metric named loss': () =>
    fitted({ metrics: [new metrics.MeanAbsoluteError({ name: 'loss' })] }),
  'a metric named as one of validation': () =>
    fitted({ metrics: [new metrics.MeanAbsoluteError({ name: 'val_loss' })] }),
  'a metric with a value for each threshold': () =>
    fitted({ metrics: [new metrics.Precision({ thresholds: [0.2, 0.5] })] }),
  'a loss that is not reduced': () =>
    fitted({ loss: new losses.MeanSquaredError({ reduction: 'none' }) }),
  'a loss function without a result': () => fitted({ loss: anything(function forgot() {}) }),
  'an async loss function': () => fitted({ loss: anything(async function late() {}) }),
  'a metric function that returns a number': () =>
    fitted({
      metrics: [
        anything(function plain() {
          return 5;
        }),
      ],
    }),
  'one optimizer for two models': async () => {
    const optimizer = new SGD();
    await fitted({ optimizer });
    return fitted({ optimizer });
  },

  // Losses, metrics, optimizers and schedules by hand
  'an unknown reduction': () => new losses.MeanSquaredError({ reduction: anything('avg') }),
  'a name that objects keep': () => new metrics.Mean({ name: '__proto__' }),
  'weights in the place of options': () =>
    new losses.MeanSquaredError().apply([[1], [2]], [[1], [2]], anything([1, 2])),
  'a misspelled option of updateState': () =>
    new metrics.MeanSquaredError().updateState([1], [1], anything({ sample_weight: [1] })),
  'labels that became more': () => {
    const auc = new metrics.AUC({ multiLabel: true });
    auc.updateState([[0, 1]], [[0.1, 0.2]]);
    auc.updateState([[0, 1, 1]], [[0.1, 0.2, 0.3]]);
  },
  'a learning rate as text': () => new SGD({ learningRate: anything('0.1') }),
  'two ways to clip': () => new SGD({ clipnorm: 1, clipvalue: 1 }),
  'boundaries that fall': () =>
    new PiecewiseConstantDecay({ boundaries: [2, 1], values: [1, 2, 3] }),
  'a rate set against a schedule': () => {
    const schedule = new CosineDecay({ initialLearningRate: 0.1, decaySteps: 5 });
    new SGD({ learningRate: schedule }).learningRate = 1;
  },

  // Steps of a model's own
  'a step without a loss': () => stepped(() => {}),
  'a step that is async': () => stepped(async (step, batch) => usual(step, batch)),
  'a step that updates twice': () =>
    stepped((step, batch) => {
      usual(step, batch);
      usual(step, batch);
    }),
  'a step that logs a vector': () =>
    stepped((step, batch) => {
      usual(step, batch);
      step.log('both', tensor([1, 2]));
    }),
  'a step that logs a number': () =>
    stepped((step, batch) => {
      usual(step, batch);
      step.log('one', anything(1));
    }),
  'a step that minimizes a value': () =>
    stepped((step, batch) => step.minimize(anything(step.lossOf(batch, step.forward(batch.x))))),
  'a step whose loss is not returned': () => stepped((step) => step.minimize(anything(() => {}))),
  'a step with too few gradients': () =>
    stepped((step, batch) => {
      const { gradients } = step.gradientsOf(() => step.lossOf(batch, step.forward(batch.x)));
      step.applyGradients(gradients.slice(1));
    }),
  'a step with gradients of another shape': () =>
    stepped((step) => step.applyGradients([tensor([1, 2]), tensor([1])])),

  // Callbacks
  'a checkpoint of another format': () => new ModelCheckpoint({ filepath: 'best.keras' }),
  'a checkpoint by a value that is not logged': () =>
    fitted({}, new ModelCheckpoint({ filepath: '{val_los}.safetensors' })),
  'a backup that something else wrote': () =>
    fitted({}, new BackupAndRestore({ backupDir: 'backup', files: filesOf('not ours') })),
  'a backup that is cut off': async () => {
    const content = encodeState({ weights: ndArray([1, 2, 3]) });
    const files = filesOf(content.slice(0, content.length - 4));
    return fitted({}, new BackupAndRestore({ backupDir: 'backup', files }));
  },
  'a backup that is the state of something else': () =>
    fitted(
      {},
      new BackupAndRestore({ backupDir: 'backup', files: filesOf(encodeState({ best: 1 })) }),
    ),
  'a monitored value that is misspelled': () =>
    fitted({}, new EarlyStopping({ monitor: 'val_los' })),
  'a rate scheduler that returns nothing': () =>
    fitted({}, new LearningRateScheduler({ schedule: anything(() => {}) })),
  'a hook that is misspelled': () => new LambdaCallback(anything({ onEpochEn: () => {} })),
  'a monitor without an address': () => new RemoteMonitor({ root: 'localhost' }),
  'a probe that is no pair': () => new LayerStatistics({ probe: anything(ndArray(x)) }),
  'a probe that does not fit': () => fitted({}, new LayerStatistics({ probe: [[[1, 2]], [1]] })),
  'a rate finder against a schedule': () => {
    const schedule = new CosineDecay({ initialLearningRate: 0.1, decaySteps: 5 });
    const model = compiled();
    model.compile({ optimizer: new SGD({ learningRate: schedule }), loss: 'mse' });
    return findLearningRate(model, x, [1, 2]);
  },
  'a file that is no state': () => decodeState(anything('state')),

  // Tensors, randomness, backends
  'matrices that do not fit': () => matMul([[1, 2]], [[1, 2]]),
  'shapes that do not broadcast': () => add([1, 2], [1, 2, 3]),
  'a reshape to another size': () => reshape([1, 2, 3], [2, 2]),
  'an index out of range': () => ndArray([1, 2]).at(2),
  'a seed that is no number': () => setRandomSeed(anything('7')),
  'a backend that is unknown': () => useBackend('cuda'),
  'a digit fraction of 2': () => digits.load({ testFraction: 2 }),
};

describe('bad input', () => {
  beforeAll(() => useBackend('cpu'));

  test.each(Object.entries(cases))(
    '%s is answered with what, where and how to mend it',
    async (_name, run) => {
      const error = await Promise.resolve()
        .then(run)
        .then(
          () => undefined,
          (reason: unknown) => reason,
        );
      expect(error).toBeInstanceOf(MyelinError);
      const { message, where, fix } = error as MyelinError;
      expect(message).toBe(`${message.split('.\n  Fix: ')[0]}.\n  Fix: ${fix}.`);
      expect(where).not.toBe('');
      expect(message).toMatchSnapshot();
    },
  );

  const places: Record<string, (path: string) => Callback> = {
    ModelCheckpoint: (path) => new ModelCheckpoint({ filepath: `${path}/best.safetensors` }),
    BackupAndRestore: (path) => new BackupAndRestore({ backupDir: path }),
    CSVLogger: (path) => new CSVLogger({ filename: `${path}/log.csv` }),
    TensorBoard: (path) => new TensorBoard({ logDir: path }),
  };

  test.each(Object.entries(places))('%s says that a file is no folder', async (_name, callback) => {
    const fitting = fitted({}, callback(fileURLToPath(import.meta.url)));
    await expect(fitting).rejects.toThrow(MyelinError);
    await expect(fitting).rejects.toThrow(
      /bad-input\.test\.ts.*(ENOTDIR|EEXIST).*\n {2}Fix: pass a/,
    );
  });

  // Node's own mkdir goes on without end there.
  test.runIf(process.platform === 'linux').each(Object.entries(places))(
    '%s says that no folder can be made (in /proc)',
    async (_name, callback) => {
      const fitting = fitted({}, callback('/proc/myelin'));
      await expect(fitting).rejects.toThrow(MyelinError);
      await expect(fitting).rejects.toThrow(/\/proc\/myelin.*ENOENT/);
    },
  );

  test('a port that is taken is named', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await expect(fitted({}, new LivePage({ port }))).rejects.toThrow(
        `\`port\` ${port} (listen EADDRINUSE`,
      );
    } finally {
      server.close();
    }
  });
});

describe('what fails', () => {
  beforeAll(() => useBackend('cpu'));

  const own = new Error('disk');
  const failures: Record<string, (model: Sequential) => Promise<unknown>> = {
    'a generator that throws': (model) =>
      model.fit(function* () {
        yield { x, y: [1, 2] };
        throw own;
      }, silent),
    'a callback that throws while data does not let go': (model) =>
      model.fit(
        {
          [Symbol.iterator]: () => ({
            next: () => ({ done: false, value: { x, y: [1, 2] } }),
            return: () => {
              throw new Error('busy');
            },
          }),
        },
        { ...silent, callbacks: [new LambdaCallback({ onTrainBatchEnd: () => fail() })] },
      ),
    'a callback that throws in validation': (model) =>
      model.fit(x, [1, 2], {
        ...silent,
        validationData: [x, [1, 2]],
        callbacks: [new SwapEMAWeights(), new LambdaCallback({ onTestBegin: () => fail() })],
      }),
    'a probe that the loss refuses': (model) =>
      model.fit(x, [1, 2], {
        ...silent,
        callbacks: [new LayerStatistics({ probe: [[[1, 2, 3]], [[1, 2]]] })],
      }),
  };
  const fail = (): never => {
    throw own;
  };

  test.each(Object.entries(failures))(
    '%s leaks nothing, and its error is told',
    async (_name, run) => {
      const model = compiled();
      model.compile({ optimizer: new SGD({ useEma: true, learningRate: 0.001 }), loss: 'mse' });
      await model.fit(x, [1, 2], silent);
      const { tensors } = memory();
      await expect(run(model)).rejects.toSatisfy(
        (error) => error === own || error instanceof MyelinError,
      );
      expect(memory().tensors).toBe(tensors);
      await model.fit(x, [1, 2], silent);
    },
  );

  test('an error while averages stand for the weights puts the weights back', async () => {
    const model = compiled();
    model.compile({ optimizer: new SGD({ useEma: true, learningRate: 0.001 }), loss: 'mse' });
    await model.fit(x, [1, 2], { ...silent, epochs: 3 });
    const averages = new SwapEMAWeights();
    const judged = await model.evaluate(x, [1, 2], { ...silent, callbacks: [averages] });
    const before = model.getWeights().map(({ data }) => [...data]);
    const judging = model.evaluate(
      function* () {
        yield { x, y: [1, 2] };
        fail();
      },
      { ...silent, callbacks: [averages] },
    );
    await expect(judging).rejects.toBe(own);
    expect(model.getWeights().map(({ data }) => [...data])).toEqual(before);
    expect(await model.evaluate(x, [1, 2], { ...silent, callbacks: [averages] })).toBe(judged);
  });

  test('a backup that does not fit changes no weight', async () => {
    const model = compiled();
    const before = model.getWeights().map(({ data }) => [...data]);
    const files = filesOf(encodeState({ weights: { kernel: ndArray([1]) }, callbacks: [] }));
    const callbacks = [new BackupAndRestore({ backupDir: 'backup', files })];
    await expect(model.fit(x, [1, 2], { ...silent, callbacks })).rejects.toThrow(MyelinError);
    expect(model.getWeights().map(({ data }) => [...data])).toEqual(before);
  });
});
