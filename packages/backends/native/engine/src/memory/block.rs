use crate::error::{Error, Result};
use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ptr::NonNull;

/// Blocks begin at multiples of this: a cache line, the widest vector.
const ALIGNMENT: usize = 64;
/// Bytes after each block that vectors may read, so that a last vector need not be a partial one.
const SPARE: usize = 64;
/// What these bytes hold where assertions are checked, to show that nobody writes there.
const UNTOUCHED: u8 = 0xa5;

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
        if cfg!(debug_assertions) {
            // SAFETY: the spare bytes were allocated behind the words.
            unsafe { memory.add(bytes).write_bytes(UNTOUCHED, SPARE) };
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
        let spare = unsafe { std::slice::from_raw_parts(self.memory.add(4 * self.words).as_ptr(), SPARE) };
        spare.iter().all(|byte| *byte == UNTOUCHED)
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        debug_assert!(
            std::thread::panicking() || self.has_untouched_spare(),
            "something was written behind {} words",
            self.words
        );
        if let Some(layout) = layout_of(self.words) {
            // SAFETY: it was allocated with this layout.
            unsafe { dealloc(self.memory.as_ptr(), layout) };
        }
    }
}

fn layout_of(words: usize) -> Option<Layout> {
    let bytes = words.checked_mul(4)?.checked_add(SPARE)?;
    Layout::from_size_align(bytes, ALIGNMENT).ok()
}
