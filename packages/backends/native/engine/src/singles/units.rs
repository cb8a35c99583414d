use super::parts_for;
use crate::memory::Frame;
use crate::plan::{Kernel, TaskContext, share};
use std::ops::Range;

/// Work that consists of units, which may be done in any order and at the same time.
pub(super) trait Units: Send + Sync + 'static {
    /// # Safety
    ///
    /// As for [`Kernel::run`]; there must be such units.
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>);
}

/// A kernel whose parts are some of the units each; `visits` says how much work all are, in element visits.
pub(super) fn divided<U: Units>(
    context: &TaskContext<'_>,
    visits: usize,
    units: usize,
    work: U,
) -> Box<dyn Kernel> {
    Box::new(Divided { parts: parts_for(context, visits, units), units, work })
}

struct Divided<U> {
    work: U,
    units: usize,
    parts: usize,
}

impl<U: Units> Kernel for Divided<U> {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        // SAFETY: up to the caller.
        unsafe { self.work.run(share(self.units, part, self.parts, 1), frame) };
    }
}
