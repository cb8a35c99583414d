use crate::error::{Error, Result};
use crate::lanes::Isa;
use crate::memory::Operand;
use crate::program::{Place, Program, SlotKind, Value, ValueId};
use crate::require;
use std::cell::Cell;

/// What kernels are built with.
pub struct TaskContext<'a> {
    program: &'a Program,
    isa: Isa,
    threads: usize,
    /// Lengths of the loops around the task, the outermost first.
    lengths: Vec<usize>,
    scratch: &'a Cell<usize>,
    shared: &'a Cell<usize>,
    /// Slot behind those of the program: what parts of kernels share.
    shared_slot: usize,
}

impl<'a> TaskContext<'a> {
    pub(crate) fn new(
        program: &'a Program,
        isa: Isa,
        threads: usize,
        scratch: &'a Cell<usize>,
        shared: &'a Cell<usize>,
    ) -> Self {
        let shared_slot = program.slots.len();
        TaskContext { program, isa, threads, lengths: Vec::new(), scratch, shared, shared_slot }
    }

    /// The context of the tasks of a loop.
    pub(crate) fn within(&self, length: usize) -> TaskContext<'a> {
        let mut lengths = self.lengths.clone();
        lengths.push(length);
        TaskContext { lengths, ..*self }
    }

    pub(crate) fn depth(&self) -> usize {
        self.lengths.len()
    }

    /// Numbers of steps of the loops around, the outermost first.
    pub(crate) fn lengths(&self) -> &[usize] {
        &self.lengths
    }

    /// Words of shared memory that kernels asked for so far.
    pub(crate) fn shared_words(&self) -> usize {
        self.shared.get()
    }

    /// The shared memory that was asked for since then, and its bytes.
    pub(crate) fn shared_since(&self, words: usize) -> Option<(Operand, usize)> {
        let added = self.shared.get() - words;
        let operand = Operand { slot: self.shared_slot, offset: 4 * words, moves: Box::new([]) };
        (added > 0).then_some((operand, 4 * added))
    }

    pub fn isa(&self) -> Isa {
        self.isa
    }

    /// Threads that share the work.
    pub fn threads(&self) -> usize {
        self.threads
    }

    pub fn value(&self, id: ValueId) -> &'a Value {
        &self.program.values[id]
    }

    pub fn shape(&self, id: ValueId) -> &'a [usize] {
        &self.program.values[id].shape
    }

    /// The value whose memory a value names; itself if it is no alias.
    pub fn root(&self, id: ValueId) -> ValueId {
        self.program.values[id].root
    }

    /// Whether the value lies in memory: what does must be written there, whoever else in the task uses it.
    pub fn has_place(&self, id: ValueId) -> bool {
        self.program.values[id].place.is_some()
    }

    /// Whether a value is a whole batch that may be stored without zeros.
    pub fn is_compressible(&self, id: ValueId) -> bool {
        let Value { shape, place, .. } = &self.program.values[id];
        let Some(Place { slot, offset: 0, moves }) = place else { return false };
        let slot = &self.program.slots[*slot];
        let is_whole = shape.first() == Some(&self.program.batch_rows) && self.value(id).size() == slot.words;
        slot.compressible && slot.kind == SlotKind::Batch && moves.is_empty() && is_whole
    }

    /// The number that all elements of a constant are, as bits (of a float32, an int32, or a truth value, 0 and -1).
    pub fn fill(&self, id: ValueId) -> Option<u32> {
        self.program.values[id].fill
    }

    /// Where a value lies.
    ///
    /// # Errors
    ///
    /// It lies nowhere, or not within its slot.
    pub fn operand(&self, id: ValueId) -> Result<Operand> {
        let value = &self.program.values[id];
        let place =
            value.place.as_ref().ok_or_else(|| Error::malformed(format!("value {id} lies nowhere")))?;
        self.operand_at(place, value.size())
    }

    pub(crate) fn operand_at(&self, place: &Place, words: usize) -> Result<Operand> {
        let outside = || Error::malformed("a value does not lie within its slot");
        let mut end = words.checked_mul(4).and_then(|bytes| bytes.checked_add(place.offset));
        for one in &place.moves {
            require!(one.depth < self.lengths.len(), "a place moves with a loop that is not there");
            let last = self.lengths[one.depth] - 1;
            end = one.stride.checked_mul(last).and_then(|moved| end?.checked_add(moved));
        }
        let slot = &self.program.slots[place.slot];
        if end.ok_or_else(outside)? > 4 * slot.words {
            return Err(outside());
        }
        Ok(Operand { slot: place.slot, offset: place.offset, moves: place.moves.clone().into_boxed_slice() })
    }

    /// Asks for scratch memory, for each thread its own: see [`Frame::scratch`](crate::memory::Frame::scratch). Only the
    /// largest wish of all kernels counts; a kernel asks once.
    pub fn need_scratch(&self, bytes: usize) {
        self.scratch.set(self.scratch.get().max(bytes));
    }

    /// Memory that all parts of the kernel, and what finishes it, share, and no other kernel; zero in the beginning.
    pub fn shared(&self, words: usize) -> Operand {
        let begin = self.shared.get();
        self.shared.set(begin + words.next_multiple_of(16));
        Operand { slot: self.shared_slot, offset: 4 * begin, moves: Box::new([]) }
    }
}
