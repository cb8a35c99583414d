import type { Operation, Value } from '../../ir/program.ts';
import type { Dataflow } from '../dataflow.ts';
import { isUnchanged } from '../materialize-outputs.ts';
import type { OrderedTasks } from '../order/order-tasks.ts';
import type { MemoryPlan, Place, ScanTask } from '../schedule.ts';
import { type Block, blocksOf } from './lifetimes.ts';
import { placeBlocks } from './place-blocks.ts';

/**
 * Where all values lie that tasks read or write: inputs and constants where they are, next states over the old ones,
 * results where they are wanted, everything else in working memory that is used again and again.
 */
export function planMemory(flow: Dataflow, { tasks, late }: OrderedTasks): MemoryPlan {
  const places = new Map<Value, Place>();
  for (const value of flow.program.inputs) {
    if (value.origin.kind !== 'input') continue;
    const { name, role } = value.origin.input;
    places.set(value, { kind: role === 'state' ? 'state' : 'input', name });
  }
  for (const output of flow.program.outputs) {
    const { name, role } = output;
    const root = flow.rootOf(output.value);
    if (late.has(name) || isUnchanged(output, root)) continue;
    places.set(root, { kind: role, name });
  }
  for (const { reads } of tasks) {
    for (const value of reads.keys()) {
      if (value.origin.kind === 'constant') places.set(value, { kind: 'constant', value });
    }
  }

  const kept = new Set(late.values());
  const blocks = blocksOf(
    tasks,
    (value) => !places.has(value),
    (value) => kept.has(value),
  );
  const steps = tasks.flatMap(({ task }, i) => (task.kind === 'scan' ? [stepBlock(task, i)] : []));
  const { offsets, bytes } = placeBlocks([...blocks, ...steps.map(({ block }) => block)]);
  for (const block of blocks) {
    const place: Place = { kind: 'working', offset: offsets.get(block) ?? 0 };
    for (const value of block.values) places.set(value, place);
  }
  for (const [alias, root] of flow.aliases) {
    const place = places.get(root);
    if (place) places.set(alias, place);
  }
  return {
    places,
    workingBytes: bytes,
    steps: new Map(steps.map(({ operation, block }) => [operation, offsets.get(block) ?? 0])),
    lateStates: [...late].map(([name, value]) => ({ name, value })),
  };
}

/** The working memory of the steps of a loop, which nobody wants before or after it. */
function stepBlock(
  { operation, step }: ScanTask,
  at: number,
): { readonly operation: Operation; readonly block: Block } {
  return {
    operation,
    block: { values: [], bytes: step.memory.workingBytes, from: at, to: at },
  };
}
