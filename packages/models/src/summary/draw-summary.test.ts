import { fixtureCases } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { drawSummary } from './draw-summary.ts';
import type { ParameterCount, SummaryContent, SummaryRow } from './summary-content.ts';
import type { SummaryOptions } from './summary-options.ts';

interface RecordedSummary {
  readonly name: string;
  readonly kwargs: {
    readonly line_length?: number;
    readonly expand_nested?: boolean;
    readonly show_trainable?: boolean;
    readonly layer_range?: readonly [string, string];
  };
  readonly text: string;
}

const row = (
  name: string,
  className: string,
  outputShape: SummaryRow['outputShape'],
  params: number | null,
  more: Partial<SummaryRow> = {},
): SummaryRow => ({
  name,
  className,
  outputShape,
  params,
  trainable: params ? true : null,
  ...more,
});

const float32 = (count: number): ParameterCount => ({ count, bytes: 4 * count });

const content = (
  name: string,
  rows: readonly SummaryRow[],
  trainable: number,
  more: { nonTrainable?: number; optimizer?: number; connections?: boolean } = {},
): SummaryContent => ({
  name,
  rows,
  totals: {
    trainable: float32(trainable),
    nonTrainable: float32(more.nonTrainable ?? 0),
    ...(more.optimizer !== undefined && { optimizer: float32(more.optimizer) }),
  },
  connections: more.connections ?? false,
});

const mnistRows = [
  row('flatten', 'Flatten', [null, 784], 0),
  row('dense', 'Dense', [null, 128], 100_480),
  row('dropout', 'Dropout', [null, 128], 0),
  row('dense_1', 'Dense', [null, 10], 1290),
];
const mnist = content('sequential', mnistRows, 101_770);

const cnn = content(
  'cnn',
  [
    row('conv2d', 'Conv2D', [null, 32, 32, 32], 896, { trainable: false }),
    row('batch_normalization', 'BatchNormalization', [null, 32, 32, 32], 128),
    row('max_pooling2d', 'MaxPooling2D', [null, 16, 16, 32], 0),
    row('conv2d_1', 'Conv2D', [null, 14, 14, 64], 18_496),
    row('global_average_pooling2d', 'GlobalAveragePooling2D', [null, 64], 0),
    row('dense', 'Dense', [null, 10], 650),
  ],
  19_210,
  { nonTrainable: 960 },
);

const twoInputs = content(
  'two_inputs',
  [
    row('a', 'InputLayer', [null, 4], 0),
    row('b', 'InputLayer', [null, 3], 0),
    row('left', 'Dense', [null, 8], 40, { connectedTo: ['a[0][0]'] }),
    row('right', 'Dense', [null, 8], 32, { connectedTo: ['b[0][0]'] }),
    row('joined', 'Concatenate', [null, 16], 0, { connectedTo: ['left[0][0]', 'right[0][0]'] }),
    row('out1', 'Dense', [null, 1], 17, { connectedTo: ['joined[0][0]'] }),
    row('a_rather_long_output_layer_name_here', 'Dense', [null, 2], 34, {
      connectedTo: ['joined[0][0]'],
    }),
  ],
  123,
  { connections: true },
);

const nested = content(
  'outer',
  [
    row('in', 'InputLayer', [null, 8], 0),
    row('inner', 'Sequential', [null, 2], 46, {
      children: [row('i1', 'Dense', [null, 4], 36), row('i2', 'Dense', [null, 2], 10)],
    }),
    row('head', 'Dense', [null, 1], 3),
  ],
  49,
);

/** What the models of the recorded file hold, worked out by hand from their configs. */
const models: Readonly<Record<string, SummaryContent>> = {
  mnist,
  'mnist-trained': content('sequential', mnistRows, 101_770, { optimizer: 203_542 }),
  'mnist-layer-range': mnist,
  unbuilt: content(
    'sequential',
    [row('dense', 'Dense', null, null), row('dense_1', 'Dense', null, null)],
    0,
  ),
  functional: twoInputs,
  'functional-wide': twoInputs,
  'cnn-frozen': cnn,
  'cnn-line-length': cnn,
  nested,
  'nested-expanded': nested,
  rnn: content(
    'sequential',
    [
      row('embedding', 'Embedding', [null, 20, 16], 16_000),
      row('bidirectional', 'Bidirectional', [null, 20, 16], 1600),
      row('gru', 'GRU', [null, 4], 264),
      row('dense', 'Dense', [null, 1], 5),
    ],
    17_869,
  ),
};

const cases = await fixtureCases<RecordedSummary>('keras/summaries.json');

describe('drawSummary', () => {
  test.each(cases)('draws $name letter for letter as Keras', ({ name, kwargs, text }) => {
    const { line_length, expand_nested, show_trainable, layer_range } = kwargs;
    const options: SummaryOptions = {
      ...(line_length !== undefined && { lineLength: line_length }),
      ...(expand_nested !== undefined && { expandNested: expand_nested }),
      ...(show_trainable !== undefined && { showTrainable: show_trainable }),
      ...(layer_range !== undefined && { layerRange: layer_range }),
    };
    expect(drawSummary(models[name]!, { ...options, columns: 80, color: false })).toBe(text);
  });

  test('draws a model without layers as a head alone', () => {
    expect(
      drawSummary(content('empty', [], 0), { lineLength: 34, columns: 80, color: false }),
    ).toBe(
      [
        'Model: "empty"',
        '┏━━━━━━━━━━━━━━┳━━━━━━━━━━┳━━━━━━┓',
        '┃              ┃ Output   ┃ Par… ┃',
        '┃ Layer (type) ┃ Shape    ┃    # ┃',
        '┡━━━━━━━━━━━━━━╇━━━━━━━━━━╇━━━━━━┩',
        '└──────────────┴──────────┴──────┘',
        ' Total params: 0 (0.00 B)',
        ' Trainable params: 0 (0.00 B)',
        ' Non-trainable params: 0 (0.00 B)',
        '',
      ].join('\n'),
    );
  });

  test('lists the shapes of several results, and gives ranks 0 and 1 as tuples without a comma', () => {
    const several = content(
      'm',
      [
        row(
          'lstm',
          'LSTM',
          [
            [null, 4],
            [null, 4],
          ],
          0,
        ),
        row('one', 'Dense', [[null, 4]], 0),
        row('vector', 'Dense', [null], 0),
        row('scalar', 'Dense', [], 0),
      ],
      0,
    );
    const shapes = drawSummary(several, { columns: 80, color: false })
      .split('\n')
      .filter((line) => line.startsWith('│'))
      .map((line) => line.split('│')[2]?.trim());
    expect(shapes).toEqual(['[(None, 4), (None, 4)]', '(None, 4)', '(None)', '()']);
  });

  test('keeps long lines whole on a terminal wide enough', () => {
    const [, top] = drawSummary(mnist, { lineLength: 140, columns: 200 }).split('\n');
    expect(top).toHaveLength(140);
  });

  test('takes at most 88 of the columns of a terminal, and leaves four of fewer', () => {
    const widthOn = (columns: number): number | undefined =>
      drawSummary(mnist, { columns }).split('\n')[1]?.length;
    expect([widthOn(200), widthOn(60)]).toEqual([88, 56]);
  });

  test('takes positions in characters as well as in fractions', () => {
    const inFractions = drawSummary(cnn, { lineLength: 70, positions: [0.5, 0.8, 1] });
    expect(drawSummary(cnn, { lineLength: 70, positions: [35, 56, 70] })).toBe(inFractions);
    expect(inFractions).not.toBe(drawSummary(cnn, { lineLength: 70 }));
  });

  test('colors class names, numbers and unknown sizes where asked to', () => {
    const lines = drawSummary(mnist, { color: true, columns: 80 }).split('\n');
    expect(lines[0]).toBe('\x1b[1mModel: "sequential"\x1b[0m');
    expect(lines[4]).toBe(
      [
        '│ flatten (\x1b[38;5;33mFlatten\x1b[0m)               ',
        ' (\x1b[38;5;45mNone\x1b[0m, \x1b[38;5;34m784\x1b[0m)            ',
        '             \x1b[38;5;34m0\x1b[0m │',
      ].join('│'),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: color sequences begin with one
    const plain = lines.join('\n').replace(/\x1b\[[\d;]*m/g, '');
    expect(plain).toBe(drawSummary(mnist, { color: false, columns: 80 }));
  });

  test.each<{ options: object; message: RegExp }>([
    { options: { width: 80 }, message: /`width` is not an option/ },
    {
      options: { lineLength: 12 },
      message: /a column needs 4 characters at least, received 3 with `lineLength` 12/,
    },
    { options: { lineLength: 70.5 }, message: /`lineLength` must be a whole number/ },
    { options: { lineLength: 0 }, message: /`lineLength` must be a whole number of at least 1/ },
    { options: { positions: [0.5, 1] }, message: /`positions` must be 3 numbers above 0/ },
    { options: { positions: [0.5, 0.4, 1] }, message: /a column needs 4 characters/ },
    { options: { printFn: 'log' }, message: /`printFn` must be a function, received "log"/ },
    { options: { expandNested: 1 }, message: /`expandNested` must be true or false/ },
    { options: { showTrainable: 'yes' }, message: /`showTrainable` must be true or false/ },
    { options: { color: 'always' }, message: /`color` must be true or false/ },
    { options: { columns: 0 }, message: /`columns` must be a whole number of at least 1/ },
    { options: { layerRange: ['dense'] }, message: /`layerRange` must be two names/ },
  ])('refuses $options', ({ options, message }) => {
    expect(() => drawSummary(mnist, options)).toThrow(message);
  });
});
