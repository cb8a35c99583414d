use super::READABLE_BEHIND;
use crate::error::{Error, Result};
use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ptr::NonNull;

/// Blocks begin at multiples of this: a cache line, the widest vector.
const ALIGNMENT: usize = 64;
/// What these bytes hold where that is checked, to show that nobody writes there.
const UNTOUCHED: u8 = 0xa5;
/// Whether it is checked.
const GUARDED: bool = cfg!(any(test, debug_assertions));

/// Zeroed memory for words, which does not move while it lives.
///
/// Kernels on several threads read and write it at the same time, through pointers: who may touch which part when is the
/// business of the plan. Safe access is through `&mut self`.
pub struct Block {
    memory: NonNull<u8>,
    words: usize,
}

// SAFETY: a block owns its memory, and safe code reaches it through `&self` and `&mut self` only.
unsafe impl Send for Block {}
// SAFETY: as above.
unsafe impl Sync for Block {}

impl Block {
    /// # Errors
    ///
    /// There is not as much memory.
    pub fn zeroed(words: usize) -> Result<Block> {
        let bytes = words.saturating_mul(4);
        let layout = layout_of(words).ok_or(Error::OutOfMemory { bytes })?;
        // SAFETY: the layout is not empty, because of the spare bytes.
        let memory = unsafe { alloc_zeroed(layout) };
        let memory = NonNull::new(memory).ok_or(Error::OutOfMemory { bytes })?;
        if GUARDED {
            // SAFETY: the spare bytes were allocated behind the words.
            unsafe { memory.add(bytes).write_bytes(UNTOUCHED, READABLE_BEHIND) };
        }
        Ok(Block { memory, words })
    }

    pub fn words(&self) -> usize {
        self.words
    }

    /// For kernels: see the type.
    pub fn pointer(&self) -> *mut u8 {
        self.memory.as_ptr()
    }

    pub fn as_slice(&self) -> &[u32] {
        // SAFETY: that many words were allocated and initialised, aligned; nobody writes while `self` is borrowed and no
        // plan runs, which holds the owner exclusively.
        unsafe { std::slice::from_raw_parts(self.memory.as_ptr().cast(), self.words) }
    }

    pub fn as_mut_slice(&mut self) -> &mut [u32] {
        // SAFETY: as above, and `self` is borrowed exclusively.
        unsafe { std::slice::from_raw_parts_mut(self.memory.as_ptr().cast(), self.words) }
    }

    fn has_untouched_spare(&self) -> bool {
        // SAFETY: the spare bytes were allocated behind the words, and initialised.
        let spare =
            unsafe { std::slice::from_raw_parts(self.memory.add(4 * self.words).as_ptr(), READABLE_BEHIND) };
        spare.iter().all(|byte| *byte == UNTOUCHED)
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        let is_sound = !GUARDED || std::thread::panicking() || self.has_untouched_spare();
        if let Some(layout) = layout_of(self.words) {
            // SAFETY: it was allocated with this layout.
            unsafe { dealloc(self.memory.as_ptr(), layout) };
        }
        assert!(is_sound, "something was written behind {} words", self.words);
    }
}

fn layout_of(words: usize) -> Option<Layout> {
    let bytes = words.checked_mul(4)?.checked_add(READABLE_BEHIND)?;
    Layout::from_size_align(bytes, ALIGNMENT).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_behind_a_block_is_found() {
        for words in [0, 1, 16, 100] {
            drop(Block::zeroed(words).expect("memory"));
            for byte in [0, 1, READABLE_BEHIND - 1] {
                let dropped = std::panic::catch_unwind(|| {
                    let block = Block::zeroed(words).expect("memory");
                    // SAFETY: the spare bytes are part of the block.
                    unsafe { block.pointer().add(4 * words + byte).write(0) };
                });
                assert!(dropped.is_err(), "byte {byte} behind {words} words");
            }
        }
    }

    #[test]
    fn more_memory_than_there_can_be_is_an_error() {
        for words in [usize::MAX, usize::MAX / 4, isize::MAX as usize / 4] {
            assert!(matches!(Block::zeroed(words), Err(Error::OutOfMemory { .. })));
        }
    }
}
