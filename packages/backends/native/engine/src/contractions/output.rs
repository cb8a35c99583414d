use crate::error::{Error, Result};
use crate::loops::Elementwise;
use crate::memory::{Frame, Operand};
use crate::plan::TaskContext;
use crate::program::ContractionTask;

/// Where the result of a product goes, and the element-wise work on it.
///
/// A product makes its result block by block: it asks where a block is to be written, writes it, and has it finished
/// while it is in the cache.
pub(super) struct Output {
    /// None if nobody but the epilogue reads the result: then blocks are written to scratch memory.
    place: Option<Operand>,
    epilogue: Option<Elementwise>,
    /// Words of scratch that the epilogue needs.
    own_scratch: usize,
    /// Of each matrix of the result.
    columns: usize,
}

/// Some rows and columns of the result.
#[derive(Clone, Copy)]
pub(super) struct Block {
    /// Number of the first element, counted from the first one of the whole result.
    pub begin: usize,
    pub rows: usize,
    pub columns: usize,
}

/// Where a block is written.
#[derive(Clone, Copy)]
pub(super) struct Destination {
    pub at: *mut f32,
    /// Elements from one row to the next.
    pub row: usize,
}

impl Output {
    /// For a result whose matrices have so many columns.
    pub fn build(task: &ContractionTask, columns: usize, context: &TaskContext<'_>) -> Result<Output> {
        let result = task.contraction.outputs[0];
        let has_place = context.has_place(result);
        if !has_place && task.epilogue.is_empty() {
            return Err(Error::malformed("nobody sees a product"));
        }
        let place = if has_place { Some(context.operand(result)?) } else { None };
        let epilogue = if task.epilogue.is_empty() {
            None
        } else {
            let space: Vec<usize> = context.shape(result).iter().copied().filter(|size| *size != 1).collect();
            Some(Elementwise::build(&space, &task.epilogue, &[result], context)?)
        };
        let own_scratch = epilogue.as_ref().map_or(0, |epilogue| epilogue.scratch_bytes().div_ceil(64) * 16);
        Ok(Output { place, epilogue, own_scratch, columns })
    }

    /// Words of scratch memory that are needed for blocks of at most so many elements.
    pub fn scratch_words(&self, elements: usize) -> usize {
        self.own_scratch + if self.place.is_some() { 0 } else { elements.next_multiple_of(16) }
    }

    /// Where to write a block.
    ///
    /// # Safety
    ///
    /// The block must lie in the result; the scratch memory of the frame must have [`Output::scratch_words`].
    #[inline(always)]
    pub unsafe fn destination(&self, frame: &Frame<'_>, block: Block) -> Destination {
        match &self.place {
            // SAFETY: up to the caller.
            Some(place) => Destination { at: unsafe { frame.at(place).add(block.begin) }, row: self.columns },
            // SAFETY: behind the scratch memory of the epilogue.
            None => Destination { at: unsafe { frame.scratch().add(self.own_scratch) }, row: block.columns },
        }
    }

    /// Does the epilogue of a block that has been written.
    ///
    /// # Safety
    ///
    /// As above, for the destination of this block.
    #[inline(always)]
    pub unsafe fn finish(&self, frame: &Frame<'_>, block: Block, from: Destination) {
        let Some(epilogue) = &self.epilogue else { return };
        let scratch = frame.scratch();
        let Block { begin, rows, columns } = block;
        if columns == self.columns || rows == 1 {
            // SAFETY: the rows follow each other without gaps, in the result and where they were written.
            unsafe { epilogue.run(frame, scratch, begin, rows * columns, &[from.at.cast_const()]) };
            return;
        }
        for row in 0..rows {
            // SAFETY: the row lies in the block.
            unsafe {
                let fed = from.at.add(row * from.row).cast_const();
                epilogue.run(frame, scratch, begin + row * self.columns, columns, &[fed]);
            }
        }
    }
}
