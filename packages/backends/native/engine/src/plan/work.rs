//! How much there is to do, roughly: to decide whether other threads are worth waking, and whether to keep the caller
//! waiting.

use crate::program::{Operation, Program, Task};

/// What a step of a loop costs by itself, in element visits.
const STEP: f64 = 20.0;

/// Multiply-adds and element visits.
pub(super) fn work_of(program: &Program, tasks: &[Task]) -> f64 {
    tasks.iter().map(|task| work(program, task)).sum()
}

fn work(program: &Program, task: &Task) -> f64 {
    match task {
        Task::Loop(task) => {
            let size: f64 = task.space.iter().map(|axis| *axis as f64).product();
            size * (task.operations.len() + task.reductions.len()) as f64
        }
        Task::Contraction(task) => {
            let operation = &task.contraction;
            let result = sizes(program, &operation.outputs);
            let (first, others) = operation.inputs.split_at(operation.inputs.len().min(1));
            // Exact for products of matrices: rows · columns · inner, from the sizes of all three.
            let product = result * sizes(program, first) * sizes(program, others);
            product.sqrt() + result * task.epilogue.len() as f64
        }
        Task::Single(task) => visits(program, &task.operation),
        Task::Scan(task) => task.length as f64 * (STEP + work_of(program, &task.tasks)),
    }
}

fn visits(program: &Program, operation: &Operation) -> f64 {
    sizes(program, &operation.inputs) + sizes(program, &operation.outputs)
}

fn sizes(program: &Program, values: &[usize]) -> f64 {
    values.iter().map(|id| program.values[*id].size() as f64).sum()
}
