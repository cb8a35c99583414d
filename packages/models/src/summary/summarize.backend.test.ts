import {
  Initializer,
  Layer,
  type LayerOptions,
  matMul,
  type Shape,
  type Tensor,
  WeightlessLayer,
  type WeightMaker,
  type WeightRecord,
  type WeightValues,
  zeros,
} from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Sequential } from '../sequential/sequential.ts';
import { summarize } from './summarize.ts';
import type { SummaryOptions } from './summary-options.ts';

class Zeros extends Initializer {
  readonly className = 'Zeros';
  readonly config = {};
  values(shape: readonly number[]): Tensor {
    return zeros(shape);
  }
}

/** Two features: a kernel that is learnt, and a moving average that is not. */
class Pair extends Layer {
  readonly className = 'Pair';

  constructor(options: LayerOptions = {}) {
    super('Pair', options, {});
  }

  outputShape(input: Shape): Shape {
    return [...input.slice(0, -1), 2];
  }

  protected build(input: Shape, weight: WeightMaker): WeightRecord {
    const average = weight('average', [2], new Zeros(), { trainable: false });
    return { kernel: weight('kernel', [input.at(-1) ?? 0, 2], new Zeros()), average };
  }

  protected call(x: Tensor, { kernel }: WeightValues<WeightRecord>): Tensor {
    return kernel ? matMul(x, kernel) : x;
  }
}

class Same extends WeightlessLayer {
  readonly className = 'Same';

  constructor(options: LayerOptions = {}) {
    super('Same', options, {});
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    return x;
  }
}

/** Cells of the table, row by row, and the lines below it. */
function read(
  model: Sequential,
  { optimizerSize = null, ...options }: SummaryOptions & { optimizerSize?: number | null } = {},
): { table: string[][]; totals: string[] } {
  const text = summarize(model, { optimizerSize }, { columns: 80, color: false, ...options });
  const lines = text.split('\n').slice(1, -1);
  const cellsOf = (line: string): string[] =>
    line
      .split('│')
      .slice(1, -1)
      .map((cell) => cell.trimEnd().slice(1));
  return {
    table: lines.filter((line) => line.startsWith('│')).map(cellsOf),
    totals: lines.filter((line) => line.startsWith(' ')),
  };
}

onEachBackend('summarize', () => {
  test('tells what layers are and how many weights they have', () => {
    const model = new Sequential([
      new Pair({ name: 'first', inputShape: [3] }),
      new Pair({ name: 'second', trainable: false }),
    ]);
    const { table, totals } = read(model, { showTrainable: true, optimizerSize: 14 });
    // Kernels of 6 and 4 elements, averages of 2 each; the second kernel is frozen.
    expect(table).toEqual([
      ['first (Pair)', '(None, 2)', '         8', '  Y'],
      ['second (Pair)', '(None, 2)', '         6', '  N'],
    ]);
    expect(totals).toEqual([
      ' Total params: 28 (112.00 B)',
      ' Trainable params: 6 (24.00 B)',
      ' Non-trainable params: 8 (32.00 B)',
      ' Optimizer params: 14 (56.00 B)',
    ]);
  });

  test('says of layers that are not built what is known', () => {
    const model = new Sequential([new Pair({ name: 'pair' }), new Same({ name: 'same' })]);
    expect(read(model).table).toEqual([
      ['pair (Pair)', '?', '  0 (unbuilt)'],
      ['same (Same)', '?', '            0'],
    ]);
    expect(read(model).totals[0]).toBe(' Total params: 0 (0.00 B)');
  });

  test('shows models inside models where asked to', () => {
    const inner = new Sequential([new Pair({ name: 'deep', inputShape: [3] })], { name: 'inner' });
    const model = new Sequential([inner, new Pair({ name: 'head' })]);
    expect(read(model).table.map(([name]) => name)).toEqual(['inner (Sequential)', 'head (Pair)']);
    expect(read(model, { expandNested: true }).table).toEqual([
      ['inner (Sequential)', '(None, 2)', '            8'],
      ['   └ deep (Pair)', '(None, 2)', '            8'],
      ['head (Pair)', '(None, 2)', '            6'],
    ]);
  });
});
