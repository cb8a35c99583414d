use super::LoadedProgram;
use crate::error::Result;
use crate::memory::{Block, is_readable_behind};
use crate::program::SlotKind;
use crate::require;

/// Memory of the caller, and the slot that it is for.
#[derive(Clone, Copy)]
struct Array {
    slot: usize,
    begin: *mut u32,
    words: usize,
}

impl LoadedProgram {
    /// Runs once on memory that is handed over: for each external slot, in order, where it begins and how many words it has.
    /// Memory that is only read may be handed over more than once.
    ///
    /// # Errors
    ///
    /// One has too few words, memory that is written is handed over twice, or a kernel failed.
    ///
    /// # Safety
    ///
    /// That memory must stay valid and untouched by others until this returns.
    pub unsafe fn run_on(&mut self, external: &[(*mut u32, usize)]) -> Result<()> {
        let arrays = self.arrays(external)?;
        let mut copies = Vec::new();
        for array in &arrays {
            self.memory.set_external(array.slot, array.begin.cast());
            if !is_readable_behind(array.end().cast()) {
                let copy = Block::zeroed(array.words)?;
                // SAFETY: both have as many words, and the copy is new.
                unsafe { array.begin.copy_to_nonoverlapping(copy.pointer().cast(), array.words) };
                self.memory.set_external(array.slot, copy.pointer());
                copies.push((array, copy));
            }
        }
        self.run_once()?;
        for (array, copy) in copies.iter().filter(|(array, _)| self.plan.writes(array.slot)) {
            // SAFETY: as above, and nobody else has the memory.
            unsafe { array.begin.copy_from_nonoverlapping(copy.pointer().cast(), array.words) };
        }
        Ok(())
    }

    /// What was handed over, checked.
    fn arrays(&self, external: &[(*mut u32, usize)]) -> Result<Vec<Array>> {
        let slots = &self.program.slots;
        require!(slots.iter().all(|slot| slot.kind != SlotKind::State), "the program has states");
        let wanted: Vec<usize> =
            (0..slots.len()).filter(|slot| slots[*slot].kind == SlotKind::External).collect();
        require!(external.len() == wanted.len(), "the program works on {} arrays", wanted.len());
        let mut arrays = Vec::new();
        for (slot, (begin, available)) in wanted.into_iter().zip(external) {
            let words = slots[slot].words;
            require!(*available >= words, "slot {slot} gets {available} words, and needs {words}");
            arrays.push(Array { slot, begin: *begin, words });
        }
        for (i, written) in arrays.iter().enumerate().filter(|(_, array)| self.plan.writes(array.slot)) {
            let shares = arrays.iter().enumerate().any(|(j, other)| i != j && written.overlaps(other));
            require!(!shares, "slot {} is written, and its memory is used twice", written.slot);
        }
        Ok(arrays)
    }
}

impl Array {
    fn end(&self) -> *mut u32 {
        self.begin.wrapping_add(self.words)
    }

    fn overlaps(&self, other: &Array) -> bool {
        self.begin < other.end() && other.begin < self.end()
    }
}
