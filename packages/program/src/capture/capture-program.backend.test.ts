import {
  keep,
  Layer,
  memory,
  mul,
  nextSeed,
  Pass,
  relu,
  type Shape,
  ShapeError,
  scalar,
  setRandomSeed,
  sum,
  type Tensor,
  tensor,
  tidy,
  valueAndGradients,
} from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { engine, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { printProgram } from '../ir/print-program.ts';
import { CaptureError } from './capture-error.ts';
import type { CapturedOutput, CaptureOptions } from './capture-options.ts';
import { captureProgram } from './capture-program.ts';

/** A layer without weights that computes what it is told. */
class Custom extends Layer<{ readonly name?: string }, Record<string, never>> {
  readonly className = 'Custom';
  readonly #compute: (x: Tensor) => Tensor;

  constructor(name: string, compute: (x: Tensor) => Tensor) {
    super('Custom', { name }, {});
    this.#compute = compute;
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected build(): Record<string, never> {
    return {};
  }

  protected call(x: Tensor): Tensor {
    return this.#compute(x);
  }
}

const x = { name: 'x', role: 'batch', shape: [2, 3], dtype: 'float32' } as const;
const result = (tensor: Tensor): CapturedOutput[] => [{ role: 'result', name: 'y', tensor }];
const options = (compute: (x: Tensor) => Tensor): CaptureOptions => ({
  name: 'predict',
  inputs: [x],
  compute: ({ x: given }) => result(compute(given as Tensor)),
});

/** The computation as it stands in a layer `inner` in a layer `outer`. */
const inLayers = (compute: (x: Tensor) => Tensor): CaptureOptions =>
  options((given) => {
    const pass = new Pass();
    const inner = new Custom('inner', compute);
    return new Custom('outer', (one) => inner.forward(one, pass)).forward(given, pass);
  });

function errorOf(work: () => unknown): CaptureError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(CaptureError);
    return error as CaptureError;
  }
  throw new Error('nothing was thrown');
}

onEachBackend('captureProgram', ({ name: backendName }) => {
  test('writes down the kernels that are called, with constants, attributes and layers', () => {
    const program = captureProgram(inLayers((given) => sum(relu(mul(given, 0.5)), 1)));
    expect(printProgram(program)).toBe(
      [
        'program predict: 1 inputs, 3 operations',
        '%0 float32[2,3] = batch x',
        '%1 float32[2,3] = Multiply(%0, 0.5)   // outer/inner',
        '%2 float32[2,3] = Relu(%1)   // outer/inner',
        '%3 float32[2] = Sum(%2) {axis: 1, keepDims: false}   // outer/inner',
        'result y = %3',
      ].join('\n'),
    );
  });

  test('captures the way back, too, which belongs to no layer', () => {
    const program = captureProgram(
      options((given) => {
        const { gradients } = valueAndGradients(
          () => sum(new Custom('square', (one) => one.square()).forward(given, new Pass())),
          [given],
        );
        return gradients[0] as Tensor;
      }),
    );
    const kernels = program.operations.map(({ kernel }) => kernel);
    expect(kernels.slice(0, 3)).toEqual(['Square', 'Identity', 'Sum']);
    expect(program.operations.map(({ scope }) => scope).slice(0, 3)).toEqual([
      'square',
      'square',
      '',
    ]);
    expect(program.operations.at(-1)?.scope).toBe('');
    expect(program.outputs[0]?.value.shape).toEqual([2, 3]);
  });

  test('computes nothing and leaves backend, memory and seeds as they were', () => {
    setRandomSeed(5);
    const expected = nextSeed();
    setRandomSeed(5);
    const before = memory();
    tidy(() => captureProgram(options((given) => given.square())));
    expect(memory()).toEqual(before);
    expect(engine().backendName).toBe(backendName);
    expect(engine().backendNames()).not.toContain('capture');
    expect(nextSeed()).toBe(expected);
  });

  test('leaves everything as it was when the computation fails', () => {
    const before = memory();
    const wrong = options((given) => {
      given.square();
      throw new RangeError('mine');
    });
    expect(() => captureProgram(wrong)).toThrow(RangeError);
    for (const misfit of [(t: Tensor) => t.reshape([5]), (t: Tensor) => t.matMul(t)]) {
      expect(() => captureProgram(inLayers(misfit))).toThrow(ShapeError);
      expect(() => captureProgram(inLayers(misfit))).toThrow('Custom "inner"');
    }
    expect(memory()).toEqual(before);
    expect(engine().backendName).toBe(backendName);
    using two = scalar(2);
    expect(two.dataSync()[0]).toBe(2);
  });

  test('names kernel and layer where numbers are read', () => {
    const error = errorOf(() =>
      captureProgram(
        inLayers((given) => ((given.exp().dataSync()[0] as number) > 0 ? given : given.neg())),
      ),
    );
    expect(error.kernel).toBe('Exp');
    expect(error.scope).toBe('outer/inner');
    expect(error.message).toContain('the result of Exp in layer "outer/inner"');
    expect(engine().backendName).toBe(backendName);
  });

  test('finds reads that are not waited for, and those whose error is caught', () => {
    const later = inLayers((given) => {
      void given.log().data();
      return given;
    });
    expect(errorOf(() => captureProgram(later)).kernel).toBe('Log');
    const caught = options((given) => {
      try {
        given.arraySync();
      } catch {}
      return given;
    });
    expect(errorOf(() => captureProgram(caught)).message).toContain('input "x"');
  });

  test('lets constants be read', () => {
    const program = captureProgram(
      options((given) => given.mul(scalar(3).dataSync()[0] as number)),
    );
    expect(printProgram(program)).toContain('Multiply(%0, 3)');
  });

  test('finds random numbers made in JavaScript', () => {
    const noise = inLayers((given) => given.add(tensor([Math.random(), 1, 2], 'float32')));
    const error = errorOf(() => captureProgram(noise));
    expect(error.kernel).toBe('Add');
    expect(error.message).toContain('made in JavaScript');
    expect(error.message).toContain('layer "outer/inner"');
    const slope = options((given) => given.mul(1).pow(1 + Math.random()));
    expect(errorOf(() => captureProgram(slope)).kernel).toBe('Pow');
  });

  test('finds seeds drawn inside, which would freeze the numbers drawn with them', () => {
    const frozen = inLayers((given) => given.add(scalar(nextSeed())));
    expect(errorOf(() => captureProgram(frozen)).kernel).toBe('Add');
  });

  test('finds what goes another way the second time', () => {
    let runs = 0;
    const moody = options((given) => (runs++ === 0 ? given.exp() : given.log()));
    expect(errorOf(() => captureProgram(moody)).message).toContain('Exp is Log in the second');
  });

  test('takes tensors from outside as constants and leaves them where they are', () => {
    using table = tensor([[1, 2, 3]], 'float32');
    using ones = tensor([1, 1], 'int32');
    const before = memory();
    const program = captureProgram({
      name: 'predict',
      inputs: [x],
      compute: ({ x: given }) => [
        { role: 'result', name: 'y', tensor: (given as Tensor).mul(table) },
        { role: 'result', name: 'ones', tensor: ones },
      ],
    });
    const origins = program.operations[0]?.inputs.map(({ origin }) => origin);
    expect(origins?.[1]).toEqual({
      kind: 'constant',
      constant: { kind: 'elements', elements: Float32Array.of(1, 2, 3) },
    });
    expect(program.outputs[1]?.value).toEqual({
      shape: [2],
      dtype: 'int32',
      origin: { kind: 'constant', constant: { kind: 'fill', value: 1 } },
    });
    expect(memory()).toEqual(before);
    expect(Array.from(table.dataSync())).toEqual([1, 2, 3]);
  });

  test('refuses tensors that are kept for later', () => {
    let kept: Tensor | undefined;
    const before = memory();
    const keeping = inLayers((given) => {
      kept ??= keep(given.exp());
      return given.mul(kept);
    });
    const error = errorOf(() => captureProgram(keeping));
    expect(error.kernel).toBe('Exp');
    expect(error.message).toContain('kept for later');
    expect(errorOf(() => captureProgram(keeping)).message).toContain('another step was captured');
    expect(memory()).toEqual(before);
  });

  test('names kernels that programs do not know', () => {
    const kernel = { kernelName: 'Mystery', backendName };
    registerKernel({ ...kernel, kernelFunc: ({ inputs }) => inputs.x as never });
    const mystery = inLayers(
      (given) => engine().runKernel('Mystery', { x: given as never }) as never,
    );
    const error = errorOf(() => captureProgram(mystery));
    unregisterKernel(kernel.kernelName, backendName);
    expect(error.kernel).toBe('Mystery');
    expect(error.scope).toBe('outer/inner');
  });

  test('refuses to capture inside of a capture', () => {
    const inner = options((given) => given);
    const outer = options((given) => {
      captureProgram(inner);
      return given;
    });
    expect(errorOf(() => captureProgram(outer)).message).toContain('being captured');
    expect(engine().backendName).toBe(backendName);
  });

  test('refuses outputs that are no next states', () => {
    const state = { name: 'w', role: 'state', shape: [2], dtype: 'float32' } as const;
    const capture = (outputs: (w: Tensor) => CapturedOutput[]): CaptureError =>
      errorOf(() =>
        captureProgram({ name: 't', inputs: [state], compute: ({ w }) => outputs(w as Tensor) }),
      );
    const role = 'state';
    expect(capture((w) => [{ role, name: 'v', tensor: w }]).message).toContain('state "v"');
    expect(capture((w) => [{ role, name: 'w', tensor: w.sum() }]).message).toContain(
      'state "w" is float32 [2] before and float32 [] after the step',
    );
    const twice = (tensor: Tensor): CapturedOutput[] => [...result(tensor), ...result(tensor)];
    expect(capture(twice).message).toContain('output "y" is given twice');
  });
});
