use super::spans::Span;
use crate::error::Result;
use crate::lanes::Isa;
use crate::memory::CompressedRows;
use crate::plan::Plan;
use crate::program::{Program, SlotKind};
use crate::require;
use crate::rows::{Gather, gather};
use std::ops::Range;

/// The batches of a span, for one program.
pub(super) struct Batches<'a> {
    order: &'a [i32],
    rows: usize,
    inputs: Vec<Input<'a>>,
}

struct Input<'a> {
    slot: usize,
    gather: Gather<'a>,
    /// Whether the program works on rows without zeros.
    stays_compressed: bool,
    /// Whether the program leaves the batch as it is.
    is_only_read: bool,
}

/// What a thread sees while it works on a batch.
pub(super) struct View<'a> {
    /// Where rows can be brought to.
    own: &'a [*mut u8],
    pub slots: Vec<*mut u8>,
    /// An entry for each slot, or none at all.
    pub compressed: Vec<Option<CompressedRows>>,
}

impl<'a> View<'a> {
    pub fn new(own: &'a [*mut u8]) -> Self {
        View { own, slots: own.to_vec(), compressed: Vec::new() }
    }
}

impl<'a> Batches<'a> {
    /// Looks up the columns that a program takes its batches from.
    ///
    /// # Errors
    ///
    /// The rows do not fit the program.
    pub fn of(span: &Span<'a>, program: &Program, plan: &Plan, isa: Isa) -> Result<Batches<'a>> {
        let Span { store, order, runs, .. } = *span;
        let rows = program.batch_rows;
        require!(rows > 0, "the program takes no batches");
        require!(rows.checked_mul(runs) == Some(order.len()), "{runs} batches need {rows} rows each");
        let known = store.rows();
        let is_known = order.iter().all(|row| usize::try_from(*row).is_ok_and(|row| row < known));
        require!(is_known, "there are {known} rows, and others were asked for");
        let mut inputs = Vec::new();
        for (i, slot) in program.slots.iter().enumerate().filter(|(_, slot)| slot.kind == SlotKind::Batch) {
            require!(slot.words % rows == 0, "{} has no whole number of elements a row", slot.name);
            let gather = gather(store, &slot.name, slot.dtype, slot.words / rows, isa)?;
            let stays_compressed = slot.compressible && gather.is_compressed();
            inputs.push(Input { slot: i, gather, stays_compressed, is_only_read: !plan.writes(i) });
        }
        Ok(Batches { order, rows, inputs })
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Slots that rows are brought to.
    pub fn slots(&self) -> impl Iterator<Item = usize> {
        self.inputs.iter().filter(|input| !input.stays_compressed).map(|input| input.slot)
    }

    /// Shows a batch to a thread: where the rows lie if they can be read there, else brought to memory of its own or, those
    /// that `part` names, to memory that others see, too.
    ///
    /// # Safety
    ///
    /// `view` was made of slots as large as the program says, and nobody else touches those rows of a batch in them.
    #[inline]
    pub unsafe fn show(&self, run: usize, view: &mut View<'_>, part: impl Fn(usize) -> Range<usize>) {
        let batch = &self.order[run * self.rows..][..self.rows];
        for Input { slot, gather, stays_compressed, is_only_read } in &self.inputs {
            let slot = *slot;
            if *stays_compressed {
                view.compressed.resize(view.slots.len(), None);
                view.compressed[slot] = gather.compressed(batch);
            } else if *is_only_read && let Some(rows) = gather.in_place(batch) {
                view.slots[slot] = rows.cast_mut();
            } else {
                view.slots[slot] = view.own[slot];
                // SAFETY: up to the caller; the order was checked.
                unsafe { gather.rows(batch, part(slot), view.own[slot]) };
            }
        }
    }
}
