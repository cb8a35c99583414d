//! Steps of a [`Body`](super::body), each done for a whole tile of elements before the next one.

mod apply;
mod gather;
mod random;
mod scatter;

pub(super) use apply::applied;
pub(super) use gather::gather_of;
pub(super) use random::random_of;
pub(super) use scatter::scatter_of;

use super::access::Runs;
use super::functions::{MOST_OPERANDS, MOST_STORED};

/// Most elements that are worked on at a time: all of them stay in the cache next to the core.
pub(super) const TILE: usize = 512;
/// The same where there is nothing to do but to reduce what lies in memory.
pub(super) const LARGE_TILE: usize = 8192;

/// Where an operand or result of the present tile lies.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub address: *mut f32,
    /// 1, or 0 where [`SPLAT`] equal elements stand for all. Of memory that is gathered: how many elements of it are held
    /// since an earlier tile.
    pub step: usize,
}

/// Copies of a number that stands for all elements.
pub(super) const SPLAT: usize = crate::lanes::MOST_LANES;

/// A stretch of the space and what belongs to it.
pub(super) struct Tile {
    pub table: *mut Entry,
    pub begin: usize,
    pub count: usize,
}

/// Does an instruction for a tile.
///
/// # Safety
///
/// The processor must have the instruction set that the function was compiled for; the entries of the table that the
/// instruction names must be valid for the tile.
pub(super) type Run = unsafe fn(&Instruction, &Tile);

pub(super) struct Instruction {
    pub run: Run,
    /// Entries of the table.
    pub operands: [u32; MOST_OPERANDS],
    /// The first is that of the result that the function returns.
    pub targets: [u32; 1 + MOST_STORED],
    /// Operands and targets, a bit each, of which whole vectors may be loaded and stored although the tile ends before:
    /// that passes from one instruction to the next without delay.
    pub padded_operands: u16,
    pub padded_targets: u16,
    pub detail: Detail,
}

/// What some instructions need besides.
pub(super) enum Detail {
    None,
    /// How memory is read or written.
    Runs(Runs),
    /// Number of a stream of random numbers; whether the index of a loop is among the operands.
    Random {
        stream: u32,
        has_index: bool,
    },
}
