use crate::loops::instructions::{Entry, SPLAT};
use crate::memory::{Frame, Operand};

/// A number in all lanes of the widest vector.
#[repr(C, align(64))]
pub(in crate::loops) struct Splat(pub [u32; SPLAT]);

/// An entry of the table, before it is known how many there are of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Constant(usize),
    Scalar(usize),
    Register(usize),
    /// Where memory begins that is read or written in runs.
    Start(usize),
    /// What has been gathered of it.
    Gathered(usize),
    /// Memory that is walked element by element.
    Stream(usize),
    Fed(usize),
}

/// What the entries of the table are, in this order: constants, scalars, registers, starts, what is gathered, streams, and
/// what is fed.
pub(in crate::loops) struct TableLayout {
    pub constants: Box<[Splat]>,
    pub scalars: Box<[Operand]>,
    pub registers: usize,
    /// Words of a register: instructions may write up to a vector beyond the tile.
    pub register_words: usize,
    pub starts: Box<[Operand]>,
    pub streams: Box<[Operand]>,
    pub fed: usize,
}

impl TableLayout {
    pub(super) fn index(&self, slot: Slot) -> u32 {
        let scalars = self.constants.len();
        let registers = scalars + self.scalars.len();
        let starts = registers + self.registers;
        let gathered = starts + self.starts.len();
        let streams = gathered + self.starts.len();
        let index = match slot {
            Slot::Constant(i) => i,
            Slot::Scalar(i) => scalars + i,
            Slot::Register(i) => registers + i,
            Slot::Start(i) => starts + i,
            Slot::Gathered(i) => gathered + i,
            Slot::Stream(i) => streams + i,
            Slot::Fed(i) => streams + self.streams.len() + i,
        };
        index as u32
    }

    pub(super) fn number(&self, slots: &[Slot], indices: &mut [u32]) {
        for (index, slot) in indices.iter_mut().zip(slots) {
            *index = self.index(*slot);
        }
    }

    fn entries(&self) -> usize {
        self.index(Slot::Fed(self.fed)) as usize
    }

    /// The entries that move on from tile to tile.
    fn moving(&self) -> std::ops::Range<usize> {
        self.index(Slot::Stream(0)) as usize..self.entries()
    }

    fn table_words(&self) -> usize {
        (self.entries() * size_of::<Entry>() / 4).next_multiple_of(SPLAT)
    }

    pub fn scratch_bytes(&self) -> usize {
        4 * (self.table_words() + self.scalars.len() * SPLAT + self.registers * self.register_words)
    }

    /// Makes the table for a walk that begins with the element `begin`.
    ///
    /// # Safety
    ///
    /// As for [`Elementwise::run`](crate::loops::Elementwise::run).
    #[inline]
    pub unsafe fn fill(
        &self,
        frame: &Frame<'_>,
        scratch: *mut f32,
        begin: usize,
        fed: &[*const f32],
    ) -> *mut Entry {
        let table = scratch.cast::<Entry>();
        let mut next = table;
        let mut push = |address: *mut f32, step: usize| {
            // SAFETY: there is scratch for all entries.
            unsafe {
                next.write(Entry { address, step });
                next = next.add(1);
            }
        };
        for Splat(words) in &self.constants {
            push(words.as_ptr().cast_mut().cast(), 0);
        }
        let mut free = scratch.wrapping_add(self.table_words());
        for operand in &self.scalars {
            // SAFETY: the operand has an element, and there is scratch for the copies.
            unsafe {
                let word = frame.at(operand).cast::<u32>().read_unaligned();
                free.cast::<[u32; SPLAT]>().write([word; SPLAT]);
            }
            push(free, 0);
            free = free.wrapping_add(SPLAT);
        }
        for _ in 0..self.registers {
            push(free, 1);
            free = free.wrapping_add(self.register_words);
        }
        for operand in &self.starts {
            push(frame.at(operand), 0);
        }
        for _ in &self.starts {
            push(std::ptr::null_mut(), 0);
        }
        for operand in &self.streams {
            push(frame.at(operand).wrapping_add(begin), 1);
        }
        for address in fed.iter().take(self.fed) {
            push(address.cast_mut(), 1);
        }
        table
    }

    /// Moves on by a tile.
    ///
    /// # Safety
    ///
    /// `table` has been filled by [`TableLayout::fill`].
    #[inline]
    pub unsafe fn advance(&self, table: *mut Entry, count: usize) {
        for index in self.moving() {
            // SAFETY: the table has all entries.
            unsafe {
                let entry = &mut *table.add(index);
                entry.address = entry.address.wrapping_add(count);
            }
        }
    }
}
