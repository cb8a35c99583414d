import { expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { LayerOptions, Shape, Tensor, WeightMaker, WeightRecord } from '../index.ts';
import {
  ArgumentError,
  ComposedLayer,
  Layer,
  mul,
  Pass,
  ShapeError,
  tensor,
  Zeros,
} from '../index.ts';

interface Parts {
  readonly outputShape?: (input: Shape) => unknown;
  readonly build?: (weight: WeightMaker) => unknown;
  readonly call?: (x: Tensor) => unknown;
}

/** A layer as it may be written by mistake. */
class Wrong extends Layer<LayerOptions, WeightRecord> {
  readonly className: string = 'Wrong';
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super('Wrong', { name: 'wrong' }, {});
    this.#parts = parts;
  }

  outputShape(input: Shape): Shape {
    return (this.#parts.outputShape?.(input) ?? input) as Shape;
  }

  protected build(_input: Shape, weight: WeightMaker): WeightRecord {
    return (this.#parts.build?.(weight) ?? {}) as WeightRecord;
  }

  protected call(x: Tensor): Tensor {
    const { call = (input: Tensor) => mul(input, 2) } = this.#parts;
    return call(x) as Tensor;
  }
}

/** Two layers, of which the second cannot be built. */
class Pair extends ComposedLayer {
  readonly className: string = 'Pair';
  readonly first = new Wrong({
    build: (weight) => ({ kernel: weight('kernel', [2], new Zeros()) }),
  });
  readonly second = new Wrong({ build: () => refuse() });

  constructor() {
    super('Pair', {}, {});
  }

  protected call(x: Tensor, _weights: object, pass: Pass): Tensor {
    return this.second.forward(this.first.forward(x, pass), pass);
  }
}

function refuse(): never {
  throw new ArgumentError({ where: 'second', problem: 'cannot be built', fix: 'leave it out' });
}

onEachBackend('A layer that is written wrongly', () => {
  test.each([
    ['nothing', undefined, 'undefined'],
    ['a number', 5, '5'],
    ['a list of numbers', [1, 2], '1'],
    ['an empty record', {}, 'an empty object'],
  ])('its call gives %s', (_, result, shown) => {
    using layer = new Wrong({ call: () => result });
    expect(() => layer.apply([[1]])).toThrow(
      `Wrong "wrong": \`call\` must give a tensor, or a list or record of tensors, received ${shown}.`,
    );
  });

  test('its call is async', () => {
    using layer = new Wrong({ call: async (x) => x });
    expect(() => layer.apply([[1]])).toThrow(
      /received an instance of Promise.\n {2}Fix: make `call` a plain function/,
    );
  });

  test('its call gives a tensor that it has disposed', () => {
    const disposing = (x: Tensor): Tensor => {
      const y = mul(x, 2);
      y.dispose();
      return y;
    };
    using layer = new Wrong({ call: disposing });
    expect(() => layer.apply([[1]])).toThrow(/received a tensor that was disposed/);
  });

  test.each([5, {}, [Number.NaN], [-1], Promise.resolve([1])])(
    'its outputShape gives %o',
    (shape) => {
      using layer = new Wrong({ outputShape: () => shape });
      expect(() => layer.apply([[1]])).toThrow(ShapeError);
      expect(layer.isBuilt).toBe(false);
    },
  );

  test('its result would fill more than all memory', () => {
    using layer = new Wrong({ outputShape: () => [null, 1e12] });
    expect(() => layer.buildFor([null, 1])).toThrow(
      'Wrong "wrong": a result has at most 1073741824 elements, received shape [?, 1000000000000].',
    );
  });

  test.each(['zeros', undefined, null])('a weight starts with %o', (start) => {
    using layer = new Wrong({ build: (weight) => weight('kernel', [2], start as never) });
    expect(() => layer.apply([[1]])).toThrow(
      /^wrong\/kernel: a weight must start with an Initializer or a typed array, received /,
    );
  });

  test('where a layer inside cannot be built, no layer is, and no weight is left', async () => {
    await expectNoLeak(() => {
      using layer = new Pair();
      expect(() => layer.apply([[1, 2]])).toThrow('second: cannot be built');
      expect([layer, layer.first, layer.second].map((one) => one.isBuilt)).toEqual([
        false,
        false,
        false,
      ]);
      expect(layer.weights).toEqual([]);
    });
  });
});

onEachBackend('A layer that is called wrongly', () => {
  test('options of a call are an object', () => {
    using layer = new Wrong({});
    expect(() => layer.apply([[1]], null as never)).toThrow(
      'Wrong "wrong": takes one object of options, received null.\n  Fix: pass for example { training: true }, or nothing.',
    );
  });

  test('a layer that is built for one tensor takes no list of one', () => {
    const outputShape = (input: Shape): Shape => {
      if (Array.isArray(input[0])) refuse();
      return input;
    };
    using layer = new Wrong({ outputShape });
    layer.buildFor([null, 1]);
    expect(() => layer.apply([tensor([[1]])] as never)).toThrow(ArgumentError);
  });

  test('lists are not nested without end', () => {
    using layer = new Wrong({});
    const own: unknown[] = [];
    own.push(own);
    expect(() => layer.apply(own as never)).toThrow(
      'structure: lists and records can be nested 100 deep, received deeper ones.',
    );
  });

  test.each(['text', null, 5])('forward takes tensors, not %o', (x) => {
    using layer = new Wrong({});
    expect(() => layer.forward(x as never, new Pass())).toThrow(ArgumentError);
  });
});
