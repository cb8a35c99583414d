use super::access::Access;
use super::emission::{Emitted, TableLayout, emit};
use super::graph::{Graph, checked_size, fuse, read};
use super::instructions::{Entry, Instruction, LARGE_TILE, TILE, Tile};
use super::tiling::Tiling;
use crate::error::{Error, Result};
use crate::memory::Frame;
use crate::plan::TaskContext;
use crate::program::{Operation, ValueId};

/// Element-wise operations over a space, done for any stretch of its elements: the body of loops, and what is done with the
/// results of contractions while they are in the cache.
///
/// Operations become instructions, each of which does a whole tile of elements before the next one; several operations in a
/// row become a single instruction where there is one for them.
pub(crate) struct Elementwise {
    table: TableLayout,
    instructions: Box<[Instruction]>,
    tiling: Tiling,
    /// Entries of the values that the caller wants to see.
    kept: Vec<u32>,
}

impl Elementwise {
    /// # Parameters
    ///
    /// - `space`: sizes of the axes, those of size 1 left out; all results have its elements in row-major order
    /// - `operations`: in order; operands from outside are broadcast to the space
    /// - `fed`: values of the space that the caller hands over in [`Elementwise::run`] (the result of the contraction); all
    ///   others that no operation makes lie in memory
    pub fn build(
        space: &[usize],
        operations: &[Operation],
        fed: &[ValueId],
        context: &TaskContext<'_>,
    ) -> Result<Elementwise> {
        let size = checked_size(space).ok_or_else(|| Error::malformed("a space is too large"))?;
        let graph = read(size, operations, fed, &[], context)?;
        Elementwise::of(graph, size, fed.len(), TILE, std::iter::empty(), context)
    }

    /// As [`Elementwise::build`], and keeps values that are reduced in rows of these lengths.
    pub(super) fn build_reduced(
        size: usize,
        operations: &[Operation],
        reduced: &[ValueId],
        rows: impl Iterator<Item = usize>,
        context: &TaskContext<'_>,
    ) -> Result<Elementwise> {
        let graph = read(size, operations, &[], reduced, context)?;
        let is_idle = graph.nodes.iter().all(|node| node.is_dead);
        let limit = if is_idle { LARGE_TILE } else { TILE };
        Elementwise::of(graph, size, 0, limit, rows, context)
    }

    fn of(
        mut graph: Graph,
        size: usize,
        fed: usize,
        limit: usize,
        rows: impl Iterator<Item = usize>,
        context: &TaskContext<'_>,
    ) -> Result<Elementwise> {
        fuse(&mut graph, context.isa());
        let tiling = Tiling::new(size, rows.chain(run_lengths(&graph)), limit);
        let Emitted { table, instructions, kept } = emit(&graph, size, fed, tiling.most(), context.isa())?;
        Ok(Elementwise { table, instructions, tiling, kept })
    }

    /// Bytes of scratch that [`Elementwise::run`] needs.
    pub fn scratch_bytes(&self) -> usize {
        self.table.scratch_bytes()
    }

    #[cfg(test)]
    pub(super) fn instruction_count(&self) -> usize {
        self.instructions.len()
    }

    /// Does the elements `begin .. begin + count` of the space, and writes all results that have a place.
    ///
    /// # Safety
    ///
    /// As for [`Kernel::run`](crate::plan::Kernel::run); the stretch must lie in the space; `fed` holds, for each fed value,
    /// a pointer to its element `begin`, with `count` elements behind it; `scratch` points to
    /// [`Elementwise::scratch_bytes`] bytes, aligned to 64.
    pub unsafe fn run(
        &self,
        frame: &Frame<'_>,
        scratch: *mut f32,
        begin: usize,
        count: usize,
        fed: &[*const f32],
    ) {
        // SAFETY: passed on.
        unsafe { self.run_with(frame, scratch, begin, count, fed, |_, _| {}) };
    }

    /// As [`Elementwise::run`], and hands over each tile when it is done, and its entries for the values that are reduced.
    ///
    /// # Safety
    ///
    /// As for [`Elementwise::run`].
    #[inline(always)]
    pub(super) unsafe fn run_with(
        &self,
        frame: &Frame<'_>,
        scratch: *mut f32,
        begin: usize,
        count: usize,
        fed: &[*const f32],
        mut done: impl FnMut(&Tile, &[u32]),
    ) {
        // SAFETY: `emit` made the table and the instructions for each other; every tile lies in the space.
        unsafe {
            let table: *mut Entry = self.table.fill(frame, scratch, begin, fed);
            let (mut at, mut left) = (begin, count);
            while left > 0 {
                let tile = Tile { table, begin: at, count: self.tiling.length(at, left) };
                for instruction in &self.instructions {
                    (instruction.run)(instruction, &tile);
                }
                done(&tile, &self.kept);
                at += tile.count;
                left -= tile.count;
                if left > 0 {
                    self.table.advance(table, tile.count);
                }
            }
        }
    }
}

/// Lengths of the runs in which operands lie.
fn run_lengths(graph: &Graph) -> impl Iterator<Item = usize> {
    graph.memory.iter().filter_map(|(_, access)| match access {
        Access::Runs(runs) => Some(runs.length),
        _ => None,
    })
}
