/** Says in words how a model was run. */

import type { Layer } from '@myelin/core';
import { formatMemorySize } from '../summary/memory-size.ts';
import type { Execution } from './execution.ts';
import type { ProgramRecord } from './program-record.ts';

/** How the steps of a model have been run so far, and what could be done about those that are slow. */
export function explain({ name }: Layer, execution: Execution | undefined): string {
  const ran = execution?.records.ran.filter(({ batch }) => batch !== '') ?? [];
  const head = `Model "${name}"`;
  if (!execution || ran.length === 0) {
    return `${head} has not run since it was compiled: call fit, evaluate or predict first.\n`;
  }
  const { obstacle, backend } = execution;
  const lines = [`${head} on backend ${backend?.name ?? 'unknown'}`];
  if (obstacle)
    lines.push(`  Nothing is compiled: ${obstacle.problem}.`, `  Fix: ${obstacle.fix}.`);
  for (const record of ran) lines.push('', ...describeRecord(record));
  return `${lines.join('\n')}\n`;
}

function describeRecord(record: ProgramRecord): string[] {
  const { kind, batch, compiled, obstacle, compiledBatches, eagerBatches } = record;
  const lines = [`${kind}, batches of ${batch}`];
  if (compiled) {
    const { report, captureMs } = compiled;
    const { tasks, workingBytes, codeBytes, compileMs } = report;
    lines.push(
      `  compiled: ${tasks.length} tasks, ${formatMemorySize(workingBytes)} of working memory, ${formatMemorySize(codeBytes)} of code`,
      `  captured in ${captureMs.toFixed(1)} ms, compiled in ${compileMs.toFixed(1)} ms`,
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
