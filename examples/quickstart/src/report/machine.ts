import { cpus } from 'node:os';

/** The machine in a line: processor, cores, system, Node. */
export function machine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() || 'unknown processor';
  return `${model}, ${cores.length} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
