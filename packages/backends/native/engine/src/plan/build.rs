use super::footprint::{Extent, Touched};
use super::stage::{CopyStage, KernelStage, MemoryCopy, ScanStage, Stage};
use super::waits::{Waiting, waits_between, waits_in_loop};
use super::{Kernel, TaskContext};
use crate::contractions::matrix_product;
use crate::convolutions::convolution;
use crate::error::{Error, Result};
use crate::loops::loop_kernel;
use crate::program::{ContractionTask, Copy, Operation, Program, ScanTask, SingleTask, Task, ValueId};
use crate::require;
use crate::singles::single_kernel;
use crate::windows::window_kernel;
use std::collections::HashSet;

/// A stage and what it touches.
struct Built {
    stage: Stage,
    touched: Touched,
}

/// The stages of all tasks of a program, and of the copies in the end, and which slots they write to.
pub(super) fn stages_of(
    program: &Program,
    context: &TaskContext<'_>,
) -> Result<(Vec<Stage>, HashSet<usize>)> {
    let mut built = build_all(&program.tasks, context)?;
    if !program.late.is_empty() {
        built.push(copy_stage(&program.late, context)?);
    }
    let waiting: Vec<Waiting> = built.iter().map(|one| waiting(one, &[])).collect();
    let waits = waits_between(&waiting);
    let written =
        built.iter().flat_map(|one| &one.touched.writes).map(|extent| extent.operand.slot).collect();
    Ok((with_waits(built, &waits), written))
}

fn build_all(tasks: &[Task], context: &TaskContext<'_>) -> Result<Vec<Built>> {
    tasks.iter().map(|task| build(task, context)).collect()
}

fn build(task: &Task, context: &TaskContext<'_>) -> Result<Built> {
    let shared_before = context.shared_words();
    let (kernel, operations): (_, Vec<&Operation>) = match task {
        Task::Loop(task) => {
            (loop_kernel(task, context)?, task.operations.iter().chain(&task.reductions).collect())
        }
        Task::Contraction(task) => {
            let operations = std::iter::once(&task.contraction).chain(&task.epilogue);
            (contraction(task, context)?, operations.collect())
        }
        Task::Single(task) => (single(task, context)?, vec![&task.operation]),
        Task::Scan(task) => return scan(task, context),
    };
    let parts = kernel.parts();
    let has_finish = kernel.has_finish();
    let mut touched = touched_by(&operations, context)?;
    if !matches!(task, Task::Loop(_)) {
        require!(!touched.is_in_place(context.lengths()), "{} works in place", operations[0].kernel.name());
    }
    // What the parts leave for the finish must be read before the parts of the next step of a loop write it anew.
    touched
        .writes
        .extend(context.shared_since(shared_before).map(|(operand, bytes)| Extent { operand, bytes }));
    let stage = KernelStage { kernel, parts, waits: false, has_finish };
    Ok(Built { stage: Stage::Kernel(stage), touched })
}

fn contraction(task: &ContractionTask, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    match task.contraction.kernel.name() {
        "BatchMatMul" => matrix_product(task, context),
        _ => convolution(task, context),
    }
}

fn single(SingleTask { operation }: &SingleTask, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    if let Some(kernel) = window_kernel(operation, context)? {
        return Ok(kernel);
    }
    let kernel = single_kernel(operation, context)?;
    kernel.ok_or_else(|| Error::unsupported(operation.kernel.name(), "the engine has no such kernel"))
}

fn scan(task: &ScanTask, context: &TaskContext<'_>) -> Result<Built> {
    let inner = context.within(task.length);
    let (first_copies, first) = copies_of(&task.first, context)?;
    let mut steps = build_all(&task.tasks, &inner)?;
    if !task.last.is_empty() {
        steps.push(copy_stage(&task.last, &inner)?);
    }
    let mut touched = first.clone();
    for one in &steps {
        let Touched { reads, writes } = one.touched.in_all_steps(context.depth(), task.length);
        touched.reads.extend(reads);
        touched.writes.extend(writes);
    }
    let outside = vec![0; context.depth()];
    let at = |step: usize| {
        let steps_around = [&outside[..], &[step]].concat();
        steps.iter().map(|one| waiting(one, &steps_around)).collect::<Vec<_>>()
    };
    let before = Waiting { is_alone: true, footprint: first.at(&outside) };
    let (present, next) = if task.reverse {
        (task.length - 1, task.length.saturating_sub(2))
    } else {
        (0, 1.min(task.length - 1))
    };
    let waits = waits_in_loop(&[before], &at(present), &at(next));
    let stages = with_waits(steps, &waits);
    let is_shared = stages.iter().any(Stage::is_shared);
    let ScanTask { length, reverse, index, .. } = *task;
    let stage = ScanStage { length, reverse, index, first: first_copies, stages, is_shared, waits: false };
    Ok(Built { stage: Stage::Scan(stage), touched })
}

fn copy_stage(copies: &[Copy], context: &TaskContext<'_>) -> Result<Built> {
    let (stage, touched) = copies_of(copies, context)?;
    Ok(Built { stage: Stage::Copy(stage), touched })
}

fn copies_of(copies: &[Copy], context: &TaskContext<'_>) -> Result<(CopyStage, Touched)> {
    let mut touched = Touched::default();
    let mut made = Vec::new();
    for Copy { from, to, words } in copies {
        let from = context.operand_at(from, *words)?;
        let to = context.operand_at(to, *words)?;
        touched.reads.push(Extent { operand: from.clone(), bytes: 4 * words });
        touched.writes.push(Extent { operand: to.clone(), bytes: 4 * words });
        made.push(MemoryCopy { from, to, words: *words });
    }
    Ok((CopyStage { copies: made, waits: false }, touched))
}

/// What operations read and write of the memory: values that they hand to each other, under whichever name, are theirs.
fn touched_by(operations: &[&Operation], context: &TaskContext<'_>) -> Result<Touched> {
    let made: Vec<ValueId> = operations.iter().flat_map(|one| one.outputs.iter().copied()).collect();
    let roots: Vec<ValueId> = made.iter().map(|id| context.root(*id)).collect();
    let extent = |id: ValueId| -> Result<Extent> {
        Ok(Extent { operand: context.operand(id)?, bytes: 4 * context.value(id).size() })
    };
    let mut touched = Touched::default();
    for id in operations.iter().flat_map(|one| one.inputs.iter().copied()) {
        if !roots.contains(&context.root(id)) && context.has_place(id) {
            touched.reads.push(extent(id)?);
        }
    }
    for id in made {
        if context.has_place(id) {
            touched.writes.push(extent(id)?);
        }
    }
    Ok(touched)
}

fn waiting(built: &Built, steps: &[usize]) -> Waiting {
    Waiting { is_alone: !built.stage.is_shared(), footprint: built.touched.at(steps) }
}

fn with_waits(built: Vec<Built>, waits: &[bool]) -> Vec<Stage> {
    let stages = built.into_iter().zip(waits).map(|(Built { mut stage, .. }, waits)| {
        stage.set_waits(*waits);
        stage
    });
    stages.collect()
}
