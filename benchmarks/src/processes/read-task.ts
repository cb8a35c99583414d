import { parseArgs } from 'node:util';
import type { Extent, Workload } from '../workload.ts';
import { workloads } from '../workloads.ts';

/** What a process was started to do. */
export interface Task {
  readonly peer: string;
  readonly backend: string;
  readonly workload: Workload;
  readonly extent: Extent;
  readonly isEager: boolean;
}

/** Reads the arguments of this process; `workArguments` writes them. */
export function readTask(): Task {
  const { values } = parseArgs({
    options: {
      peer: { type: 'string', default: '' },
      backend: { type: 'string', default: 'cpu' },
      work: { type: 'string', default: '' },
      rows: { type: 'string', default: '' },
      repeats: { type: 'string', default: '' },
      eager: { type: 'boolean', default: false },
    },
  });
  const workload = workloads.find(({ name }) => name === values.work);
  if (!workload) throw new Error(`unknown workload ${values.work}`);
  const extent = { rows: Number(values.rows), repeats: Number(values.repeats) };
  return { peer: values.peer, backend: values.backend, workload, extent, isEager: values.eager };
}
