import { availableParallelism, cpus } from 'node:os';

/** What the numbers hold for: `AMD EPYC 9B14, 2 cores, Node 24.21.0, 2026-11-26`. */
export function machineDescription(): string {
  const cores = availableParallelism();
  const model = cpus()[0]?.model.replace(/\s+/g, ' ').trim() || process.arch;
  const date = new Date().toISOString().slice(0, 10);
  const node = `Node ${process.versions.node}`;
  return [model, `${cores} ${cores === 1 ? 'core' : 'cores'}`, node, date].join(', ');
}
