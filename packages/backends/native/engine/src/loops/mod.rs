//! Element-wise operations and reductions over one iteration space.

mod access;
mod cost;
mod elementwise;
mod elementwise_loop;
mod emission;
mod functions;
mod graph;
mod instructions;
mod reductions;
mod tiling;

#[cfg(test)]
mod tests;

pub(crate) use elementwise::Elementwise;

use crate::error::Result;
use crate::plan::{Kernel, TaskContext};
use crate::program::LoopTask;
use elementwise_loop::ElementwiseLoop;
use reductions::ReductionLoop;

/// The kernel of a loop.
pub(crate) fn loop_kernel(task: &LoopTask, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    if task.reductions.is_empty() {
        return Ok(Box::new(ElementwiseLoop::build(task, context)?));
    }
    Ok(Box::new(ReductionLoop::build(task, context)?))
}
