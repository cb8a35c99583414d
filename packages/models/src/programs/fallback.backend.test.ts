import { cpu } from '@myelin/backend-cpu';
import {
  Layer,
  type LayerOptions,
  mean,
  type Pass,
  type Shape,
  StateError,
  scalar,
  setRandomSeed,
  square,
  type Tensor,
  useBackend,
  WeightlessLayer,
  type WeightMaker,
  type WeightRecord,
  type WeightValues,
} from '@myelin/core';
import { Dense } from '@myelin/layers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inCompiledMode, withoutPrograms } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import type { CompileOptions } from '../compile/compile-options.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

const silent = { verbose: 0 } as const;

const usual: CompileOptions = {
  optimizer: 'sgd',
  loss: 'sparse_categorical_crossentropy',
  metrics: ['accuracy'],
};

/** A layer that computes what it is told. */
class Custom extends WeightlessLayer {
  readonly className = 'Custom';
  readonly #compute: (x: Tensor, pass: Pass) => Tensor;
  constructor(name: string, compute: (x: Tensor, pass: Pass) => Tensor) {
    super('Custom', { name }, {});
    this.#compute = compute;
  }
  outputShape(input: Shape): Shape {
    return input;
  }
  protected call(x: Tensor, _weights: object, pass: Pass): Tensor {
    return this.#compute(x, pass);
  }
}

const around = (layer: Layer): Sequential =>
  new Sequential([
    new Dense({ units: 4, inputShape: [2] }),
    layer,
    new Dense({ units: 2, activation: 'softmax' }),
  ]);

/** Doubles its input if the first number of it is positive: which operations are run depends on values. */
const branching = (): Layer =>
  new Custom('branch', (x) => ((x.dataSync()[0] ?? 0) > 0 ? x.mul(2) : x));

/** Adds noise that JavaScript makes. */
const noisy = (): Layer => new Custom('noise', (x) => x.add(Math.random()));

inCompiledMode('a step that cannot be compiled', () => {
  const { x, y } = twoClasses(20);

  test('lists the tasks of compiled programs if asked to', async () => {
    using model = new Sequential([new Dense({ units: 3, activation: 'relu', inputShape: [2] })]);
    model.compile(usual);
    await model.predict([[1, 2]], { verbose: 0 });
    const brief = model.explain();
    const whole = model.explain({ tasks: true });
    expect(brief).toMatch(/compiled: 1 task on 1 thread,/);
    expect(brief).not.toMatch(/matmul/);
    expect(whole).toMatch(/\n {4}matmul 1×2×3 \+ Add Relu/);
  });

  test('runs operation by operation, and explain says why and where', async () => {
    using model = around(branching());
    model.compile(usual);
    const { history } = await model.fit(x, y, { ...silent, batchSize: 10, epochs: 2 });
    expect(history.loss).toHaveLength(2);
    const text = model.explain();
    expect(text).toMatch(/train, batches of x \[10, 2\], y \[10\] int32/);
    expect(text).toMatch(/not compiled: .*read.*"sequential\w*\/branch"/);
    expect(text).toMatch(/Fix: /);
    expect(text).toMatch(/batches: 4 operation by operation/);
  });

  test('is found where random numbers come from JavaScript', async () => {
    using model = around(noisy());
    model.compile(usual);
    await model.fit(x, y, { ...silent, batchSize: 20 });
    expect(model.explain()).toMatch(/made in JavaScript.*"sequential\w*\/noise"/);
  });

  test('is an error where compiling is insisted on', async () => {
    using model = around(branching());
    model.compile({ ...usual, jitCompile: true });
    const message = /`jitCompile: true` asks for compiled steps, but .*branch"/;
    for (let i = 0; i < 2; i++) {
      await expect(model.fit(x, y, silent)).rejects.toThrow(message);
      await expect(model.evaluate(x, y, silent)).rejects.toThrow(message);
      await expect(model.predict(x, silent)).rejects.toThrow(StateError);
      await expect(model.trainOnBatch(x, y)).rejects.toThrow(message);
    }
  });

  test('is tried only once', async () => {
    let calls = 0;
    using model = around(
      new Custom('counting', (input) => {
        calls++;
        return input.dataSync().length > 0 ? input : input;
      }),
    );
    model.compile(usual);
    await model.fit(x, y, { ...silent, batchSize: 20 });
    const first = calls;
    await model.fit(x, y, { ...silent, batchSize: 20 });
    expect(calls - first).toBe(1);
  });

  test('leaves the other steps compiled', async () => {
    using model = around(
      new Custom('train only', (input, pass) => {
        if (pass.training) input.dataSync();
        return input;
      }),
    );
    model.compile(usual);
    await model.fit(x, y, { ...silent, batchSize: 20, validationData: [x, y] });
    expect(model.explain()).toMatch(/train(.|\n)*not compiled(.|\n)*test(.|\n)*\d tasks/);
  });

  test('may be the short last batch only; metrics count it in', async () => {
    const run = async (jitCompile: boolean | 'auto'): Promise<number[]> => {
      setRandomSeed(2);
      using model = around(
        new Custom('whole', (input) => {
          if (input.shape[0] !== 16) input.dataSync();
          return input;
        }),
      );
      model.compile({ ...usual, jitCompile });
      const { history } = await model.fit(x, y, { ...silent, batchSize: 16, epochs: 3 });
      if (jitCompile) expect(model.explain()).toMatch(/x \[4, 2\](.|\n)*not compiled/);
      return [...history.loss!, ...history.accuracy!];
    };
    const compiled = await run('auto');
    for (const [i, value] of (await run(false)).entries())
      expect(compiled[i]).toBeCloseTo(value, 4);
  });

  test('an error of the layer itself is an error of fit', async () => {
    using model = around(
      new Custom('broken', () => {
        throw new Error('out of order');
      }),
    );
    model.compile(usual);
    await expect(model.fit(x, y, silent)).rejects.toThrow('out of order');
    await expect(model.predict(x, silent)).rejects.toThrow('out of order');
  });

  test('weights made in the middle of a step are refused by programs, and work without', async () => {
    class Lazy extends Layer<LayerOptions, WeightRecord> {
      readonly className = 'Lazy';
      readonly inner = new Dense({ units: 4, name: 'hidden' });
      constructor() {
        super('Lazy', { name: 'lazy' }, {});
      }
      outputShape(input: Shape): Shape {
        return input;
      }
      protected build(_input: Shape, _weight: WeightMaker): WeightRecord {
        return {};
      }
      protected call(input: Tensor, _weights: WeightValues<WeightRecord>, pass: Pass): Tensor {
        return this.inner.forward(input, pass);
      }
    }
    const lazy = new Lazy();
    using model = around(lazy);
    expect((await model.predict(x, silent)).shape).toEqual([20, 2]);
    expect(model.explain()).toMatch(
      /not compiled: weight ".*hidden\/kernel" is made inside the step/,
    );
    lazy.inner.dispose();
  });
});

inCompiledMode('a compiled step', () => {
  const { x, y } = twoClasses(20);

  test('follows weights outside of the model that it reads', async () => {
    const teacher = new Dense({ units: 2, activation: 'softmax' });
    teacher.buildFor([null, 2]);
    const losses: number[][] = [];
    for (const jitCompile of [false, true]) {
      setRandomSeed(4);
      using model = around(new Dense({ units: 4 }));
      teacher.weights[0]!.assign([
        [1, 0],
        [0, 1],
      ]);
      model.compile({
        jitCompile,
        optimizer: 'sgd',
        loss: (yTrue, yPred) => mean(square(yPred.sub(teacher.apply(yTrue))), -1),
      });
      const first = await model.fit(x, x, { ...silent, shuffle: false });
      teacher.weights[0]!.assign([
        [5, 1],
        [-5, 2],
      ]);
      const second = await model.fit(x, x, { ...silent, shuffle: false });
      losses.push([first.history.loss![0]!, second.history.loss![0]!]);
    }
    expect(losses[1]![0]).toBeCloseTo(losses[0]![0]!, 5);
    expect(losses[1]![1]).toBeCloseTo(losses[0]![1]!, 5);
    teacher.dispose();
  });

  test('draws anew for each batch where a layer is random outside of training', async () => {
    const random = (): Layer =>
      new Custom('dropout', (input, pass) => input.add(pass.uniform(input.shape, null)));
    const predictions = [];
    for (const jitCompile of [false, true]) {
      setRandomSeed(6);
      using model = around(random());
      model.compile({ ...usual, jitCompile });
      setRandomSeed(8);
      predictions.push([await model.predict(x, silent), await model.predict(x, silent)]);
      setRandomSeed(9);
      predictions.at(-1)!.push(await model.predict(x, { ...silent, batchSize: 7 }));
    }
    const [eager, compiled] = predictions;
    for (const [i, expected] of eager!.entries()) expectClose(compiled![i]!, expected);
    expect(compiled![0]!.data).not.toEqual(compiled![1]!.data);
  });

  test('explain says that nothing ran, what is compiled, and what stands against it', async () => {
    using model = around(new Dense({ units: 4 }));
    expect(model.explain()).toMatch(/has not run since it was compiled/);
    model.compile(usual);
    await model.fit(x, y, { ...silent, batchSize: 8 });
    expect(model.explain()).toMatch(
      /x \[8, 2\].*\n {2}compiled: \d+ tasks on 1 thread, .* of working memory.*\n {2}captured in .* ms, compiled in .* ms\n {2}batches: 2 compiled/,
    );
    model.compile({ ...usual, jitCompile: false });
    expect(model.explain()).toMatch(/has not run since it was compiled/);
    await model.fit(x, y, { ...silent, batchSize: 20 });
    expect(model.explain()).toMatch(/Nothing is compiled: .*jitCompile: false/);
    await useBackend(withoutPrograms(cpu));
    model.compile({ ...usual, jitCompile: true });
    await expect(model.fit(x, y, silent)).rejects.toThrow(
      /`jitCompile: true` asks for compiled steps, but the backend \w+ does not compile programs/,
    );
    await useBackend(cpu);
    await model.fit(x, y, silent);
  });

  test('a scalar that the user keeps outside is a constant of the step', async () => {
    const factor = scalar(2);
    const losses: number[] = [];
    for (const by of [factor, 2]) {
      setRandomSeed(4);
      using model = around(new Custom('scaled', (input) => input.mul(by)));
      model.compile({ ...usual, jitCompile: true });
      const { history } = await model.fit(x, y, { ...silent, shuffle: false });
      losses.push(history.loss?.[0] ?? Number.NaN);
    }
    expect(losses[0]).toBeCloseTo(losses[1] ?? Number.NaN, 6);
    factor.dispose();
  });
});
