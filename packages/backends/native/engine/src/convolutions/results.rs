//! Where results of a contraction go, and what is done with them before they leave the cache.

use crate::error::Result;
use crate::loops::Elementwise;
use crate::memory::{Frame, Operand};
use crate::plan::TaskContext;
use crate::program::ContractionTask;
use crate::require;

/// The result of a contraction, which is made stretch by stretch.
pub(super) struct Results {
    /// Where it lies, if it does.
    place: Option<Operand>,
    /// Element-wise work on it.
    epilogue: Option<Elementwise>,
    /// Words of scratch for a stretch that lies nowhere else.
    stretch_words: usize,
}

impl Results {
    /// `longest`: elements of the longest stretch.
    pub fn build(task: &ContractionTask, longest: usize, context: &TaskContext<'_>) -> Result<Results> {
        let result = task.contraction.outputs[0];
        let place = if context.has_place(result) { Some(context.operand(result)?) } else { None };
        require!(place.is_some() || !task.epilogue.is_empty(), "nobody uses the result of a contraction");
        let stretch_words = if place.is_some() { 0 } else { longest.next_multiple_of(16) };
        let space: Vec<usize> = context.shape(result).iter().copied().filter(|size| *size != 1).collect();
        let epilogue = if task.epilogue.is_empty() {
            None
        } else {
            Some(Elementwise::build(&space, &task.epilogue, &[result], context)?)
        };
        Ok(Results { place, epilogue, stretch_words })
    }

    /// Words of scratch that [`Results::stretch`] and [`Results::complete`] need, aligned to 64 bytes.
    pub fn scratch_words(&self) -> usize {
        self.stretch_words + self.epilogue.as_ref().map_or(0, |one| one.scratch_bytes().div_ceil(4))
    }

    /// Where to write the elements from number `begin` on.
    ///
    /// # Safety
    ///
    /// As for [`Kernel::run`](crate::plan::Kernel::run); `begin` is in the result.
    #[inline(always)]
    pub unsafe fn stretch(&self, frame: &Frame<'_>, scratch: *mut f32, begin: usize) -> *mut f32 {
        match &self.place {
            // SAFETY: the result has an element number `begin`.
            Some(place) => unsafe { frame.at(place).add(begin) },
            None => scratch,
        }
    }

    /// Does the epilogue of the elements from number `begin` on, which have been written to `results`.
    ///
    /// # Safety
    ///
    /// As for [`Kernel::run`](crate::plan::Kernel::run); the stretch is in the result.
    #[inline(always)]
    pub unsafe fn complete(
        &self,
        frame: &Frame<'_>,
        scratch: *mut f32,
        results: *const f32,
        begin: usize,
        count: usize,
    ) {
        if let Some(epilogue) = &self.epilogue {
            // SAFETY: the stretch is in the space of the epilogue, and the scratch behind it as large as was asked for.
            unsafe { epilogue.run(frame, scratch.add(self.stretch_words), begin, count, &[results]) };
        }
    }
}
