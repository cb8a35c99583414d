/** Light work on the result of a contraction is done while the result is still in registers. */

import { isContraction } from '../../ir/primitives.ts';
import type { Operation, Value } from '../../ir/program.ts';
import { TaskDraft } from './task-draft.ts';
import type { TaskGraph } from './task-graph.ts';

/** Operations that cost about as much as a multiplication, so that the tile keeps its registers. */
const light: ReadonlySet<string> = new Set([
  ...['Abs', 'Neg', 'Relu', 'Step', 'Cast', 'LogicalNot', 'Select', 'BroadcastTo'],
  ...['Add', 'Sub', 'Multiply', 'Maximum', 'Minimum'],
  ...['Equal', 'NotEqual', 'Less', 'LessEqual', 'Greater', 'GreaterEqual'],
  ...['LogicalAnd', 'LogicalOr'],
]);

/** More would push values out of registers; the spike measured optimizer updates to be slower there than in a loop. */
const maxOperations = 8;

export function fuseEpilogues(graph: TaskGraph): void {
  for (const draft of graph.drafts) {
    const { core } = draft;
    const result = core?.outputs[0];
    if (!core || !result || !isContraction(core)) continue;
    const loop = onlyLoopAfter(graph, draft);
    if (!loop || !isEpilogue(loop, result) || !graph.canJoin(draft, loop)) continue;
    if (updatesInPlace(graph, draft, loop)) continue;
    if (canSplit(graph, loop)) graph.join(draft, loop);
  }
  for (const draft of graph.drafts) {
    if (draft.isLoop || draft.reductions.length === 0) continue;
    graph.add(new TaskDraft(graph.flow, undefined, draft.releaseReductions()));
  }
}

/** The loop that reads the result of the contraction, if it is just one. */
function onlyLoopAfter(graph: TaskGraph, draft: TaskDraft): TaskDraft | undefined {
  const loops = new Set([...graph.successors(draft)].filter((successor) => successor.isLoop));
  const [loop] = loops;
  return loops.size === 1 ? loop : undefined;
}

function isEpilogue({ elementwise }: TaskDraft, result: Value): boolean {
  const fits = ({ kernel, outputs }: Operation): boolean =>
    light.has(kernel) && outputs.every(({ shape }) => `${shape}` === `${result.shape}`);
  return elementwise.length > 0 && elementwise.length <= maxOperations && elementwise.every(fits);
}

/**
 * Whether the loop writes a state that it reads. Tiles may write beyond their last column, into rows that are not yet
 * read; so such an update stays a loop, which reads before it writes.
 */
function updatesInPlace({ flow }: TaskGraph, contraction: TaskDraft, loop: TaskDraft): boolean {
  const operations = [...contraction.operations, ...loop.operations];
  const read = new Set<string>();
  for (const input of operations.flatMap(({ inputs }) => inputs)) {
    const { origin } = flow.rootOf(input);
    if (origin.kind === 'input') read.add(origin.input.name);
  }
  const made = new Set(operations.flatMap(({ outputs }) => outputs));
  return flow.program.outputs.some(
    ({ role, name, value }) => role === 'state' && read.has(name) && made.has(flow.rootOf(value)),
  );
}

/**
 * Whether the reductions of a loop can be a loop of their own without more traffic than before: then the result is
 * not stored for the loop, and one value that is reduced may be stored instead.
 */
function canSplit({ flow }: TaskGraph, { elementwise, reductions }: TaskDraft): boolean {
  const inside = new Set([...elementwise, ...reductions]);
  const stored = (root: Value): boolean => {
    const maker = flow.makerOf(root);
    if (!maker || !inside.has(maker) || flow.isOutput(root)) return true;
    return [...flow.readersOf(root)].some((reader) => !inside.has(reader));
  };
  const reduced = new Set(reductions.flatMap(({ inputs }) => inputs.map((x) => flow.rootOf(x))));
  return [...reduced].filter((root) => !stored(root)).length <= 1;
}
