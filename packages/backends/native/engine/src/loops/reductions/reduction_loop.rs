use super::chunks::Chunks;
use super::reduction::{Reduction, ends};
use crate::error::{Error, Result};
use crate::loops::Elementwise;
use crate::loops::cost;
use crate::loops::graph::checked_size;
use crate::loops::instructions::Tile;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::LoopTask;

/// A loop with reductions.
///
/// The space is cut into chunks. Where chunks make parts of the same results, these lie one after the other in memory that
/// the threads share, and are put together in the end.
pub(in crate::loops) struct ReductionLoop {
    body: Elementwise,
    /// Each with the memory for what the chunks make of it; none where they write to the result.
    reductions: Vec<(Reduction, Option<Operand>)>,
    chunks: Chunks,
    parts: usize,
}

impl ReductionLoop {
    pub fn build(task: &LoopTask, context: &TaskContext<'_>) -> Result<ReductionLoop> {
        let size = checked_size(&task.space).ok_or_else(|| Error::malformed("a space is too large"))?;
        let reductions: Vec<Reduction> =
            task.reductions.iter().map(|one| Reduction::build(one, size, context)).collect::<Result<_>>()?;
        let inputs = task.reductions.iter().map(|one| Ok(ends(one)?.0)).collect::<Result<Vec<_>>>()?;
        let rows = reductions.iter().map(|one| one.runs.length);
        let body = Elementwise::build_reduced(size, &task.operations, &inputs, rows, context)?;
        context.need_scratch(body.scratch_bytes());

        let each = cost::each(&task.operations) + reductions.len();
        let unit = common_unit(&reductions).unwrap_or(size).max(1);
        let partial = reductions.iter().filter(|one| one.is_partial()).map(|one| one.length).max();
        let chunks = Chunks::new(size, each, unit, partial.unwrap_or(0));
        let parts = cost::parts(size, each, context).min(chunks.count());
        let with_memory = reductions.into_iter().map(|one| {
            let is_shared = chunks.count() > 1 && one.is_partial();
            let memory = is_shared.then(|| context.shared(chunks.count() * one.length));
            (one, memory)
        });
        let reductions = with_memory.collect();
        Ok(ReductionLoop { body, reductions, chunks, parts })
    }

    /// Where a chunk puts what it makes of a reduction.
    #[inline(always)]
    fn target(frame: &Frame<'_>, reduction: &Reduction, memory: Option<&Operand>, chunk: usize) -> *mut f32 {
        match memory {
            None => frame.at(&reduction.result),
            Some(memory) => frame.at(memory).wrapping_add(chunk * reduction.length),
        }
    }
}

impl Kernel for ReductionLoop {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        let count = self.chunks.count();
        let own = if self.parts == 1 { 0..count } else { share(count, part, self.parts, 1) };
        for chunk in own {
            let stretch = self.chunks.range(chunk);
            for (reduction, memory) in &self.reductions {
                let target = Self::target(frame, reduction, memory.as_ref(), chunk);
                for element in reduction.made_by(&stretch) {
                    // SAFETY: the elements lie in the result, or in what was shared for the chunk.
                    unsafe {
                        target.add(element).cast::<u32>().write_unaligned(reduction.functions.identity)
                    };
                }
            }
            let take = |tile: &Tile, entries: &[u32]| {
                for ((reduction, memory), entry) in self.reductions.iter().zip(entries) {
                    let target = Self::target(frame, reduction, memory.as_ref(), chunk);
                    // SAFETY: the body keeps an entry for each reduction, element by element.
                    unsafe {
                        let value = (*tile.table.add(*entry as usize)).address;
                        (reduction.functions.take)(&reduction.runs, tile, value, target);
                    }
                }
            };
            // SAFETY: passed on; the stretch lies in the space, and the scratch has been asked for.
            unsafe { self.body.run_with(frame, frame.scratch(), stretch.start, stretch.len(), &[], take) };
        }
    }

    fn has_finish(&self) -> bool {
        self.reductions.iter().any(|(_, memory)| memory.is_some())
    }

    unsafe fn finish(&self, frame: &Frame<'_>) {
        for (reduction, memory) in &self.reductions {
            let Some(memory) = memory else { continue };
            let (parts, result) = (frame.at(memory), frame.at(&reduction.result));
            // SAFETY: every chunk has written as many elements as the result has.
            unsafe {
                (reduction.functions.combine_rows)(parts, self.chunks.count(), reduction.length, result);
            }
        }
    }
}

/// What chunks must be multiples of, so that each makes whole entries of the outermost axes; none if there is no such thing.
fn common_unit(reductions: &[Reduction]) -> Option<usize> {
    let most = reductions.iter().map(|one| one.unit).max()?;
    reductions.iter().all(|one| one.unit > 0 && most.is_multiple_of(one.unit)).then_some(most)
}
