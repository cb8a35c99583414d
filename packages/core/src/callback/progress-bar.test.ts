import { describe, expect, test } from 'vitest';
import { ProgressBar } from './progress-bar.ts';
import type { TextOutput } from './text-output.ts';
import type { Logs, RunParameters, TrainingRun } from './training-run.ts';

/** Seconds that pass before the batch, batches done then, and the logs. */
type Batch = readonly [seconds: number, done: number, logs: Logs];

/**
 * What Keras 3.15.1's `Progbar` writes for the same batches, clock and terminal. (It goes back by backspaces before its
 * carriage return, and colors empty text; neither can be seen, and both are left out here.)
 */
const recorded: readonly {
  readonly name: string;
  readonly steps: number | null;
  readonly verbose?: 1 | 2;
  readonly batches: readonly Batch[];
  readonly end: Batch;
  readonly written: readonly string[];
}[] = [
  {
    name: 'three batches, of which the second comes too soon to be drawn',
    steps: 3,
    batches: [
      [0.5, 1, { accuracy: 0.25, loss: 2.5 }],
      [0.02, 2, { accuracy: 0.25, loss: 2.5 }],
      [0.04, 3, { accuracy: 0.40625, loss: 0.00091 }],
    ],
    end: [0.0004, 3, { accuracy: 0.15, loss: 2.2838, val_accuracy: 0.15, val_loss: 2.422 }],
    written: [
      '\r<b>1/3</> <g>━━━━━━</><w>━━━━━━━━━━━━━━</> <b>1s</> 500ms/step - accuracy: 0.2500 - loss: 2.5000',
      '\r<b>3/3</> <g>━━━━━━━━━━━━━━━━━━━━</> <b>0s</> 30ms/step - accuracy: 0.4062 - loss: 9.1000e-04',
      '\r<b>3/3</> <g>━━━━━━━━━━━━━━━━━━━━</> <b>1s</> 30ms/step - accuracy: 0.1500 - loss: 2.2838 - val_accuracy: 0.1500 - val_loss: 2.4220\n',
    ],
  },
  {
    name: 'a long run with small, missing and shrinking values',
    steps: 469,
    batches: [
      [20, 1, { loss: 123456.789 }],
      [2, 2, { loss: -0.00001234 }],
      [6, 100, { loss: 0 }],
      [60, 200, { loss: Number.NaN }],
    ],
    end: [0.01, 469, { loss: 0.001 }],
    written: [
      '\r<b>  1/469</> <w>━━━━━━━━━━━━━━━━━━━━</> <b>2:36:00</> 20s/step - loss: 123456.7890',
      '\r<b>  2/469</> <w>━━━━━━━━━━━━━━━━━━━━</> <b>15:34</> 2s/step - loss: -1.2340e-05   ',
      '\r<b>100/469</> <g>━━━━</><w>━━━━━━━━━━━━━━━━</> <b>29s</> 81ms/step - loss: 0.0000e+00 ',
      '\r<b>200/469</> <g>━━━━━━━━</><w>━━━━━━━━━━━━</> <b>1:31</> 342ms/step - loss: nan     ',
      '\r<b>469/469</> <g>━━━━━━━━━━━━━━━━━━━━</> <b>88s</> 145ms/step - loss: 1.0000e-03\n',
    ],
  },
  {
    name: 'hours left',
    steps: 1000,
    batches: [
      [8, 1, {}],
      [100, 11, {}],
      [1000, 500, {}],
    ],
    end: [0.5, 1000, {}],
    written: [
      '\r<b>   1/1000</> <w>━━━━━━━━━━━━━━━━━━━━</> <b>2:13:12</> 8s/step',
      '\r<b>  11/1000</> <w>━━━━━━━━━━━━━━━━━━━━</> <b>2:44:50</> 10s/step',
      '\r<b> 500/1000</> <g>━━━━━━━━━━</><w>━━━━━━━━━━</> <b>18:22</> 2s/step   ',
      '\r<b>1000/1000</> <g>━━━━━━━━━━━━━━━━━━━━</> <b>1108s</> 1s/step\n',
    ],
  },
  {
    name: 'unknown length',
    steps: null,
    batches: [
      [0.1, 1, { loss: 1 }],
      [0.1, 2, { loss: 1 }],
    ],
    end: [0, 2, { loss: 0.5 }],
    written: [
      '\r      1/Unknown <b>0s</> 100ms/step - loss: 1.0000',
      '\r      2/Unknown <b>0s</> 100ms/step - loss: 1.0000',
      '\r<b>2/2</> <g>━━━━━━━━━━━━━━━━━━━━</> <b>0s</> 100ms/step - loss: 0.5000\n',
    ],
  },
  {
    name: 'one line an epoch',
    steps: 3,
    verbose: 2,
    batches: [[0.002, 1, { zeta: 0.5 }]],
    end: [0.004, 3, { accuracy: 0.35, loss: 2.0682, negative: -0.5, val_loss: 2, zeta: 1 }],
    written: [
      '3/3 - 0s - 2ms/step - accuracy: 0.3500 - loss: 2.0682 - negative: -5.0000e-01 - val_loss: 2.0000 - zeta: 1.0000\n',
    ],
  },
  {
    name: 'a single batch and an infinite value',
    steps: 1,
    batches: [[2.5, 1, { loss: Infinity }]],
    end: [0, 1, { loss: 1e-7 }],
    written: [
      '\r<b>1/1</> <g>━━━━━━━━━━━━━━━━━━━━</> <b>0s</> 2s/step - loss: inf',
      '\r<b>1/1</> <g>━━━━━━━━━━━━━━━━━━━━</> <b>2s</> 2s/step - loss: 1.0000e-07\n',
    ],
  },
];

describe('ProgressBar on a terminal', () => {
  test.each(recorded)('writes what Keras writes: $name', (run) => {
    const { output, bar, time, training } = stage({ steps: run.steps, verbose: run.verbose ?? 1 });
    bar.onEpochBegin(0, {}, training);
    for (const [seconds, done, logs] of run.batches) {
      time.now += seconds * 1000;
      bar.onTrainBatchBegin(done - 1, {}, training);
      bar.onTrainBatchEnd(done - 1, logs);
    }
    time.now += run.end[0] * 1000;
    bar.onEpochEnd(0, run.end[2], training);
    expect(output.written).toEqual(run.written.map(withCodes));
  });

  test('announces epochs where there are several', () => {
    const { output, bar, training } = stage({ epochs: 2 });
    bar.onEpochBegin(1, {}, training);
    expect(output.written).toEqual(['Epoch 2/2\n']);
  });

  test('keeps a line on one row until its end', () => {
    const { output, bar, training } = stage({ steps: 2, columns: 50 });
    bar.onEpochBegin(0, {}, training);
    bar.onTrainBatchEnd(0, { accuracy: 0.5, loss: 1 });
    expect(withoutCodes(output.written[0])).toBe(
      '\r1/2 ━━━━━━━━━━━━━━━━━━━━ 0s 0s/step - accuracy: 0',
    );
    bar.onEpochEnd(0, { accuracy: 0.5, loss: 1 }, training);
    expect(withoutCodes(output.written[1])).toMatch(/accuracy: 0.5000 - loss: 1.0000\n$/);
  });

  test('wants the ends of batches only when it may draw', () => {
    const { bar, time, training } = stage({ steps: 100 });
    bar.onTrainBegin();
    expect(bar.wants('onTrainBatchEnd')).toBe(false);
    bar.onEpochBegin(0, {}, training);
    expect(bar.wants('onTrainBatchEnd')).toBe(true);
    bar.onTrainBatchEnd(0, {});
    time.now += 49;
    expect(bar.wants('onTrainBatchEnd')).toBe(false);
    time.now += 1;
    expect(bar.wants('onTrainBatchEnd')).toBe(true);
    expect(bar.wants('onTestBatchEnd')).toBe(false);
    expect(bar.wants('onEpochEnd')).toBe(true);
  });

  test('is silent about validation in fit, and shows evaluate and predict', () => {
    const { output, bar, training } = stage({ steps: 2 });
    bar.onTrainBegin();
    bar.onTestBegin({}, training);
    bar.onTestBatchBegin(0);
    bar.onTestBatchEnd(0, { loss: 1 });
    bar.onTestEnd({ loss: 1 }, training);
    expect(output.written).toEqual([]);
    bar.onTrainEnd();
    bar.onTestBegin({}, training);
    bar.onTestEnd({ loss: 1 }, training);
    bar.onPredictBegin({}, training);
    bar.onPredictBatchBegin(0);
    bar.onPredictBatchEnd(0);
    bar.onPredictEnd({}, training);
    expect(output.written.map(withoutCodes)).toEqual([
      '\r2/2 ━━━━━━━━━━━━━━━━━━━━ 0s 0s/step - loss: 1.0000\n',
      '\r1/2 ━━━━━━━━━━━━━━━━━━━━ 0s 0s/step',
      '\r2/2 ━━━━━━━━━━━━━━━━━━━━ 0s 0s/step\n',
    ]);
  });

  test('knows the length of the second epoch from the first', () => {
    const { output, bar, training } = stage({ steps: null });
    bar.onEpochBegin(0, {}, training);
    for (let batch = 0; batch < 7; batch++) bar.onTrainBatchBegin(batch, {}, training);
    bar.onEpochEnd(0, {}, training);
    bar.onEpochBegin(1, {}, training);
    bar.onTrainBatchEnd(0, {});
    expect(output.written.map(withoutCodes)).toEqual([
      '\r7/7 ━━━━━━━━━━━━━━━━━━━━ 0s 0s/step\n',
      '\r1/7 ━━━━━━━━━━━━━━━━━━━━ 0s 0s/step',
    ]);
  });
});

describe('ProgressBar where lines cannot be drawn over', () => {
  test('writes the last line only, without colors', () => {
    const { output, bar, training } = stage({ steps: 2, isTerminal: false });
    bar.onEpochBegin(0, {}, training);
    expect(bar.wants('onTrainBatchEnd')).toBe(false);
    bar.onTrainBatchEnd(0, { loss: 2 });
    bar.onEpochEnd(0, { loss: 1 }, training);
    expect(output.written).toEqual(['2/2 ━━━━━━━━━━━━━━━━━━━━ 0s 0s/step - loss: 1.0000\n']);
  });
});

interface Stage extends Partial<RunParameters> {
  readonly isTerminal?: boolean;
  readonly columns?: number;
}

function stage({ isTerminal = true, columns = 200, ...parameters }: Stage): {
  readonly output: TextOutput & { readonly written: string[] };
  readonly time: { now: number };
  readonly training: TrainingRun;
  readonly bar: ProgressBar;
} {
  const written: string[] = [];
  const output = { written, isTerminal, columns, write: (text: string) => void written.push(text) };
  const time = { now: 1e6 };
  const training = {
    parameters: { epochs: 1, steps: 1, verbose: 1, ...parameters },
  } as TrainingRun;
  return { output, time, training, bar: new ProgressBar({ output, clock: () => time.now }) };
}

const codes: Readonly<Record<string, string>> = { b: '1', g: '32', w: '37', '/': '0' };

const withCodes = (text: string): string =>
  text.replace(/<([bgw/])>/g, (_, name: string) => `\x1b[${codes[name]}m`);

const withoutCodes = (text = ''): string =>
  text
    .split('\x1b')
    .map((piece, i) => (i === 0 ? piece : piece.replace(/^\[\d+m/, '')))
    .join('');
