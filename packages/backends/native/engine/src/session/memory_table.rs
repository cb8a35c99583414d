use super::Session;
use crate::error::Result;
use crate::memory::Block;
use crate::plan::Plan;
use crate::program::{Program, Slot, SlotKind};
use crate::require;

/// Bytes of a batch up to which every thread has a copy of its own: a core that reads what another core has just written
/// waits for it.
const PRIVATE_BYTES: usize = 512 * 1024;

/// The memory of the slots of one program.
pub(super) struct MemoryTable {
    slots: Vec<SlotMemory>,
    scratch: Vec<Block>,
    /// For each thread, where the slots begin.
    tables: Vec<Pointers>,
    /// Of the session, when the tables were made.
    version: u64,
}

enum SlotMemory {
    /// In the session, under its name.
    State(String),
    /// One for all threads.
    Shared(Block),
    /// One for each thread.
    Private(Vec<Block>),
    /// Handed over with each run.
    External,
}

/// Addresses in blocks that their table owns, or that are checked before each run.
struct Pointers(Vec<*mut u8>);

// SAFETY: the addresses are used only in runs, for which the owner of the blocks is borrowed exclusively.
unsafe impl Send for Pointers {}
// SAFETY: as above.
unsafe impl Sync for Pointers {}

impl MemoryTable {
    /// Takes the memory that a program needs; zero until written.
    pub fn new(program: &Program, plan: &Plan, session: &Session) -> Result<MemoryTable> {
        let threads = plan.threads();
        let scratch_words = plan.scratch_bytes().div_ceil(4);
        let added = scratch_words.saturating_mul(threads).saturating_add(plan.shared_words());
        session.check_room(words_of(program, threads).saturating_add(added))?;
        let mut slots = Vec::new();
        for slot in &program.slots {
            slots.push(memory_of(slot, threads)?);
        }
        slots.push(SlotMemory::Shared(Block::zeroed(plan.shared_words())?));
        let scratch = (0..threads).map(|_| Block::zeroed(scratch_words)).collect::<Result<_>>()?;
        let tables = (0..threads).map(|_| Pointers(vec![std::ptr::null_mut(); slots.len()])).collect();
        let mut table = MemoryTable { slots, scratch, tables, version: 0 };
        for slot in 0..table.slots.len() {
            for thread in 0..threads {
                let pointer = match &table.slots[slot] {
                    SlotMemory::Shared(block) => block.pointer(),
                    SlotMemory::Private(blocks) => blocks[thread].pointer(),
                    SlotMemory::State(_) | SlotMemory::External => continue,
                };
                table.tables[thread].0[slot] = pointer;
            }
        }
        Ok(table)
    }

    /// Puts the constants in: `elements` are those of constants that are no fill.
    pub fn write_constants(&mut self, program: &Program, elements: &[u32]) -> Result<()> {
        for (i, slot) in program.slots.iter().enumerate().filter(|(_, slot)| slot.kind == SlotKind::Constant)
        {
            let end = slot.at.checked_add(slot.words);
            let elements = end.and_then(|end| elements.get(slot.at..end));
            require!(slot.fill.is_some() || elements.is_some(), "a constant has no elements");
            for constant in self.copies_mut(i) {
                match slot.fill {
                    Some(bits) => constant.fill(bits),
                    None => constant.copy_from_slice(elements.unwrap_or(&[])),
                }
            }
        }
        Ok(())
    }

    /// Copies all slots of a kind from other memory of the same program.
    pub fn copy(&mut self, program: &Program, kind: SlotKind, from: &MemoryTable) {
        for (i, _) in program.slots.iter().enumerate().filter(|(_, slot)| slot.kind == kind) {
            for copy in self.copies_mut(i) {
                copy.copy_from_slice(from.words(i));
            }
        }
    }

    /// Looks the states up, unless none has moved.
    pub fn find_states(&mut self, program: &Program, session: &Session) -> Result<()> {
        if self.version == session.version() {
            return Ok(());
        }
        for (slot, memory) in self.slots.iter().enumerate() {
            let SlotMemory::State(name) = memory else { continue };
            let pointer = session.state_pointer(name, program.slots[slot].words)?;
            for table in &mut self.tables {
                table.0[slot] = pointer;
            }
        }
        self.version = session.version();
        Ok(())
    }

    /// Sets where an external slot begins.
    pub fn set_external(&mut self, slot: usize, pointer: *mut u8) {
        for table in &mut self.tables {
            table.0[slot] = pointer;
        }
    }

    pub fn slots(&self, thread: usize) -> &[*mut u8] {
        &self.tables[thread].0
    }

    pub fn scratch(&self, thread: usize) -> *mut u8 {
        self.scratch[thread].pointer()
    }

    /// Whether each thread has a copy.
    pub fn is_private(&self, slot: usize) -> bool {
        matches!(self.slots[slot], SlotMemory::Private(_))
    }

    /// All copies of a slot that is no state.
    pub fn copies_mut(&mut self, slot: usize) -> impl Iterator<Item = &mut [u32]> {
        let blocks: &mut [Block] = match &mut self.slots[slot] {
            SlotMemory::Shared(block) => std::slice::from_mut(block),
            SlotMemory::Private(blocks) => blocks,
            SlotMemory::State(_) | SlotMemory::External => &mut [],
        };
        blocks.iter_mut().map(Block::as_mut_slice)
    }

    /// The words of a slot that is no state, as thread 0 sees it.
    pub fn words(&self, slot: usize) -> &[u32] {
        match &self.slots[slot] {
            SlotMemory::Shared(block) => block.as_slice(),
            SlotMemory::Private(blocks) => blocks[0].as_slice(),
            SlotMemory::State(_) | SlotMemory::External => &[],
        }
    }
}

/// Words of all slots that are the program's own, for so many threads.
pub(super) fn words_of(program: &Program, threads: usize) -> usize {
    let words = program.slots.iter().map(|slot| match slot.kind {
        SlotKind::State | SlotKind::External => 0,
        _ if is_private(slot) => slot.words.saturating_mul(threads),
        _ => slot.words,
    });
    words.fold(0, usize::saturating_add)
}

/// Whether each thread has a copy of its own.
fn is_private(slot: &Slot) -> bool {
    slot.kind.is_scalar_input() || (slot.kind == SlotKind::Batch && 4 * slot.words <= PRIVATE_BYTES)
}

fn memory_of(slot: &Slot, threads: usize) -> Result<SlotMemory> {
    Ok(match slot.kind {
        SlotKind::State => SlotMemory::State(slot.name.clone()),
        SlotKind::External => SlotMemory::External,
        _ if is_private(slot) => {
            SlotMemory::Private((0..threads).map(|_| Block::zeroed(slot.words)).collect::<Result<_>>()?)
        }
        _ => SlotMemory::Shared(Block::zeroed(slot.words)?),
    })
}
