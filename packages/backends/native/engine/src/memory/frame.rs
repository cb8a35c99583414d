use crate::program::Move;

/// Where a value lies, checked against the size of its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    pub(crate) slot: usize,
    pub(crate) offset: usize,
    pub(crate) moves: Box<[Move]>,
}

/// What a kernel sees of the memory while it runs on one thread.
pub struct Frame<'a> {
    /// Where each slot begins, as this thread sees it.
    pub(crate) slots: &'a [*mut u8],
    /// Numbers of the steps of the loops around, the outermost first.
    pub(crate) steps: &'a [usize],
    /// Memory of this thread alone, as much as any kernel of the plan asked for.
    pub(crate) scratch: *mut u8,
    /// For each slot, the rows of a batch that is stored without its zeros.
    pub(crate) compressed: &'a [Option<CompressedRows>],
}

impl Frame<'_> {
    /// Address of an operand: of its first element.
    #[inline(always)]
    pub fn at(&self, operand: &Operand) -> *mut f32 {
        // SAFETY: `TaskContext::operand` has checked that the value lies within the slot in every step.
        let mut address = unsafe { self.slots.get_unchecked(operand.slot).add(operand.offset) };
        for one in &operand.moves {
            // SAFETY: as above.
            address = unsafe { address.add(one.stride * self.steps.get_unchecked(one.depth)) };
        }
        address.cast()
    }

    /// Scratch memory of this thread: as many bytes as the kernel asked for when it was built, aligned to 64. What it
    /// holds in the beginning is arbitrary.
    #[inline(always)]
    pub fn scratch(&self) -> *mut f32 {
        self.scratch.cast()
    }

    /// The rows of a batch, if they are stored without zeros. The dense memory of the slot is then meaningless.
    #[inline(always)]
    pub fn compressed(&self, operand: &Operand) -> Option<&CompressedRows> {
        self.compressed.get(operand.slot)?.as_ref()
    }
}

/// Rows of a batch without their zeros: for each, column numbers in rising order and the values there.
#[derive(Clone, Copy)]
pub struct CompressedRows {
    /// Where the entries of each stored row begin, and behind them where the last one ends.
    pub(crate) starts: *const usize,
    pub(crate) columns: *const u32,
    pub(crate) values: *const f32,
    /// The stored rows that make up the batch.
    pub(crate) order: *const i32,
    pub(crate) rows: usize,
}

impl CompressedRows {
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns and values of a row of the batch. Every column is less than the elements of a row.
    ///
    /// # Safety
    ///
    /// `row` must be less than [`CompressedRows::rows`].
    #[inline(always)]
    pub unsafe fn row(&self, row: usize) -> (&[u32], &[f32]) {
        // SAFETY: whoever made `self` has checked the order against the store, which outlives the run.
        unsafe {
            let stored = *self.order.add(row) as usize;
            let begin = *self.starts.add(stored);
            let count = *self.starts.add(stored + 1) - begin;
            (
                std::slice::from_raw_parts(self.columns.add(begin), count),
                std::slice::from_raw_parts(self.values.add(begin), count),
            )
        }
    }
}
