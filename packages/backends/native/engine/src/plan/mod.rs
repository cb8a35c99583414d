//! From tasks to kernels, and how these are run.

mod build;
mod flush_to_zero;
mod footprint;
mod kernel;
mod run;
mod stage;
mod task_context;
mod waits;
mod work;

pub use flush_to_zero::FlushToZero;
pub use kernel::{Kernel, share};
pub use run::{Broken, Clock, Walk};
pub use task_context::TaskContext;

use crate::error::Result;
use crate::lanes::Isa;
use crate::program::Program;
use stage::Stage;
use std::cell::Cell;
use std::collections::HashSet;

/// The kernels of a program, in order, and where threads meet between them.
pub struct Plan {
    stages: Vec<Stage>,
    written: HashSet<usize>,
    threads: usize,
    scratch_bytes: usize,
    shared_words: usize,
    work: f64,
}

impl Plan {
    /// Builds the kernels of all tasks.
    ///
    /// # Errors
    ///
    /// The program is malformed, or has tasks that the engine lacks kernels for.
    pub fn build(program: &Program, isa: Isa, threads: usize) -> Result<Plan> {
        let (scratch, shared) = (Cell::new(0), Cell::new(0));
        let context = TaskContext::new(program, isa, threads, &scratch, &shared);
        let (stages, written) = build::stages_of(program, &context)?;
        let is_shared = stages.iter().any(Stage::is_shared);
        Ok(Plan {
            stages,
            written,
            threads: if is_shared { threads } else { 1 },
            scratch_bytes: scratch.get(),
            shared_words: shared.get(),
            work: work::work_of(program, &program.tasks),
        })
    }

    /// Whether a run writes to that slot.
    pub fn writes(&self, slot: usize) -> bool {
        self.written.contains(&slot)
    }

    /// Threads that have something to do: 1 if no task is worth sharing.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Scratch memory that each thread needs.
    pub fn scratch_bytes(&self) -> usize {
        self.scratch_bytes
    }

    /// Words of the slot behind those of the program.
    pub fn shared_words(&self) -> usize {
        self.shared_words
    }

    /// Rough number of multiply-adds and element visits of a run.
    pub fn work(&self) -> f64 {
        self.work
    }
}
