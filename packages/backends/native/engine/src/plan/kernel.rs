use crate::memory::Frame;
use std::ops::Range;

/// A task that is ready to run: it knows its shapes, where its operands lie and how it is divided.
///
/// Whatever building it let through must be safe to run: all indices that come from the program are checked when it is built,
/// all that come from data while it runs.
pub trait Kernel: Send + Sync {
    /// Parts that may run at the same time, at most [`TaskContext::threads`](super::TaskContext::threads). Results must not
    /// depend on it: the same sums in the same order.
    fn parts(&self) -> usize {
        1
    }

    /// Does one part. Every thread does other parts; a thread may do several, one after the other.
    ///
    /// # Safety
    ///
    /// The slots of the frame are as large as the program says and not touched by others, except for parts of this kernel;
    /// `part` is less than [`Kernel::parts`].
    unsafe fn run(&self, part: usize, frame: &Frame<'_>);

    /// Whether something is left to do when all parts are done.
    fn has_finish(&self) -> bool {
        false
    }

    /// Does what is left, on one thread.
    ///
    /// # Safety
    ///
    /// As for [`Kernel::run`]; all parts are done.
    unsafe fn finish(&self, _frame: &Frame<'_>) {}
}

/// The stretch of `total` units that part `index` of `count` does; stretches begin at multiples of `granule`.
pub fn share(total: usize, index: usize, count: usize, granule: usize) -> Range<usize> {
    let granules = total.div_ceil(granule);
    let at = |i: usize| (granules * i / count * granule).min(total);
    at(index)..at(index + 1)
}
