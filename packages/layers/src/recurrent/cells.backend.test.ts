import { NdArray, tensor, zeros } from '@myelin/core';
import {
  arrayOf,
  checkLayer,
  expectClose,
  layerFixtureTests,
  onEachBackend,
} from '@myelin/testkit';
import { expect, test } from 'vitest';
import { GRUCell } from './gru-cell.ts';
import { LSTMCell } from './lstm-cell.ts';
import { RNN } from './rnn.ts';
import { SimpleRNNCell } from './simple-rnn-cell.ts';
import { StackedRNNCells } from './stacked-rnn-cells.ts';

const cells = { GRUCell, LSTMCell, SimpleRNNCell, StackedRNNCells };

await layerFixtureTests('keras/layers-rnn.json', cells, { known: cells });

const state = (units: number, seed: number): NdArray =>
  new NdArray(
    Float32Array.from({ length: 2 * units }, (_, i) => Math.sin(seed + i)),
    [2, units],
  );

onEachBackend('Recurrent cells', () => {
  test.each([
    {
      Class: SimpleRNNCell,
      options: { units: 3, dropout: 0.3, recurrentDropout: 0.2 },
      input: [2, 4],
      call: { states: [state(3, 1)] },
      output: [
        [2, 3],
        [2, 3],
      ],
    },
    {
      Class: LSTMCell,
      options: { units: 3 },
      input: [2, 4],
      call: { states: [state(3, 1), state(3, 2)] },
      output: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    },
    {
      Class: GRUCell,
      options: { units: 2, resetAfter: false, dropout: 0.5, recurrentDropout: 0.3 },
      input: [2, 3],
      call: { states: [state(2, 1)] },
      output: [
        [2, 2],
        [2, 2],
      ],
    },
    {
      Class: StackedRNNCells,
      options: () => ({ cells: [new LSTMCell({ units: 2 }), new GRUCell({ units: 3 })] }),
      input: [2, 3],
      call: { states: [state(2, 1), state(2, 2), state(3, 3)] },
      output: [
        [2, 3],
        [2, 2],
        [2, 2],
        [2, 3],
      ],
    },
  ])('obey the layer laws: $Class.name', ({ Class, ...example }) => checkLayer(Class, example));

  test('step by step, a cell does what the layer over it does', () => {
    using cell = new LSTMCell({ units: 2 });
    using layer = new RNN({ cell, returnState: true });
    const [, h, c] = layer.apply([[[1], [-2], [3]]]);
    let states = [zeros([1, 2]), zeros([1, 2])] as const;
    for (const x of [1, -2, 3]) {
      const [, nextH, nextC] = cell.apply([[x]], { states });
      states = [nextH!, nextC!];
    }
    expectClose(states[0], arrayOf(h!));
    expectClose(states[1], arrayOf(c!));
  });

  test('refuse a call without states, or with others', () => {
    using cell = new LSTMCell({ units: 2 });
    expect(() => cell.apply([[1]])).toThrow(
      'LSTMCell: `states` must be a list of 2 tensors, received none',
    );
    const states = [zeros([1, 2]), zeros([1, 3])];
    expect(() => cell.apply([[1]], { states })).toThrow(
      'LSTMCell: `states` must have the shapes [1, 2] and [1, 2], received [1, 2] and [1, 3]',
    );
  });

  test('a stack refuses what is no cell', () => {
    expect(() => new StackedRNNCells({ cells: [] })).toThrow(/`cells` must be a list of cells/);
    const cells = [new GRUCell({ units: 1 }), tensor([1])];
    expect(() => new StackedRNNCells({ cells: cells as never })).toThrow(
      /`cells\[1\]` must be a recurrent cell/,
    );
  });
});
