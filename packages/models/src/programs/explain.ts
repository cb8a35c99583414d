/** Says in words how a model was run. */

import { type AnyLayer, requireKnownOptions } from '@myelin/core';
import { formatMemorySize } from '../summary/memory-size.ts';
import type { Execution } from './execution.ts';
import type { ProgramRecord } from './program-record.ts';

export interface ExplainOptions {
  /** Whether every task of the compiled programs is listed. @defaultValue `false` */
  readonly tasks?: boolean;
}

/** How the steps of a model have been run so far, and what could be done about those that are slow. */
export function explain(
  { name }: AnyLayer,
  execution: Execution | undefined,
  options: ExplainOptions,
): string {
  requireKnownOptions('explain', options, ['tasks']);
  const ran = execution?.records.ran.filter(({ batch }) => batch !== '') ?? [];
  const head = `Model "${name}"`;
  if (!execution || ran.length === 0) {
    return `${head} has not run since it was compiled: call fit, evaluate or predict first.\n`;
  }
  const { obstacle, backend } = execution;
  const lines = [`${head} on backend ${backend?.name ?? 'unknown'}`];
  if (obstacle)
    lines.push(`  Nothing is compiled: ${obstacle.problem}.`, `  Fix: ${obstacle.fix}.`);
  for (const remark of execution.remarks) lines.push(`  ${remark}.`);
  for (const record of ran) lines.push('', ...describeRecord(record, options));
  return `${lines.join('\n')}\n`;
}

function describeRecord(record: ProgramRecord, options: ExplainOptions): string[] {
  const { kind, batch, compiled, obstacle, compiledBatches, eagerBatches } = record;
  const lines = [`${kind}, batches of ${batch}`];
  if (compiled) {
    const { report, captureMs } = compiled;
    const { tasks, threads, workingBytes, codeBytes, compileMs } = report;
    const amount = `${counted(tasks.length, 'task')} on ${counted(threads, 'thread')}`;
    const code = codeBytes > 0 ? `, ${formatMemorySize(codeBytes)} of code` : '';
    lines.push(
      `  compiled: ${amount}, ${formatMemorySize(workingBytes)} of working memory${code}`,
      `  captured in ${captureMs.toFixed(1)} ms, compiled in ${compileMs.toFixed(1)} ms`,
      ...(options.tasks ? tasks.map((task) => `    ${task}`) : []),
    );
  }
  if (obstacle) lines.push(`  not compiled: ${obstacle.problem}.`, `  Fix: ${obstacle.fix}.`);
  const counts = [
    compiledBatches > 0 ? `${compiledBatches} compiled` : '',
    eagerBatches > 0 ? `${eagerBatches} operation by operation` : '',
  ];
  lines.push(`  batches: ${counts.filter(Boolean).join(', ')}`);
  return lines;
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;
