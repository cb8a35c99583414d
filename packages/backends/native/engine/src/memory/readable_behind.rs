//! Vectors may read some bytes behind the last element, so that a last vector need not be a partial one.

/// Bytes behind what kernels work on that must be readable.
pub const READABLE_BEHIND: usize = 64;

/// Pages are as large on every system, or larger: what is readable is so to the end of one. Where reads are checked byte by
/// byte, only the memory itself is taken to be readable.
const PAGE: usize = if cfg!(any(test, debug_assertions)) { READABLE_BEHIND } else { 4096 };

/// Whether as many bytes behind the end of someone else's memory can be read: they need not be if the next page begins there.
pub fn is_readable_behind(end: *const u8) -> bool {
    end.addr().wrapping_neg() % PAGE >= READABLE_BEHIND
}
