import type { Program } from '../ir/program.ts';
import { bodyOf, isScan } from '../ir/scan-operation.ts';
import { Dataflow } from './dataflow.ts';
import { materializeOutputs } from './materialize-outputs.ts';
import { planMemory } from './memory/plan-memory.ts';
import { movesInPlace } from './moves-in-place.ts';
import { orderTasks } from './order/order-tasks.ts';
import type { Schedule, Task } from './schedule.ts';
import { formTasks } from './tasks/form-tasks.ts';
import { fuseEpilogues } from './tasks/fuse-epilogues.ts';
import { mergeLoops } from './tasks/merge-loops.ts';

/**
 * Tasks of a program in primitives, in order, and where their values lie.
 *
 * The program of the schedule is the one given, save that outputs which name an input, a constant or each other have
 * become copies, and that slices and joints are marked which need none.
 */
export function scheduleProgram(program: Program): Schedule {
  const flow = new Dataflow(movesInPlace(materializeOutputs(program)));
  const graph = formTasks(flow);
  fuseEpilogues(graph);
  mergeLoops(graph);
  const ordered = orderTasks(
    flow,
    graph.drafts.map((draft) => withStep(draft.finish())),
  );
  return {
    program: flow.program,
    tasks: ordered.tasks.map(({ task }) => task),
    memory: planMemory(flow, ordered),
  };
}

/** A loop with the schedule of its step. */
function withStep(task: Task): Task {
  if (task.kind !== 'single' || !isScan(task.operation)) return task;
  const { operation } = task;
  return { kind: 'scan', operation, step: scheduleProgram(bodyOf(operation)) };
}
