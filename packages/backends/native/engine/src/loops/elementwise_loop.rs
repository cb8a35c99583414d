use super::graph::checked_size;
use super::{Elementwise, cost};
use crate::error::{Error, Result};
use crate::memory::Frame;
use crate::plan::{Kernel, TaskContext, share};
use crate::program::LoopTask;

/// A loop without reductions.
pub(super) struct ElementwiseLoop {
    body: Elementwise,
    size: usize,
    parts: usize,
}

impl ElementwiseLoop {
    pub fn build(task: &LoopTask, context: &TaskContext<'_>) -> Result<ElementwiseLoop> {
        let size = checked_size(&task.space).ok_or_else(|| Error::malformed("a space is too large"))?;
        let body = Elementwise::build(&task.space, &task.operations, &[], context)?;
        context.need_scratch(body.scratch_bytes());
        let parts = cost::parts(size, cost::each(&task.operations), context);
        Ok(ElementwiseLoop { body, size, parts })
    }
}

impl Kernel for ElementwiseLoop {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        // Whole cache lines for each part, and whole blocks of random numbers.
        let range = if self.parts == 1 { 0..self.size } else { share(self.size, part, self.parts, 16) };
        // SAFETY: passed on; the stretch lies in the space, and the scratch has been asked for.
        unsafe { self.body.run(frame, frame.scratch(), range.start, range.len(), &[]) };
    }
}
