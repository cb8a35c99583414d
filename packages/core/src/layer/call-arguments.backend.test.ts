import { expectClose, onEachBackend } from '@myelin/testkit';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import type {
  CallArguments,
  LayerOptions,
  Pass,
  Shape,
  StringArray,
  Tensor,
  WeightRecord,
} from '../index.ts';
import {
  ArgumentError,
  add,
  Layer,
  mul,
  ndArray,
  resetNames,
  SymbolicTensor,
  scalar,
  tensor,
  WeightlessLayer,
} from '../index.ts';

interface SumArguments {
  readonly more?: Tensor | undefined;
  readonly others?: readonly Tensor[] | undefined;
  readonly twice?: boolean;
  readonly times?: readonly number[];
}

/** The input and all that a call gives beside it, added up. */
class Sum extends Layer<LayerOptions, WeightRecord, Tensor, Tensor, SumArguments> {
  readonly className: string = 'Sum';
  protected override readonly callArguments: CallArguments<SumArguments> | undefined = {
    more: 'tensor',
    others: 'tensors',
    twice: 'boolean',
    times: 'value',
  };
  seen: Tensor | undefined;

  constructor(options: LayerOptions = {}) {
    super('Sum', options, {});
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected build(): WeightRecord {
    return {};
  }

  protected call(
    x: Tensor,
    _weights: object,
    pass: Pass,
    { more = scalar(0), others = [], twice = false, times = [1] }: SumArguments,
  ): Tensor {
    this.seen = pass.maskOf(x);
    const sum = [more, ...others].reduce((a, b) => add(a, b), x);
    return times.reduce((y, factor) => mul(y, factor), twice ? mul(sum, 2) : sum);
  }
}

/** Says nothing of its arguments. */
class Silent extends Sum {
  protected override readonly callArguments: undefined = undefined;
}

/** Takes a list of tensors, and remembers their masks. */
class First extends WeightlessLayer<LayerOptions, readonly Tensor[]> {
  readonly className: string = 'First';
  protected override readonly callArguments: CallArguments<object> = {};
  masks: readonly (Tensor | undefined)[] = [];

  constructor(options: LayerOptions = {}) {
    super('First', options, {});
  }

  protected override get takesList(): boolean {
    return true;
  }

  outputShape(inputs: readonly Shape[]): Shape {
    return inputs[0] ?? [];
  }

  protected call(inputs: readonly Tensor[], _weights: object, pass: Pass): Tensor {
    this.masks = inputs.map((x) => pass.maskOf(x));
    return inputs[0] as Tensor;
  }
}

onEachBackend('call arguments', () => {
  beforeEach(resetNames);

  test('lists and arrays become tensors, by what the layer says of its arguments', () => {
    const layer = new Sum();
    using y = layer.apply([[1, 2]], {
      more: [[10, 20]],
      others: [ndArray([[100, 200]]), [[1000, 2000]]],
      twice: true,
    });
    expectClose(y, [[2222, 4444]]);
    using one = layer.apply([[1, 2]], { others: tensor([[5, 5]]) as never });
    expectClose(one, [[6, 7]]);
    using factors = layer.apply([[1, 2]], { times: [2, 5] });
    expectClose(factors, [[10, 20]]);
    using none = layer.apply([[1, 2]], { more: undefined, others: null as never });
    expectClose(none, [[1, 2]]);
  });

  test('arrays alone become tensors where the layer says nothing', () => {
    using y = new Silent().apply([[1, 2]], {
      more: ndArray([[10, 20]]),
      others: [ndArray([[1, 1]])],
      whatever: [1, 2],
    } as object);
    expectClose(y, [[12, 23]]);
  });

  test.each([
    [{ mor: 1 }, 'Sum "sum": `mor` is not an option (received 1).\n  Fix: did you mean `more`'],
    [{ initial: 1 }, 'use one of `more`, `others`, `twice`, `times`, `training`, `mask`'],
    [{ twice: 1 }, '`twice` must be true or false, received 1'],
    [{ training: 'yes' }, '`training` must be true or false, received "yes"'],
    [{ more: 'a' }, '`more` must be a tensor, an NdArray or nested lists, received "a"'],
    [{ others: [[[1]], {}] }, '`others[1]` must be a tensor'],
    [{ mask: 'a' }, '`mask` must be a tensor'],
  ])('refuses %j', (options, message) => {
    expect(() => new Sum().apply([[1, 2]], options as object)).toThrow(ArgumentError);
    resetNames();
    expect(() => new Sum().apply([[1, 2]], options as object)).toThrow(message);
  });

  test('a layer without arguments says that it takes none', () => {
    expect(() => new First().apply([[[1]]], { initialState: 1 } as object)).toThrow(
      'First "first": `initialState` is not an option',
    );
  });

  test('names are checked in graphs too', () => {
    const layer = new Sum();
    layer.buildFor([null, 2]);
    const origin = { call: { layer: layer as never } as never, index: 0 };
    const x = new SymbolicTensor('x', [null, 2], 'float32', origin);
    expect(() => layer.apply(x, { mor: x } as object)).toThrow('did you mean `more`');
  });

  test.each([
    ['lists', [[true, false]]],
    ['lists of numbers', [[1, 0]]],
    ['an array', ndArray([[true, false]])],
  ])('masks may be %s', (_, mask) => {
    const layer = new Sum();
    layer.apply([[1, 2]], { mask }).dispose();
    expect(layer.seen?.dtype).toBe('bool');
    expect(layer.seen?.shape).toEqual([1, 2]);
  });

  test('masks of several inputs are a list, with null or nothing where there is none', () => {
    const layer = new First();
    const dtypes = (): unknown[] => layer.masks.map((mask) => mask?.dtype);
    const x = [[[1, 2]], [[3, 4]]];
    layer.apply(x, { mask: [[[true, false]], null] }).dispose();
    expect(dtypes()).toEqual(['bool', undefined]);
    layer.apply(x, { mask: [undefined, [[1, 0]]] }).dispose();
    expect(dtypes()).toEqual([undefined, 'bool']);
    layer.apply(x, { mask: [[[1, 0]]] }).dispose();
    expect(dtypes()).toEqual(['bool', undefined]);
    expect(() => layer.apply(x, { mask: tensor([[1, 0]]) as never })).toThrow(
      '`mask` must be a list of 2 masks, as the inputs are, received',
    );
    expect(() => layer.apply(x, { mask: [null, null, [[1, 0]]] })).toThrow('a list of 2 masks');
  });

  test('nested lists are one tensor each where a list of tensors is wanted', () => {
    const layer = new First();
    using y = layer.apply([[[1, 2]], [[3, 4]]]);
    expectClose(y, [[1, 2]]);
    using other = layer.apply([Float32Array.of(5, 6), [7, 8]]);
    expectClose(other, [5, 6]);
  });

  test('types say what may be given', () => {
    type Options = NonNullable<Parameters<Sum['apply']>[1]>;
    expectTypeOf<{ more: number[][] }>().toExtend<Options>();
    expectTypeOf<{ others: [StringArray, number[]] }>().toExtend<Options>();
    expectTypeOf<{ mask: boolean[][] }>().toExtend<Options>();
    expectTypeOf<{ twice: string }>().not.toExtend<Options>();
    type Masks = NonNullable<Parameters<First['apply']>[1]>;
    expectTypeOf<{ mask: [boolean[][], null, undefined] }>().toExtend<Masks>();
  });

  test('a revision is another one each time', () => {
    class Learner extends Sum {
      learn(): void {
        this.revise();
      }
    }
    const layer = new Learner();
    const before = layer.revision;
    layer.learn();
    expect(layer.revision).not.toBe(before);
  });
});
