import type {
  LayerOptions,
  Pass,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import { add, layerCatalog, mul, NdArray, Ones, tensor } from '@myelin/core';
import {
  arrayOf,
  checkLayer,
  expectClose,
  layerFixtureTests,
  onEachBackend,
} from '@myelin/testkit';
import { expect, test } from 'vitest';
import { GRU } from './gru.ts';
import { GRUCell } from './gru-cell.ts';
import { LSTM } from './lstm.ts';
import { LSTMCell } from './lstm-cell.ts';
import type { CellArguments } from './recurrent-cell.ts';
import { RecurrentCell } from './recurrent-cell.ts';
import { RNN } from './rnn.ts';
import { SimpleRNNCell } from './simple-rnn-cell.ts';
import { StackedRNNCells } from './stacked-rnn-cells.ts';

const cells = { GRUCell, LSTMCell, SimpleRNNCell, StackedRNNCells };

await layerFixtureTests('keras/layers-rnn.json', { RNN }, { known: cells });

const mask = new NdArray(Uint8Array.of(0, 1, 1, 0, 1, 0, 0, 0), [2, 4], 'bool');

type ScaleWeights = { readonly scale: Weight };

/** `output = scale · (sum of all inputs so far)`, and a count of steps: a cell whose output is none of its states. */
class ScaledSum extends RecurrentCell<LayerOptions, ScaleWeights> {
  readonly className: string = 'ScaledSum';

  constructor(options: LayerOptions = {}) {
    super('ScaledSum', options, {});
  }

  stateShapes([batch = null, ...rest]: Shape): readonly Shape[] {
    return [
      [batch, 1],
      [batch, ...rest],
    ];
  }

  override stepShape(input: Shape): Shape {
    return input;
  }

  protected build(_input: Shape, weight: WeightMaker): ScaleWeights {
    return { scale: weight('scale', [], new Ones()) };
  }

  protected call(
    x: Tensor,
    { scale }: WeightValues<ScaleWeights>,
    _pass: Pass,
    { states: [count, sum] }: CellArguments,
  ): readonly Tensor[] {
    const next = add(sum as Tensor, x);
    return [mul(next, scale), add(count as Tensor, 1), next];
  }
}

layerCatalog.register({ ...cells, ScaledSum });

onEachBackend('RNN', () => {
  test.each([
    {
      options: () => ({ cell: new LSTMCell({ units: 2 }), returnState: true }),
      input: [2, 3, 2],
      output: [
        [2, 2],
        [2, 2],
        [2, 2],
      ],
    },
    {
      options: () => ({
        cell: [
          new GRUCell({ units: 2, recurrentDropout: 0.2 }),
          new SimpleRNNCell({ units: 3, dropout: 0.3 }),
        ],
        returnSequences: true,
      }),
      input: [2, 4, 2],
      output: [2, 4, 3],
      call: { mask },
    },
    {
      options: () => ({ cell: new ScaledSum(), goBackwards: true, returnSequences: true }),
      input: [2, 4, 2, 3],
      output: [2, 4, 2, 3],
      call: { mask },
    },
  ])('obeys the layer laws: $input', (example) => checkLayer(RNN, example));

  test('runs a cell of one’s own, whose output is none of its states', () => {
    using layer = new RNN({ cell: new ScaledSum(), returnState: true });
    layer.buildFor([null, null, 1]);
    layer.weights[0]!.assign(10);
    const real = tensor([1, 1, 0, 1], 'bool', [1, 4]);
    const [y, count, sum] = layer.apply([[[1], [2], [4], [8]]], { mask: real });
    expectClose(y!, [[110]]);
    expectClose(count!, [[3]]);
    expectClose(sum!, [[11]]);
    expect(layer.weights[0]!.path).toBe(`${layer.name}/${layer.cell.name}/scale`);
  });

  test('over a stack it does what layers one after the other do, masked steps included', () => {
    using stack = new RNN({
      cell: [new LSTMCell({ units: 2 }), new GRUCell({ units: 3 })],
      returnState: true,
    });
    using first = new LSTM({ units: 2, returnSequences: true });
    using second = new GRU({ units: 3 });
    const x = tensor([[[1], [-2], [3], [5]]], 'float32');
    const options = { mask: tensor([0, 1, 1, 0], 'bool', [1, 4]) };
    const [y, ...states] = stack.apply(x, options);
    first.buildFor([1, 4, 1]);
    second.buildFor([1, 4, 2]);
    const weights = [...first.weights, ...second.weights];
    for (const [i, { value }] of stack.weights.entries()) weights[i]!.assign(value);
    expectClose(y!, arrayOf(second.apply(first.apply(x, options), options)));
    expect(states.map(({ shape }) => shape)).toEqual([
      [1, 2],
      [1, 2],
      [1, 3],
    ]);
  });

  test('takes initial states in the structure in which Keras has them, too', () => {
    using layer = new RNN({ cell: [new LSTMCell({ units: 1 }), new GRUCell({ units: 1 })] });
    const [h, c, other] = [1, 2, 3].map((value) => tensor([[value]], 'float32')) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const nested = [[h, c], other] as unknown as Tensor[];
    const flat = layer.apply([[[0]]], { initialState: [h, c, other] });
    expectClose(layer.apply([[[0]]], { initialState: nested }), arrayOf(flat));
  });

  test('refuses what is no cell', () => {
    expect(() => new RNN({ cell: new LSTM({ units: 1 }) as never })).toThrow(
      /^RNN: `cell` must be a recurrent cell, received .*\n {2}Fix: pass for example new LSTMCell/,
    );
  });
});
