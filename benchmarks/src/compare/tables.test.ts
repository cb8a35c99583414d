import { expect, test } from 'vitest';
import { runOf } from '../../test-support/run-of.ts';
import { compare } from './comparison.ts';
import { jsonLines } from './json-lines.ts';
import { markdownTables } from './markdown-tables.ts';
import { terminalTable } from './terminal-table.ts';

const comparisons = compare(
  [
    runOf('mlp128_b32', 'myelin-cpu', 0.2),
    runOf('mlp128_b32', 'myelin-cpu', 0.3),
    runOf('mlp128_b32', 'keras-jax', 0.5),
    runOf('predict_10000', 'myelin-cpu', 40),
    runOf('predict_10000', 'jax-jit', 10),
  ],
  'myelin-cpu',
);

test('the terminal shows every peer in the unit of the workload, and which one is the best', () => {
  expect(terminalTable(comparisons)).toBe(
    [
      'workload       peer           median       best             runs  ÷ ours',
      '',
      'mlp128_b32     myelin-cpu      0.250      0.200  ms a step     2   1.00×  ours',
      '               keras-jax       0.500      0.500  ms a step     1   2.00×  ← best peer',
      '',
      'predict_10000  myelin-cpu    250,000    250,000     rows/s     1   1.00×  ours',
      '               jax-jit     1,000,000  1,000,000     rows/s     1  0.250×  ← best peer',
      '',
      'best peer ÷ ours: 0.707× (geometric mean of 2 workloads)',
    ].join('\n'),
  );
});

test('Markdown has a column a peer, the fastest in bold, and a table for each kind of work', () => {
  const slower = runOf('xor_b4', 'jax-scan', 2);
  const more = compare([runOf('xor_b4', 'myelin-cpu', 1), slower], 'myelin-cpu');
  expect(markdownTables([...comparisons, ...more]).split('\n')).toEqual([
    '| workload | myelin-cpu | keras-jax | jax-scan | best peer ÷ ours |',
    '| --- | --: | --: | --: | --: |',
    '| mlp128_b32, ms a step | **0.250** (0.200) | 0.500 (0.500) | – | 2.00× (keras-jax) |',
    '| xor_b4, ms a step | **1.00** (1.00) | – | 2.00 (2.00) | 2.00× (jax-scan) |',
    '',
    '| workload | myelin-cpu | jax-jit | best peer ÷ ours |',
    '| --- | --: | --: | --: |',
    '| predict_10000, rows/s | 250,000 (250,000) | **1,000,000** (1,000,000) | 0.250× (jax-jit) |',
  ]);
});

test('JSON lines are those of the peers, with medians', () => {
  const [line = ''] = jsonLines(comparisons).split('\n');
  expect(JSON.parse(line)).toEqual({
    ...runOf('mlp128_b32', 'myelin-cpu', 0.2),
    ms_per_step: 0.25,
    min_ms_per_step: 0.2,
    runs: 2,
  });
});
